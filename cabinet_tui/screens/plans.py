"""Plans: what can be bought, side by side where there is room, and the trial."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Subscription, Tariff, TrialOffer
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.price_choice import PriceChoiceDialog
from cabinet_tui.screens.dialogs.quotes import purchase_quote
from cabinet_tui.screens.dialogs.switch import SwitchDialog
from cabinet_tui.screens.dialogs.trial import TrialDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.services.switching import would_convert
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.offers import TariffOrder, order_label, ordered, trial_line
from cabinet_tui.widgets.plan_notes import extra_devices_label
from cabinet_tui.widgets.price_list import PriceRow
from cabinet_tui.widgets.tariff_cards import TariffCards, TariffChosen, TariffPointed, cards_fit
from cabinet_tui.widgets.tariff_table import TariffTable

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class PlansScreen(StoreScreen):
    """The third section."""

    CSS_PATH = "plans.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("s", "sort", N_("Sort"), id="plans.sort"),
        Binding("g", "trial", N_("Trial"), show=False, id="plans.trial"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="plans.copy_line"),
    )
    section = "plans"

    tariffs: reactive[Sequence[Tariff]] = reactive[Sequence[Tariff]](())
    note: reactive[Note] = reactive(Note())
    held: reactive[Subscription | None] = reactive[Subscription | None](None)
    trial: reactive[TrialOffer | None] = reactive[TrialOffer | None](None)
    balance: reactive[Kopeks | None] = reactive[Kopeks | None](None)
    order: reactive[TariffOrder] = reactive(TariffOrder.SERVER)
    shown: reactive[Sequence[Tariff]] = reactive[Sequence[Tariff]](())

    mirrors: ClassVar = {
        "tariffs": lambda state: state.tariffs.value or (),
        "held": lambda state: state.subscription.value,
        "trial": lambda state: (
            state.trial.value if state.trial.value and state.trial.value.available else None
        ),
        "balance": lambda state: state.balance.value,
    }

    def mirror(self, state: AppState) -> None:
        """Also what to say where nothing is on offer."""
        super().mirror(state)
        empty = _("The service offers nothing now. Ask support: press {key}.")
        support = key_named(self.app, "section.support")
        self.note = note_of(state.tariffs, empty.format(key=support))

    def compose_matter(self) -> ComposeResult:
        """A line on top, the trial, the tariffs, and what the one under the cursor is."""
        yield Static(id="top", markup=False)
        yield Static(id="trial", markup=False)
        yield Static(id="note", markup=False)
        yield TariffTable().data_bind(PlansScreen.held, tariffs=PlansScreen.shown)
        with VerticalScroll(id="cards", can_focus=False):
            yield TariffCards().data_bind(PlansScreen.held, tariffs=PlansScreen.shown)
        yield Static(id="description", markup=False)

    def on_mount(self) -> None:
        """The tariffs have the keys."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where they fit."""
        self._arrange()

    @property
    def _is_wide(self) -> bool:
        return cards_fit(len(self.shown), self.query_one("#matter").content_size.width)

    def _arrange(self) -> None:
        """Show either the cards or the table, with the cursor on the same tariff."""
        table, cards = self.query_one(TariffTable), self.query_one(TariffCards)
        is_wide = self._is_wide
        self.query_one("#cards").display = is_wide
        table.display = bool(self.shown) and not is_wide
        self.query_one("#description").display = table.display
        if self.shown and self.focused in {None, table, cards}:
            wanted = cards if is_wide else table
            if self.focused is table and is_wide:
                cards.cursor = table.cursor_row
            elif self.focused is cards and not is_wide:
                table.move_cursor(row=cards.cursor, animate=False)
            wanted.focus()
        self.refresh_bindings()

    def watch_tariffs(self) -> None:
        """Put them in order."""
        self.shown = ordered(self.tariffs, self.order)

    def watch_order(self) -> None:
        """Put them in order."""
        self.shown = ordered(self.tariffs, self.order)
        self._write()

    def watch_shown(self) -> None:
        """There may be more or fewer of them now."""
        if self.is_composed:
            self._arrange()
            self._write()

    def watch_note(self, note: Note) -> None:
        """Say how well they are known."""
        if self.is_composed:
            widget = self.query_one("#note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def watch_trial(self) -> None:
        """Say what it gives."""
        self._write()

    def watch_balance(self) -> None:
        """Say what there is to pay with."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        parts = []
        if self.balance is not None:
            amount = money(self.balance, ascii_only=self.host.ascii_only)
            parts.append(_("balance {amount}").format(amount=amount))
        if self.shown:
            parts.append(order_label(self.order))
        top = Content.styled("   ".join(parts), "$text-muted")
        self.query_one("#top", Static).update(top)
        trial = self.query_one("#trial", Static)
        trial.display = self.trial is not None
        if self.trial is not None:
            line = trial_line(self.trial, ascii_only=self.host.ascii_only)
            key = _("press {key}").format(key=key_named(self.app, "plans.trial"))
            trial.update(
                Content.assemble((line, "bold $text-success"), (f"   {key}", "$text-muted"))
            )
        self.refresh_bindings()

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """Everything shown here, and what a plan is made of."""
        self._load_tariffs(cabinet, force=force)
        self._load_subscription(cabinet, force=force)
        self._load_balance(cabinet, force=force)

    @work(exclusive=True, group="tariffs.read")
    async def _load_tariffs(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.tariffs.refresh() if force else cabinet.tariffs.refresh_if_stale())

    @work(exclusive=True, group="subscription.read")
    async def _load_subscription(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscription
        await (service.refresh() if force else service.refresh_if_stale())
        await (service.refresh_trial() if force else service.refresh_trial_if_stale())

    @work(exclusive=True, group="balance.read")
    async def _load_balance(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.balance.refresh() if force else cabinet.balance.refresh_if_stale())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without tariffs, or a trial, there is nothing to choose."""
        match action:
            case "sort":
                return len(self.shown) > 1
            case "trial":
                return self.trial is not None
        return super().check_action(action, parameters)

    @on(TariffPointed)
    def describe(self, event: TariffPointed) -> None:
        """Say what the tariff under the cursor is."""
        event.stop()
        if 0 <= event.place < len(self.shown):
            words = Content.styled(self.shown[event.place].description, "$text-muted")
            self.query_one("#description", Static).update(words)

    @on(TariffChosen)
    def choose(self, event: TariffChosen) -> None:
        """Ask for how long, where there is a choice, and show the plan."""
        event.stop()
        tariff = event.tariff
        held = would_convert(self.host.store.state, tariff)
        if held is None:
            self._plan(tariff)
        else:
            # Buying would convert what there is: going over is asked about first.
            self.app.push_screen(SwitchDialog(tariff, held, lambda: self._plan(tariff)))

    def _plan(self, tariff: Tariff) -> None:
        periods = sorted(tariff.periods, key=lambda period: period.days)

        def show(place: int | None) -> None:
            if place is not None:
                self.app.push_screen(PlanDialog(purchase_quote(tariff.id, periods[place].days)))

        if len(periods) == 1:
            show(0)
            return
        rows = [
            PriceRow(
                period.days,
                period.price,
                period.full_price,
                period.discount_percent,
                extra_devices_label(period.extra_devices),
            )
            for period in periods
        ]
        self.app.push_screen(PriceChoiceDialog(tariff.name, rows), show)

    def action_sort(self) -> None:
        """Another order."""
        orders = list(TariffOrder)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]

    def action_trial(self) -> None:
        """Look at the trial before it begins."""
        self.app.push_screen(TrialDialog())
