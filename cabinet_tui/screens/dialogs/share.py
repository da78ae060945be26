"""A link that hands another link on: as text, as a code for the phone, for the clipboard."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.widgets.keyboard import with_twins

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


class ShareDialog(ModalScreen[None]):
    """The page of Telegram that hands the invitation on; the phone opens it from the code."""

    CSS_PATH = "share.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy", N_("Copy link"), id="share.copy"),
        Binding("f", "full_qr", N_("QR"), id="share.full_qr"),
        Binding("escape,t,q,enter", "dismiss", N_("Close"), id="share.close"),
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
            yield Static(Content(self._link), id="link", markup=False)
            hint = _("y copies it, f shows it as a QR code for your phone, esc goes back.")
            yield Static(Content.styled(hint, "$text-muted"), markup=False)

    @work(group="clipboard")
    async def action_copy(self) -> None:
        """Send the link to the clipboard."""
        await cast("Host", self.app).copy_text(self._link)

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self._link))
