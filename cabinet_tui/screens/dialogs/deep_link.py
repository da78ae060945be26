"""Signing in by a button in the service's Telegram bot: a code to scan, and a wait."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.deep_link import DeepLink, DeepLinkWait
from cabinet_tui.domain.errors import CabinetError, NotSupported
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import countdown
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.link_text import LinkTextDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.bonus_wording import gift
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.qr import QrCode, QrKeys

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_SECOND = 1.0
_ON_LINK = frozenset({"copy_link", "copy_command", "open_link", "full_qr", "link_text"})


class DeepLinkDialog(StoreDialog[bool]):
    """The whole screen. True when somebody confirmed the sign-in; waiting ends with the dialog."""

    CSS_PATH = "deep_link.tcss"
    closes_outside = False  # A code that was shown may be in use on the phone.
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="deep_link.copy"),
        Binding("c", "copy_command", N_("Copy text"), id="deep_link.copy_command"),
        Binding("o", "open_link", N_("Open"), id="deep_link.open"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="deep_link.full_qr"),
        Binding("l", "link_text", N_("Link as text"), show=False, id="deep_link.link_text"),
        Binding("n", "anew", N_("New code"), id="deep_link.anew"),
        Binding("escape", "leave", N_("Back"), key_display="esc", id="deep_link.leave"),
        Binding("q", "leave", N_("Back"), show=False, id="deep_link.quit"),
    )

    wait: reactive[DeepLinkWait | None] = reactive[DeepLinkWait | None](None)
    error: reactive[CabinetError | None] = reactive[CabinetError | None](None)

    mirrors: ClassVar = {"wait": lambda state: state.deep_link}

    def compose(self) -> ComposeResult:
        """What to do at the left, the code at the right."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                title = Content.styled(_("Sign in with Telegram"), "bold")
                yield Static(title, id="title", markup=False)
                yield Static(id="error", markup=False)
                yield Static(id="how", markup=False)
                yield LinkText()
                blocked = _("Where t.me does not open, send the bot:")
                yield Static(blocked, id="blocked", markup=False)
                yield Static(id="command", markup=False)
                yield Static(id="left", markup=False)
                yield Static(id="note", markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("deep_link.copy"), named("deep_link.full_qr"))
                code.robust = True
                yield code
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin to wait, and to count down."""
        super().on_mount()
        self.set_interval(_SECOND, self._count)
        self._write()
        self.action_anew()

    @property
    def _link(self) -> DeepLink | None:
        return self.wait.link if self.wait is not None else None

    def watch_wait(self, before: DeepLinkWait | None, now: DeepLinkWait | None) -> None:
        """Another code, or another trouble; an old code does not stay on the screen."""
        was, is_now = (wait.link if wait else None for wait in (before, now))
        if was != is_now and isinstance(self.app.screen, FullQrDialog | LinkTextDialog):
            self.pop_until_active()
        self._write()

    def watch_error(self) -> None:
        """Waiting is over."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        link, error = self._link, self.error
        advice = _("Press {key} for a new code.").format(key=key_named(self.app, "deep_link.anew"))
        self._say("error", f"{error} {advice}" if error else "")
        for widget in self.query("#how, LinkText, #blocked, #command, #code"):
            widget.display = link is not None
        if link is not None:
            how = _(
                "Scan the code or open the link. The bot @{bot} asks whether it is you: press"
                " “Да, войти” there."
            )
            self._say("how", how.format(bot=link.bot))
            self.query_one(LinkText).url = link.url
            self._say("command", link.command)
        self.query_one(QrCode).link = link.url if link else ""
        self._say("note", self._note())
        self._count()
        self.refresh_bindings()

    def _note(self) -> str:
        wait = self.wait
        if wait is None or wait.link is None:
            return ""
        if wait.trouble is not None:
            return " ".join((wait.trouble.what, _("It is tried again by itself.")))
        if wait.renewals:
            return _("The code before this one ran out.")
        return _("This is for accounts that the bot knows already.")

    def _count(self) -> None:
        """The line that changes every second."""
        if not self.is_composed or self.error is not None:
            self._say("left", "")
            return
        link = self._link
        if link is None:
            self._say("left", _("Asking for a code…"))
            return
        left = link.left(self.host.clock.now())
        waiting = _("Waiting for your answer there: {time} left.").format(time=countdown(left))
        self._say("left", waiting if left else _("The code has run out: a new one is coming."))

    def _say(self, name: str, text: str) -> None:
        for widget in self.query(f"#{name}").results(Static):
            widget.update(Content(text))
            widget.display = bool(text)

    @work(exclusive=True, group="deep_link.wait")
    async def _wait(self, cabinet: "Cabinet") -> None:
        serial = self.host.store.state.session.serial
        try:
            bonus = await cabinet.deep_link.sign_in()
        except NotSupported as error:
            self.app.notify(str(error), severity="warning", markup=False)
            self.dismiss(False)
        except CabinetError as error:
            self.error = error
        else:
            if told := gift(bonus):
                self.app.notify(told, markup=False)
            # Into another session the dialog does not go along; in the same one it stays till now.
            if serial == self.host.store.state.session.serial and self in self.app.screen_stack:
                self.pop_until_active()
                self.dismiss(True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that have something to act on."""
        if action in _ON_LINK:
            return self._link is not None
        if action == "anew":
            return self.error is not None
        return super().check_action(action, parameters)

    def action_anew(self) -> None:
        """Ask for a code, and wait for whoever confirms it."""
        if self.host.cabinet is not None:
            self.error = None
            self._wait(self.host.cabinet)

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the address to the clipboard."""
        if self._link is not None:
            await self.host.copy_text(self._link.url)

    @work(group="clipboard")
    async def action_copy_command(self) -> None:
        """Send what the bot wants to hear to the clipboard."""
        if self._link is not None:
            await self.host.copy_text(self._link.command)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open the address, where there is something to open it with."""
        if self._link is not None:
            await self.host.open_link(self._link.url)

    @on(LinkText.Clicked)
    def open_clicked(self, event: LinkText.Clicked) -> None:
        """A click on the address opens it."""
        event.stop()
        self.action_open_link()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        if self._link is not None:
            self.app.push_screen(FullQrDialog(self._link.url))

    def action_link_text(self) -> None:
        """Show the address as text to select."""
        if self._link is not None:
            self.app.push_screen(LinkTextDialog(self._link.url))

    def action_leave(self) -> None:
        """Go away, which ends the waiting."""
        self.dismiss(False)
