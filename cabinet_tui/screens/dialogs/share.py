"""A link that hands another link on: as text, as a code for the phone, for the clipboard."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.link_text import LinkText

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


class ShareDialog(ModalScreen[None], SpokenScreen[None]):
    """The page of Telegram that hands the invitation on; the phone opens it from the code."""

    CSS_PATH = "share.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy", N_("Copy link"), id="share.copy"),
        Binding("o", "open_link", N_("Open"), id="share.open"),
        Binding("f", "full_qr", N_("QR"), id="share.full_qr"),
        Binding("escape,s,q,enter", "dismiss", N_("Close"), id="share.close"),
    )

    def __init__(self, link: str) -> None:
        super().__init__()
        self._link = link

    def compose(self) -> ComposeResult:
        """What it is for, the link from edge to edge, and the keys."""
        with VerticalScroll():
            yield Static(Content.styled(_("Share in Telegram"), "bold"), markup=False)
            words = _("Opened on a device with Telegram, this asks whom to send your link to.")
            yield Static(Content(words), markup=False)
            yield LinkText(self._link)
        yield KeyBar()

    @work(group="clipboard")
    async def action_copy(self) -> None:
        """Send the link to the clipboard."""
        await cast("Host", self.app).copy_text(self._link)

    @work(group="browser")
    async def action_open_link(self) -> None:
        """Open it, where there is a browser for it."""
        await cast("Host", self.app).open_link(self._link)

    @on(LinkText.Clicked)
    def open_clicked(self, event: LinkText.Clicked) -> None:
        """A click on the address opens it."""
        event.stop()
        self.action_open_link()

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._link))
