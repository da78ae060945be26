"""A link to look at, to scan, to copy and to open."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.domain.text import url_host
from cabinet_tui.locale import N_, _
from cabinet_tui.opening import may_open
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.qr import QrCode, QrKeys

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


class WebLinkDialog(ModalScreen[None], SpokenScreen[None]):
    """The whole screen: what it is and where it leads at the left, the code at the right."""

    CSS_PATH = "web_link.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy", N_("Copy link"), id="web_link.copy"),
        Binding("o", "open", N_("Open"), id="web_link.open"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="web_link.full_qr"),
        Binding("escape,q,enter", "dismiss", N_("Close"), id="web_link.close"),
    )

    def __init__(self, title: str, url: str) -> None:
        super().__init__()
        self._title = title
        self._url = url

    @property
    def _host(self) -> "Host":
        return cast("Host", self.app)

    def compose(self) -> ComposeResult:
        """The text and the code."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                yield Static(Content.styled(self._title, "bold"), id="title", markup=False)
                yield LinkText(self._url)
                if host := url_host(self._url):
                    yield Static(Content(_("Leads to {host}.").format(host=host)), markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("web_link.copy"), named("web_link.full_qr"))
                code.link = self._url
                yield code
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A browser is given https only."""
        if action == "open":
            return may_open(self._url)
        return super().check_action(action, parameters)

    @work(group="clipboard")
    async def action_copy(self) -> None:
        """Send the link to the clipboard."""
        await self._host.copy_text(self._url)

    @work(group="browser")
    async def action_open(self) -> None:
        """Open it in the browser, where there is one."""
        await self._host.open_link(self._url)

    @on(LinkText.Clicked)
    def _clicked(self, event: LinkText.Clicked) -> None:
        event.stop()
        if may_open(self._url):
            self.action_open()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._url))
