"""The ways to go on with a subscription."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.subscription import RenewalOption
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.offers import traffic_offered
from cabinet_tui.widgets.price_list import PriceList, PriceRow

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class RenewalDialog(StoreDialog[RenewalOption | None]):
    """Gives back the option that was chosen, None for none."""

    CSS_PATH = "price_choice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "reload", N_("Refresh"), id="renewal.reload"),
        Binding("escape", "dismiss(None)", N_("Back"), id="renewal.back"),
    )

    options: reactive[tuple[RenewalOption, ...]] = reactive[tuple[RenewalOption, ...]](())
    note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "options": lambda state: state.renewal_options.value or (),
    }

    def mirror(self, state: AppState) -> None:
        """Also what to say where there is nothing."""
        super().mirror(state)
        if self.is_composed:
            empty = _("There is nothing to renew with. Press Esc, then {key} to see the plans.")
            plans = key_named(self.app, "section.plans")
            self.note = note_of(state.renewal_options, empty.format(key=plans))

    def compose(self) -> ComposeResult:
        """The list, or why there is none."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Renew for"), "bold"), id="title", markup=False)
            yield Static(id="note", markup=False)
            yield PriceList()
        yield KeyBar()

    def on_mount(self) -> None:
        """Read what is on offer."""
        self.query_one(PriceList).focus()
        self._read(force=False)

    def watch_options(self, options: tuple[RenewalOption, ...]) -> None:
        """A row for each."""
        rows = self.query_one(PriceList)
        rows.rows = tuple(_row(option) for option in options)
        rows.display = bool(options)
        if options and self.focused is None:
            rows.focus()

    def watch_note(self, note: Note) -> None:
        """Say how well they are known."""
        widget = self.query_one("#note", Static)
        widget.update(note.content())
        widget.display = bool(note.text)

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="renewal.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscription
        if force:
            await service.refresh_renewal_options()
        else:
            await service.refresh_renewal_options_if_stale()

    @on(PriceList.Chosen)
    def choose(self, event: PriceList.Chosen) -> None:
        """That one."""
        event.stop()
        self.dismiss(self.options[event.place])


def _row(option: RenewalOption) -> PriceRow:
    # Where the service does not sell traffic with the time, the traffic stays as it is.
    extra = "" if option.traffic_gb is None else traffic_offered(option.traffic_gb)
    return PriceRow(option.days, option.price, option.full_price, option.discount_percent, extra)
