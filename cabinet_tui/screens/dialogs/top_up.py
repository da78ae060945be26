"""How much to put into the balance, and how to pay for it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.amounts import check_amount, is_stars, top_up_amount
from cabinet_tui.domain.balance import Payment, PaymentMethod, StarsInvoice
from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown
from cabinet_tui.domain.money import Kopeks, parse_amount
from cabinet_tui.domain.quick_amounts import quick_amounts
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.method_list import MethodList, WayToPay
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.payment_wording import limits_line, typed_amount
from cabinet_tui.widgets.quick_amounts import QuickAmounts

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

Created = Payment | StarsInvoice | None


class TopUpDialog(StoreDialog[Created]):
    """Gives back the payment that was created, None when there is none."""

    CSS_PATH = "top_up.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "reload", N_("Refresh"), id="top_up.reload"),
        Binding("escape", "leave", N_("Close"), id="top_up.leave"),
    )

    methods: reactive[Sequence[PaymentMethod]] = reactive[Sequence[PaymentMethod]](())
    methods_note: reactive[Note] = reactive(Note())
    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)

    mirrors: ClassVar = {
        "methods": lambda state: state.methods.value or (),
        "balance": lambda state: state.balance.value,
    }

    def mirror(self, state: AppState) -> None:
        """Also what to say where there is no way to pay."""
        super().mirror(state)
        if self.is_composed:
            empty = _(
                "The service offers no way to pay here. Write to support: press Esc, then {key}."
            )
            support = key_named(self.app, "section.support")
            self.methods_note = note_of(state.methods, empty.format(key=support))

    def __init__(self, missing: Kopeks | None = None) -> None:
        """``missing`` is what the balance lacks for something: it is filled in."""
        super().__init__()
        self._missing = missing
        self._preset = ""
        self._is_creating = False

    def compose(self) -> ComposeResult:
        """The ways to pay, the amount, and what is wrong with it."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(id="title", markup=False)
            yield Static(id="methods-note", markup=False)
            yield MethodList().data_bind(TopUpDialog.methods)
            yield Static(id="description", markup=False)
            with Horizontal(id="sum"):
                yield Static(_("Amount"), id="amount-label", markup=False)
                yield Input(id="amount", compact=True, max_length=20)
                yield QuickAmounts()
            yield Static(id="message", markup=False)
            with Horizontal(id="buttons"):
                yield Button(_("Create the payment"), id="create", compact=True)
                yield Button(_("Cancel"), id="cancel", compact=True)
            hint = Content.styled(_("Enter goes on, Esc goes back."), "$text-muted")
            yield Static(hint, id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The ways to pay come first."""
        super().on_mount()
        self.query_one(MethodList).focus()
        self._read(force=False)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load_methods(self.host.cabinet, force=force)

    @work(exclusive=True, group="methods.read")
    async def _load_methods(self, cabinet: "Cabinet", *, force: bool) -> None:
        payments = cabinet.payments
        await (payments.refresh_methods() if force else payments.refresh_methods_if_stale())

    def action_reload(self) -> None:
        """Ask for the ways to pay once more."""
        self._read(force=True)

    def watch_balance(self, balance: Kopeks | None) -> None:
        """Say what there is, and what is missing."""
        ascii_only = self.host.ascii_only
        about = []
        if balance is not None:
            about.append(_("balance {amount}").format(amount=money(balance, ascii_only=ascii_only)))
        if self._missing:
            missing = money(self._missing, ascii_only=ascii_only)
            about.append(_("missing {amount}").format(amount=missing))
        title = Content.assemble((_("Top up"), "bold"), "   ", (", ".join(about), "$text-muted"))
        self.query_one("#title", Static).update(title)

    def watch_methods_note(self, note: Note) -> None:
        """Say how well the ways to pay are known."""
        widget = self.query_one("#methods-note", Static)
        widget.update(note.content())
        widget.display = bool(note.text)

    def watch_methods(self, methods: Sequence[PaymentMethod]) -> None:
        """Without a way to pay there is nothing to fill in."""
        for widget in self.query("MethodList, #description, #sum, #message, #create"):
            widget.display = bool(methods)

    @on(MethodList.Marked)
    def mark(self, event: MethodList.Marked) -> None:
        """Show what this way to pay says of itself, and what it takes."""
        event.stop()
        method = event.way.method
        description = self.query_one("#description", Static)
        description.update(Content.styled(method.description, "$text-muted"))
        self.query_one(QuickAmounts).amounts = quick_amounts(method)
        field = self.query_one("#amount", Input)
        if self._missing is not None and field.value == self._preset:
            least = top_up_amount(self._missing, method)
            self._preset = typed_amount(self._missing if least is None else least)
            field.value = self._preset
        self._judge()

    @on(MethodList.Chosen)
    def go_on(self, event: MethodList.Chosen) -> None:
        """The way is chosen: now the amount."""
        event.stop()
        self.query_one("#amount", Input).focus()

    @on(QuickAmounts.Chosen)
    def fill_in(self, event: QuickAmounts.Chosen) -> None:
        """Take this amount; it can still be changed."""
        event.stop()
        field = self.query_one("#amount", Input)
        field.value = typed_amount(event.amount)
        field.focus()

    @on(Input.Changed, "#amount")
    def judge(self, event: Input.Changed) -> None:
        """Refuse in place what would be refused anyway."""
        event.stop()
        self._judge()

    def _judge(self) -> None:
        way, text = self.query_one(MethodList).way, self.query_one("#amount", Input).value
        if way is None or self._is_creating:
            return
        problem = _problem(text, way.method) if text.strip() else ""
        ascii_only = self.host.ascii_only
        hint = limits_line(way.method, ascii_only=ascii_only)
        self._say(Note(problem, NoteKind.BAD) if problem else Note(hint))

    def _say(self, note: Note) -> None:
        self.query_one("#message", Static).update(note.content())

    @on(Input.Submitted, "#amount")
    @on(Button.Pressed, "#create")
    def create(self, event: Input.Submitted | Button.Pressed) -> None:
        """Create the payment, when nothing is wrong with it."""
        event.stop()
        field = self.query_one("#amount", Input)
        way, amount = self.query_one(MethodList).way, parse_amount(field.value)
        if way is None or self.host.cabinet is None or self._is_creating:
            return
        problem = _problem(field.value, way.method)
        if problem or amount is None:
            self._say(Note(problem, NoteKind.BAD))
            field.focus()
        else:
            self._create(self.host.cabinet, way, amount)

    @work(group="top_up.create")
    async def _create(self, cabinet: "Cabinet", way: WayToPay, amount: Kopeks) -> None:
        self._is_creating = True
        self._say(Note(_("Creating the payment…"), NoteKind.BUSY))
        try:
            created = await self.host.carry_out(self._ordered(cabinet, way, amount))
        except CabinetError as error:
            self._say(Note(_about(error), NoteKind.BAD))
        else:
            self.dismiss(created)
        finally:
            self._is_creating = False

    async def _ordered(self, cabinet: "Cabinet", way: WayToPay, amount: Kopeks) -> Created:
        """Goes on when the dialog is closed: then a notice says what came of it."""
        created: Payment | StarsInvoice
        if is_stars(way.method):
            created = await cabinet.payments.stars_invoice(amount)
        else:
            option = way.option.id if way.option else ""
            created = await cabinet.payments.top_up(amount, way.method.id, option)
        self.host.watch_payment(created)
        if not self.is_running:
            self.host.tell_of_waiting(created)
        return created

    @on(Button.Pressed, "#cancel")
    def cancel(self, event: Button.Pressed) -> None:
        """A button does what the key does."""
        event.stop()
        self.action_leave()

    def action_leave(self) -> None:
        """Close without a payment."""
        self.dismiss(None)


def _problem(text: str, method: PaymentMethod) -> str:
    """What is wrong with a typed amount, in one sentence."""
    amount = parse_amount(text)
    if not text.strip():
        return _("Type an amount.")
    if amount is None:
        return _("This is no amount. Type it like {example}.").format(
            example=typed_amount(Kopeks(150_050))
        )
    refusal = check_amount(amount, method)
    return str(refusal) if refusal is not None else ""


def _about(error: CabinetError) -> str:
    if isinstance(error, OutcomeUnknown):
        return _(
            "No answer came. Nothing is charged by this; if the payment was created, it is among"
            " the waiting ones."
        )
    return str(error)
