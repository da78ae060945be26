"""A QR code with the whole screen to itself."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from cabinet_tui.locale import N_
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.qr import QrCode


class FullQrDialog(ModalScreen[None]):
    """As large as the terminal allows; any of the usual keys goes back."""

    CSS_PATH = "full_qr.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,f,q,enter,space", "dismiss", N_("Close"), id="full_qr.close")
    )

    def __init__(self, link: str) -> None:
        super().__init__()
        self._link = link

    def compose(self) -> ComposeResult:
        """Nothing but the code."""
        code = QrCode()
        code.link = self._link
        code.full_screen = True
        yield code
