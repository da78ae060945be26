"""The bridge between the store and the screens."""

from collections.abc import Callable, Coroutine, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.reactive import reactive

from cabinet_tui.domain.balance import Payment, StarsInvoice
from cabinet_tui.domain.block import Block, Outage
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _
from cabinet_tui.screens.composed import is_whole
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.store.latest import Latest
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.banner import Banner
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.section_tabs import Section, SectionTabs
from cabinet_tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from cabinet_tui.domain.clock import Clock
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.store import Store

T = TypeVar("T")
_MINUTE = 60.0
Lens = Callable[[AppState], object]


class Host(Protocol):
    """What a screen asks of the app it runs in."""

    @property
    def store(self) -> "Store":
        """The state."""
        ...

    @property
    def cabinet(self) -> "Cabinet | None":
        """The use cases; None until the network is up."""
        ...

    @property
    def profile_name(self) -> str:
        """The profile in use."""
        ...

    @property
    def server_name(self) -> str:
        """The host of the server in use."""
        ...

    @property
    def clock(self) -> "Clock":
        """What time it is."""
        ...

    @property
    def ascii_only(self) -> bool:
        """Whether only ASCII signs are drawn."""
        ...

    async def carry_out(self, work: Coroutine[None, None, T]) -> T:
        """Do what changes something on the server; it goes on when the screen is gone."""
        ...

    async def copy_text(self, text: str) -> None:
        """Send a text to the clipboard."""
        ...

    async def open_link(self, url: str) -> None:
        """Open an address in the browser, where there is one; a notice says what came of it."""
        ...

    def open_top_up(self, amount: Kopeks | None = None) -> None:
        """Lead through a top-up; ``amount`` is what the balance lacks, filled in already."""
        ...

    def open_payment(self, payment: Payment | StarsInvoice) -> None:
        """Show a payment that waits for its payer, and what becomes of it."""
        ...

    def watch_payment(self, payment: Payment | StarsInvoice) -> None:
        """Follow a payment in the background."""
        ...

    def tell_of_waiting(self, payment: Payment | StarsInvoice) -> None:
        """Say in a notice that a payment waits, and where it is found."""
        ...

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the language in use."""
        ...


class StoreScreen(SpokenScreen[None]):
    """A section: the frame around it, and slices of the store mirrored into its reactives.

    ``mirrors`` maps a reactive of the screen to what it shows of the state. ``data_bind`` carries
    the reactives into the widgets, one level down.
    """

    mirrors: ClassVar[Mapping[str, Lens]] = {}
    _is_mirroring = False

    service: reactive[str] = reactive("")
    profile: reactive[str] = reactive("")
    link: reactive[Link | None] = reactive[Link | None](None)
    unread: reactive[int] = reactive(0)
    trouble: reactive[Block | Outage | None] = reactive[Block | Outage | None](None)
    now: reactive[datetime | None] = reactive[datetime | None](None)

    _frame: ClassVar[Mapping[str, Lens]] = {
        "link": lambda state: state.link if state.session.signed_in else None,
        "unread": lambda state: state.unread,
        "trouble": lambda state: state.block or state.outage,
    }
    section: ClassVar[str] = ""

    @property
    def is_composed(self) -> bool:
        """Whether the widgets are there; watchers of reactives run before that too."""
        return is_whole(self.query("#matter > *"))

    @property
    def host(self) -> Host:
        """The app, as a screen knows it."""
        return cast("Host", self.app)

    def compose(self) -> ComposeResult:
        """The frame: title, sections, the matter of the screen, keys."""
        yield TitleBar().data_bind(
            StoreScreen.service, StoreScreen.profile, StoreScreen.link, StoreScreen.unread
        )
        if self.section:
            tabs = SectionTabs()
            tabs.sections = self.host.sections
            tabs.current = self.section
            yield tabs
            yield Banner().data_bind(StoreScreen.trouble, StoreScreen.now)
        with Container(id="matter"):
            yield from self.compose_matter()
        yield KeyBar()

    def compose_matter(self) -> ComposeResult:
        """What is between the sections and the keys."""
        yield from ()

    def on_mount(self) -> None:
        """Begin to mirror, once: Textual runs this after the handler of a subclass as well."""
        if self._is_mirroring:
            return
        self._is_mirroring = True
        self._unsubscribe = self.host.store.subscribe(Latest(self.call_next, self.mirror))
        self.mirror(self.host.store.state)
        self.set_interval(_MINUTE, self._tick)

    def _tick(self) -> None:
        self.mirror(self.host.store.state)

    def on_unmount(self) -> None:
        """Cease to mirror."""
        self._unsubscribe()

    def mirror(self, state: AppState) -> None:
        """Copy what the screen shows of the state into its reactives."""
        branding = state.branding.value
        info = state.info.value
        self.service = (
            (branding and branding.name)
            or (info and info.name)
            or self.host.server_name
            or _("Cabinet")
        )
        self.profile = self.host.profile_name
        self.now = self.host.clock.now().replace(second=0, microsecond=0)
        for name, lens in (*self._frame.items(), *self.mirrors.items()):
            setattr(self, name, lens(state))

    def on_screen_resume(self) -> None:
        """Bring what is shown up to date."""
        self.refresh_if_stale()

    def refresh_if_stale(self) -> None:
        """Ask for what is too old; nothing to do before the network is up."""
        if self.host.cabinet is not None and self.host.store.state.session.signed_in:
            self.load(self.host.cabinet, force=False)

    def reload(self) -> None:
        """Ask for everything shown, however new it is."""
        if self.host.cabinet is not None and self.host.store.state.session.signed_in:
            self.load(self.host.cabinet, force=True)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """Start the reads of this screen."""

    def on_section_tabs_chosen(self, message: SectionTabs.Chosen) -> None:
        """Open the section that was clicked."""
        message.stop()
        self.app.switch_mode(message.mode)
