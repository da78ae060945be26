"""Balance: the sum and its history, filtered by type and searched in what is loaded."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Input, Select, Static

from cabinet_tui.domain.balance import Payment, Transaction, TransactionKind, kinds_told_apart
from cabinet_tui.domain.labels import kind_label
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.balance_more import MORE_KEYS, BalanceExtras
from cabinet_tui.screens.dialogs.pending import PendingDialog
from cabinet_tui.screens.dialogs.promo import PromoDialog
from cabinet_tui.screens.dialogs.spending import SpendingDialog
from cabinet_tui.screens.dialogs.transaction import TransactionDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.listing import History
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.balance_card import BalanceCard
from cabinet_tui.widgets.history_table import HistoryTable
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.kind_filter import EVERY_KIND, KindFilter
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.pending_card import PendingCard

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class BalanceScreen(BalanceExtras):
    """The second section."""

    CSS_PATH = "balance.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("p", "pending", N_("Waiting payments"), show=False, id="balance.pending"),
        Binding("c", "promo", N_("Promo code"), id="balance.promo"),
        Binding("g", "spending", N_("Chart"), id="balance.spending"),
        *MORE_KEYS,
        Binding("f", "filter", N_("Type"), show=False, id="balance.filter"),
        Binding("slash", "search", N_("Search"), key_display="/", id="balance.search"),
        Binding("escape", "show_all", N_("Show all"), show=False, id="balance.show_all"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="balance.copy_line"),
    )
    section = "balance"

    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)
    balance_note: reactive[Note] = reactive(Note())
    pending: reactive[tuple[Payment, ...]] = reactive[tuple[Payment, ...]](())
    pending_note: reactive[Note] = reactive(Note())
    history: reactive[History] = reactive(History())
    needle: reactive[str] = reactive("")
    kinds: reactive[tuple[TransactionKind, ...]] = reactive[tuple[TransactionKind, ...]](())
    rows: reactive[tuple[Transaction, ...]] = reactive[tuple[Transaction, ...]](())

    mirrors: ClassVar = {
        **BalanceExtras.mirrors,
        "balance": lambda state: state.balance.value,
        "balance_note": lambda state: note_of(state.balance),
        "pending": lambda state: state.pending.value or (),
        "pending_note": lambda state: note_of(state.pending) if state.pending.error else Note(),
        "history": lambda state: state.history,
        "kinds": lambda state: kinds_told_apart(state.capabilities),
    }

    def compose_matter(self) -> ComposeResult:
        """The sum, the filters, the table."""
        with Horizontal(id="top"):
            yield BalanceCard().data_bind(
                amount=BalanceScreen.balance, note=BalanceScreen.balance_note
            )
            yield PendingCard().data_bind(
                StoreScreen.now, payments=BalanceScreen.pending, note=BalanceScreen.pending_note
            )
        with Horizontal(id="filters"):
            yield KindFilter(id="kind").data_bind(BalanceScreen.kinds)
            yield Input(placeholder=_("Search in what is loaded"), id="search", compact=True)
            yield Static(id="count", markup=False)
        yield Static(id="history-note", markup=False)
        yield HistoryTable().data_bind(StoreScreen.now, rows_shown=BalanceScreen.rows)

    def on_mount(self) -> None:
        """The table has the keys: it is what one comes for."""
        super().on_mount()
        self.query_one(HistoryTable).focus()

    def watch_history(self, history: History) -> None:
        """Show the rows that match, and how many there are."""
        self._select()

    def watch_needle(self) -> None:
        """Show the rows that match."""
        self._select()

    def _select(self) -> None:
        if not self.is_composed:
            return
        items = self.history.items.value or ()
        needle = self.needle.strip().casefold()
        self.rows = tuple(item for item in items if needle in _text_of(item)) if needle else items
        note = note_of(self.history.items, self._nothing())
        if not note.text and needle and not self.rows:
            note = Note(_("Nothing that is loaded matches."))
        widget = self.query_one("#history-note", Static)
        widget.update(note.content())
        widget.display = bool(note.text)
        self.query_one(HistoryTable).show_header = bool(self.rows)
        self.query_one("#count", Static).update(Content.styled(self._count(), "$text-muted"))

    def _nothing(self) -> str:
        if self.history.kind is not None:
            return _("There is nothing of this type.")
        return _("No money has moved yet.")

    def _count(self) -> str:
        loaded, total = len(self.history.items.value or ()), self.history.total
        if self.needle.strip():
            return ngettext(
                "{found} of {count} loaded", "{found} of {count} loaded", loaded
            ).format(found=number(len(self.rows)), count=number(loaded))
        if not loaded:
            return ""
        return _("{loaded} of {total}").format(loaded=number(loaded), total=number(total))

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The sum and the beginning of the history."""
        self._load_balance(cabinet, force=force)
        self._load_history(cabinet, force=force)
        self._load_pending(cabinet, force=force)

    @work(exclusive=True, group="balance.read")
    async def _load_balance(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.balance.refresh() if force else cabinet.balance.refresh_if_stale())

    @work(exclusive=True, group="pending.read")
    async def _load_pending(self, cabinet: "Cabinet", *, force: bool) -> None:
        payments = cabinet.payments
        await (payments.refresh() if force else payments.refresh_if_stale())

    @work(exclusive=True, group="history.read")
    async def _load_history(self, cabinet: "Cabinet", *, force: bool) -> None:
        balance = cabinet.balance
        await (balance.refresh_history() if force else balance.refresh_history_if_stale())

    @on(HistoryTable.EndReached)
    def load_more(self, event: HistoryTable.EndReached) -> None:
        """The next page; not while searching, which would load everything there is."""
        event.stop()
        items = self.history.items
        if self.host.cabinet and self.history.has_more and not self.needle and not items.loading:
            self._load_more(self.host.cabinet)

    @work(group="history.more")
    async def _load_more(self, cabinet: "Cabinet") -> None:
        await cabinet.balance.load_more()

    @on(Select.Changed, "#kind")
    def choose_kind(self, event: Select.Changed) -> None:
        """Show one type only."""
        event.stop()
        kind = None if event.value == EVERY_KIND else TransactionKind(str(event.value))
        if self.host.cabinet is not None and kind != self.history.kind:
            self._show_kind(self.host.cabinet, kind)
        self.query_one(HistoryTable).focus()

    @work(exclusive=True, group="history.read")
    async def _show_kind(self, cabinet: "Cabinet", kind: TransactionKind | None) -> None:
        await cabinet.balance.show_kind(kind)

    @on(Input.Changed, "#search")
    def search(self, event: Input.Changed) -> None:
        """Search while typing."""
        event.stop()
        self.needle = event.value

    @on(Input.Submitted, "#search")
    def leave_search(self, event: Input.Submitted) -> None:
        """Enter goes from the search to what it found."""
        event.stop()
        self.query_one(HistoryTable).focus()

    @on(HistoryTable.Opened)
    def open_transaction(self, event: HistoryTable.Opened) -> None:
        """Show all of one transaction."""
        event.stop()
        self.app.push_screen(TransactionDialog(event.transaction, ascii_only=self.host.ascii_only))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without waiting payments there is nothing to go on with."""
        if action == "pending":
            return bool(self.pending)
        return super().check_action(action, parameters)

    def watch_pending(self) -> None:
        """Their key comes and goes with them."""
        self.refresh_bindings()

    @on(PendingCard.Chosen)
    def action_pending(self) -> None:
        """Go on with a payment that waits; choose which when there are several."""
        if len(self.pending) == 1:
            self.host.open_payment(self.pending[0])
        elif self.pending:
            self.app.push_screen(PendingDialog())

    def action_promo(self) -> None:
        """Redeem a promo code."""
        self.app.push_screen(PromoDialog())

    def action_spending(self) -> None:
        """Show what came in and what went out by month."""
        self.app.push_screen(SpendingDialog())

    def action_filter(self) -> None:
        """Choose the type."""
        select = self.query_one("#kind", Select)
        select.focus()
        select.action_show_overlay()

    def action_search(self) -> None:
        """Type what to look for."""
        self.query_one("#search", Input).focus()

    def action_show_all(self) -> None:
        """Drop the search, then the filter."""
        if self.needle:
            self.query_one("#search", Input).value = ""
        else:
            self.query_one("#kind", Select).value = EVERY_KIND
        self.query_one(HistoryTable).focus()

    def mirror(self, state: AppState) -> None:
        """Also the filter, which another window of the store may have changed."""
        super().mirror(state)
        if self.is_composed:
            self.query_one("#kind", Select).value = state.history.kind or EVERY_KIND


def _text_of(item: Transaction) -> str:
    parts = (item.description, kind_label(item.kind), item.method, str(item.amount / 100))
    return " ".join(parts).casefold()
