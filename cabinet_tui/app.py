"""The app: sections as modes, global keys, and the life of the cabinet behind them."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.filter import LineFilter
from textual.widgets import Input, TextArea

from cabinet_tui.app_options import AppOptions
from cabinet_tui.connection import Connection
from cabinet_tui.domain.balance import Payment, StarsInvoice
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.event import Event, TicketReplied, headline
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import N_, _
from cabinet_tui.painter import Painter, without_colours
from cabinet_tui.screens.asker import Asker
from cabinet_tui.screens.bookkeeper import Bookkeeper
from cabinet_tui.screens.cashier import Cashier
from cabinet_tui.screens.dialogs.keys import KeysDialog
from cabinet_tui.screens.dialogs.settings import COLOURS_ROW
from cabinet_tui.screens.gatekeeper import Gatekeeper
from cabinet_tui.screens.greeter import Greeter
from cabinet_tui.screens.herald import Herald
from cabinet_tui.screens.key_help import key_groups
from cabinet_tui.screens.key_setting import KeySetting
from cabinet_tui.screens.palette import Commands
from cabinet_tui.screens.sections import SECTION_SCREENS, SECTIONS
from cabinet_tui.screens.session_end import SessionEnd
from cabinet_tui.screens.sign_in import SignInScreen
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.screens.tuner import Tuner
from cabinet_tui.settings import Settings
from cabinet_tui.store.latest import Latest
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store
from cabinet_tui.stylesheet import ParsedOnceStylesheet
from cabinet_tui.widgets.ascii_filter import AsciiFilter
from cabinet_tui.widgets.keyboard import latin, with_twins
from cabinet_tui.widgets.opening_wording import opening_sentence
from cabinet_tui.widgets.qr_fit import Way, ways_of
from cabinet_tui.widgets.qr_picture import forgotten
from cabinet_tui.widgets.section_tabs import Section
from cabinet_tui.widgets.wording import event_sentence

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet, Connect
    from cabinet_tui.widgets.qr_picture import Canvas

T = TypeVar("T")

_SIGN_IN = "sign_in"
_INTERRUPTED = 130
_MINUTE = 60.0


class CabinetApp(App[int]):
    """The terminal program. ``connect`` makes the cabinet once the first screen is painted."""

    TITLE = "cabinet-tui"
    CSS_PATH = "app.tcss"
    NOTIFICATION_TIMEOUT = 5
    DEFAULT_MODE = "home"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    MODES: ClassVar = {**SECTION_SCREENS, _SIGN_IN: SignInScreen}
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        *(
            Binding(key, f"open_section('{mode}')", title, show=False, id=f"section.{mode}")
            for key, mode, title in SECTIONS
        ),
        Binding("t", "top_up", N_("Top up"), id="top_up"),
        Binding("r", "refresh", N_("Refresh"), id="refresh"),
        # With priority they work in dialogs too; where something is typed, ? is text.
        Binding("question_mark", "keys", N_("Help"), key_display="?", priority=True, id="keys"),
        Binding("f1", "keys", N_("Help"), priority=True, id="keys.f1"),
        Binding("f2", "settings", N_("Settings"), show=False, id="settings"),
        Binding(
            "f9",
            "sign_in_again",
            N_("Sign in again"),
            show=False,
            priority=True,
            id="sign_in_again",
        ),
        Binding("ctrl+p", "command_palette", N_("Palette"), show=False, id="palette"),
        Binding("b", "show_block", N_("What is wrong"), show=False, id="show_block"),
        Binding("q", "quit", N_("Quit"), id="quit"),
        Binding("ctrl+q", "quit", N_("Quit"), show=False, priority=True, id="quit.always"),
    )

    def __init__(self, store: Store, connect: "Connect", options: AppOptions | None = None) -> None:
        self._options = options or AppOptions()
        super().__init__()
        self._ascii_filter = AsciiFilter()
        self._painter = Painter(self, self._options.depth, dark=self._options.dark_ground)
        # Before the style sheet is read: it is then read in these colours only.
        wanted = self._options.tuning.settings.theme
        self.set_reactive(App.theme, self._painter.name(wanted))
        self._refresh_truecolor_filter(self.ansi_theme)
        if self._painter.is_colourless:
            self.no_color = True
            self._filters = without_colours(self._filters)
        self.stylesheet = ParsedOnceStylesheet(variables=self.get_css_variables())
        self.animation_level = "none"
        self.store = store
        self._connection = Connection(self, connect)
        self._section = self.DEFAULT_MODE
        self._session = self.store.state.session.serial
        self._is_moved = False
        self._cashier = Cashier(self, self)
        self._asker = Asker(self, self)
        self._bookkeeper = Bookkeeper(self, self)
        self._gatekeeper = Gatekeeper(self, self)
        self._session_end = SessionEnd(self, self)
        self._announced = headline(self.store.state.notices)
        self._herald = Herald(self.clock, self._write, in_tmux=self._options.in_tmux)
        self._tuner = Tuner(
            self,
            self._herald,
            self._options.tuning,
            self._painter.name,
            lambda: self.store.state.account_language,
        )

        self._key_setting = KeySetting(self, self._options.keys)
        self._greeter = Greeter(
            self, self._key_setting.shown, self._tuner.greeted, is_new=self._options.greets
        )

    @property
    def cabinet(self) -> "Cabinet | None":
        """The cabinet in use, None until one is."""
        return self._connection.cabinet

    @property
    def profile_name(self) -> str:
        """The profile in use."""
        return self._options.profile

    @property
    def server_name(self) -> str:
        """The host of the server in use."""
        return self._options.server

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._options.clock

    @property
    def ascii_only(self) -> bool:
        """Whether only ASCII signs are drawn."""
        return self._tuner.settings.ascii

    @property
    def qr_ways(self) -> tuple[Way, ...]:
        """What QR codes may be drawn with, as the terminal and the settings say."""
        if self.ascii_only:
            return (Way.HALF if self._options.half_blocks else Way.WIDE,)
        return ways_of(self._tuner.settings.qr_blocks)

    @property
    def qr_canvas(self) -> "Canvas | None":
        """What the terminal shows pictures with, as far as the settings allow."""
        return self._options.canvas(self._tuner.settings.qr_picture)

    def forget_picture(self) -> None:
        """Let the terminal forget the picture of a code that is no longer shown."""
        if canvas := self.qr_canvas:
            self._write(forgotten(canvas))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through before it is drawn."""
        filters = super().get_line_filters()
        return [*filters, self._ascii_filter] if self.ascii_only else filters

    def chosen_key(self, binding_id: str) -> str | None:
        """The key that was set for a binding; None where it was not."""
        return self._key_setting.chosen(binding_id)

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that were set, by the ids of their bindings."""
        return self._key_setting.keymap

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the language in use."""
        return tuple(
            Section(self._key_setting.shown(f"section.{mode}", key), mode, _(title))
            for key, mode, title in SECTIONS
        )

    @property
    def sections_open(self) -> Sequence[tuple[Section, type[StoreScreen]]]:
        """The sections that can be opened now, with their screens."""
        if self.current_mode == _SIGN_IN or self.store.state.session.signed_in is False:
            return ()
        return tuple((section, SECTION_SCREENS[section.mode]) for section in self.sections)

    async def on_event(self, event: events.Event) -> None:
        """Keys with ctrl or alt are the same in every layout, and any key ends the greeting."""
        if isinstance(event, events.Key):
            if "+" in event.key:
                event.key = latin(event.key)
            self._greeter.put_away()
            self._key_setting.seen()
        await super().on_event(event)

    def on_load(self) -> None:
        """Have the keys set before the first screen is made."""
        self._key_setting.begin()

    def on_mount(self) -> None:
        """Look right, follow the session, and begin once the first screen is painted."""
        self._show_brand(self.store.state)
        self._tuner.begin()
        self._key_setting.tell()
        self._unsubscribe = self.store.subscribe(Latest(self.call_next, self._follow))
        self.set_interval(_MINUTE, self._session_end.follow)
        self.call_after_refresh(self._begin)

    async def on_unmount(self) -> None:
        """Give back what the cabinet holds."""
        self._unsubscribe()
        await self._connection.close()

    def _begin(self) -> None:
        if self._options.server:
            self.open_cabinet()
        else:
            self.switch_mode(_SIGN_IN)

    @work(group="cabinet.open", exclusive=True)
    async def open_cabinet(self) -> None:
        """Connect to the profile's server and take up its session."""
        try:
            await self._connection.begin()
        except CabinetError as error:
            await self.switch_mode(_SIGN_IN)
            if isinstance(self.screen, SignInScreen):
                self.screen.show_error(error)

    @work(group="cabinet.open", exclusive=True)
    async def _open_anew(self) -> None:
        """The server was upgraded: speak to it as it speaks now, in the same session."""
        try:
            await self._connection.begin_anew()
        except CabinetError as error:
            self.notify(str(error), severity="error", markup=False)

    async def cabinet_at(self, server: str) -> "Cabinet":
        """The cabinet of the server a person typed; an empty address means the one in use."""
        return await self._connection.at(server)

    async def _follow(self, state: AppState) -> None:
        self._show_brand(state)
        signed_in = state.session.signed_in
        if state.server_changed and not self._is_moved:
            # Once: a server that cannot make up its mind is not followed.
            self._is_moved = True
            self._open_anew()
        if signed_in is False and self.current_mode != _SIGN_IN:
            self._section = self.current_mode
            await self.switch_mode(_SIGN_IN)
        elif signed_in and self.current_mode == _SIGN_IN:
            await self.switch_mode(self._section)
            # Nothing that was typed there stays, and no dialog waits for the next time.
            await self._tuner.make_anew(_SIGN_IN)
        elif signed_in and await self._tuner.follow():
            pass  # Its screens were made anew: each reads for itself.
        elif state.session.serial != self._session and isinstance(self.screen, StoreScreen):
            self.screen.refresh_if_stale()
        self._session = state.session.serial
        # Once for all that came with it: a toast that is being mounted cannot be taken back.
        self.call_after_refresh(self._announce)
        self.call_after_refresh(self._asker.follow)
        self.call_after_refresh(self._bookkeeper.follow)
        self.call_after_refresh(self._gatekeeper.follow)
        self.call_after_refresh(self._session_end.follow)
        if signed_in:
            self.call_after_refresh(self._greeter.follow)

    def _show_brand(self, state: AppState) -> None:
        brand = state.branding.value
        self._painter.use_brand((brand.primary or brand.secondary) if brand else "")

    def _announce(self) -> None:
        news = headline(self.store.state.notices)
        if news is not None and news != self._announced:
            # One at a time: a burst of events must not cover the screen.
            sentence = event_sentence(news, ascii_only=self.ascii_only)
            self.clear_notifications()
            self._key_setting.tell()
            if not _is_in_sight(news, self.store.state):
                self.notify(sentence, markup=False)
            branding = self.store.state.branding.value
            title = (branding.name if branding else "") or self.TITLE
            self._herald.ring(self._tuner.settings, title, sentence)
        self._announced = news

    def _write(self, sequence: str) -> None:
        if self._driver is not None:
            self._driver.write(sequence)
            self._driver.flush()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A cursor that blinks writes twice a second, over the slowest line too."""
        if isinstance(event.widget, Input | TextArea):
            event.widget.cursor_blink = False

    def action_open_section(self, mode: str) -> None:
        """Open a section."""
        if self.store.state.session.signed_in is not False:
            self.switch_mode(mode)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a session there is nothing to open or to refresh."""
        if action in SignInScreen.resting and self.current_mode == _SIGN_IN:
            return False
        if action == "sign_in_again":
            return not self._session_end.is_open
        if action == "keys":
            return not isinstance(self.screen, KeysDialog)
        if action == "show_block":
            return self.store.state.block is not None
        return super().check_action(action, parameters)

    def action_show_block(self) -> None:
        """Show what keeps everything from working."""
        self._gatekeeper.show()

    def action_refresh(self) -> None:
        """Ask for everything shown, however new it is; of a block, whether it is over."""
        if self.cabinet is not None and self.store.state.block is not None:
            self._gatekeeper.look()
        elif isinstance(self.screen, StoreScreen):
            self.screen.reload()

    def action_top_up(self) -> None:
        """Put money into the balance."""
        self.open_top_up()

    def open_top_up(self, amount: Kopeks | None = None) -> None:
        """Lead through a top-up; ``amount`` is what the balance lacks, filled in already."""
        self._cashier.top_up(amount)

    def open_payment(self, payment: Payment | StarsInvoice) -> None:
        """Show a payment that waits for its payer, and what becomes of it."""
        self._cashier.show(payment)

    def watch_payment(self, payment: Payment | StarsInvoice) -> None:
        """Follow a payment in the background."""
        self._cashier.watch(payment)

    def tell_of_waiting(self, payment: Payment | StarsInvoice) -> None:
        """Say in a notice that a payment waits, and where it is found."""
        self._cashier.tell_of_waiting(payment)

    @work(group="session.write", exclusive=True)
    async def action_sign_in_again(self) -> None:
        """Begin a new session before this one ends."""
        if self.cabinet is not None:
            await self._session_end.sign_in_again(self.cabinet)

    def action_settings(self) -> None:
        """Choose how the program looks and makes itself heard."""
        if len(self.screen_stack) == 1:
            self._tuner.open()

    async def change_settings(self, wanted: Settings, row: int) -> None:
        """Do as a person has chosen in the settings, where the cursor is on ``row``."""
        await self._tuner.change(wanted, row)

    def action_command_palette(self) -> None:
        """Find what a key does by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("What do you want to do?"), id="palette"))

    def action_keys(self) -> None:
        """Show the keys of this screen."""
        self.push_screen(KeysDialog(key_groups(self, self.screen)))

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing selected leaves the program, as in any other."""
        self.exit(return_code=_INTERRUPTED)

    async def do_in(self, mode: str, action: str, name: str) -> None:
        """Open a section and do something there; say so when it cannot be done now."""
        await self.switch_mode(mode)
        self.call_after_refresh(self._do_here, action, name)

    async def _do_here(self, action: str, name: str) -> None:
        if not await self.run_action(action, self.screen):
            self.notify(_("“{name}” cannot be done now.").format(name=name), markup=False)

    def action_change_theme(self) -> None:
        """Choose the colours, by the names that people have for them."""
        self._tuner.open(COLOURS_ROW)

    async def carry_out(self, work: Coroutine[None, None, T]) -> T:
        """Do what changes something on the server; it goes on when the screen is gone."""
        return await self._connection.carry_out(work)

    async def copy_text(self, text: str) -> None:
        """Send a text to the clipboard; no terminal says whether it arrived.

        An empty one would only wipe what is there.
        """
        if not text.strip():
            self.notify(_("There is nothing to copy here."), markup=False)
            return
        self.copy_to_clipboard(text)
        if self._options.copy is not None:
            await self._options.copy(text)
        self.notify(_("Sent to the clipboard."), markup=False)

    async def open_link(self, url: str) -> None:
        """Open an address in the browser, where there is one; a notice says what came of it."""
        self.notify(opening_sentence(await self._options.open_link(url)), markup=False)


def _is_in_sight(news: Event, state: AppState) -> bool:
    """Whether the person is looking at what the event brought: a reply in the open ticket."""
    return (
        isinstance(news, TicketReplied)
        and news.ticket_id is not None
        and news.ticket_id == state.open_ticket
    )
