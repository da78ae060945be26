"""More traffic: what was bought and lasts, and what can be bought."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.domain.traffic import TrafficPackage
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.quotes import traffic_quote
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.package_list import PackageList
from cabinet_tui.widgets.traffic_wording import bought_line

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class TrafficDialog(StoreDialog[None]):
    """Gives way to the plan of the package that is chosen."""

    CSS_PATH = "traffic.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "reload", N_("Refresh"), id="traffic.reload"),
        Binding("escape,m,q", "dismiss", N_("Close"), id="traffic.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="traffic.copy_line"),
    )

    packages: reactive[Sequence[TrafficPackage]] = reactive[Sequence[TrafficPackage]](())
    subscription: reactive[Subscription | None] = reactive[Subscription | None](None)
    note: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "packages": lambda state: state.traffic_packages.value or (),
        "subscription": lambda state: state.subscription.value,
        "note": lambda state: note_of(
            state.traffic_packages, _("No more traffic is sold for this subscription.")
        ),
    }

    def compose(self) -> ComposeResult:
        """What there is, and what is sold."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("More traffic"), "bold"), id="title", markup=False)
            yield Facts()
            yield Static(id="note", markup=False)
            yield PackageList()
            yield Static(
                Content.styled(_("Enter shows what it costs and leaves."), "$text-muted"),
                id="hint",
                markup=False,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.query_one(PackageList).focus()
        self._read(force=False)

    def watch_packages(self, packages: Sequence[TrafficPackage]) -> None:
        """Show what is sold."""
        if not self.is_composed:
            return
        shown = self.query_one(PackageList)
        shown.packages = packages
        for widget in self.query("PackageList, #hint"):
            widget.display = bool(packages)
        if packages and self.focused is None:
            shown.focus()

    def watch_subscription(self, held: Subscription | None) -> None:
        """Say how much there is, and what of it ends when."""
        if self.is_composed:
            self.query_one(Facts).facts = _facts(held) if held else ()

    def watch_note(self, note: Note) -> None:
        """Say how well it is known."""
        if self.is_composed:
            widget = self.query_one("#note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="traffic.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.traffic
        await (service.refresh() if force else service.refresh_if_stale())

    @on(PackageList.Chosen)
    def choose(self, event: PackageList.Chosen) -> None:
        """Look at the plan."""
        event.stop()
        self.app.push_screen(PlanDialog(traffic_quote(event.package.gb)))


def _facts(held: Subscription) -> Sequence[tuple[str, Content]]:
    """How much there is, and under it what was bought, the word for it once."""
    return (
        (_("traffic"), Content(traffic(held.traffic.used, held.traffic.limit))),
        *(
            ("" if place else _("bought"), Content(bought_line(bought)))
            for place, bought in enumerate(held.bought_traffic)
        ),
    )
