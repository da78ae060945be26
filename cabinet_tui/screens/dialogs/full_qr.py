"""A QR code with the whole screen to itself."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from cabinet_tui.locale import N_
from cabinet_tui.screens.dialogs.save_qr import SaveQrDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.qr import QrCode, QrHost, QrKeys
from cabinet_tui.widgets.qr_fit import Way

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host

_DENSER = ((), (Way.SEXTANTS,), (Way.OCTANTS,))


class FullQrDialog(ModalScreen[None], SpokenScreen[None]):
    """As large as the terminal allows; any of the usual keys goes back."""

    CSS_PATH = "full_qr.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="full_qr.copy"),
        Binding("s", "save", N_("Save the QR code"), id="full_qr.save"),
        Binding("d", "denser", N_("Denser signs"), id="full_qr.denser"),
        Binding("escape,f,q,enter,space", "dismiss", N_("Close"), id="full_qr.close"),
    )

    def __init__(self, link: str, *, connects: bool = False) -> None:
        """``connects`` where whoever has the link can use the subscription."""
        super().__init__()
        self._link = link
        self._connects = connects

    def compose(self) -> ComposeResult:
        """The code, and the keys where they take nothing from it."""
        code = QrCode()
        code.link = self._link
        named = partial(key_named, self.app)
        code.keys = QrKeys(
            named("full_qr.copy"), save=named("full_qr.save"), denser=named("full_qr.denser")
        )
        code.full_screen = True
        yield code
        yield KeyBar()

    def on_mount(self) -> None:
        """The keys are there from the beginning, if at all."""
        self._show_keys()

    def on_resize(self) -> None:
        """Another room, another code."""
        self._show_keys()

    def _show_keys(self) -> None:
        self.query_one(KeyBar).display = self.query_one(QrCode).spares_a_row(self.size)

    def on_unmount(self) -> None:
        """What was a picture is nobody else's business."""
        if isinstance(self.app, QrHost):
            self.app.forget_picture()

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the link to the clipboard."""
        await cast("Host", self.app).copy_text(self._link)

    def action_save(self) -> None:
        """Save the code as a picture."""
        self.app.push_screen(SaveQrDialog(self._link, connects=self._connects))

    def action_denser(self) -> None:
        """Draw with the signs that would fit, else with the next ones: a look at what the font has.

        It is for this code alone; the settings stay as they are.
        """
        code = self.query_one(QrCode)
        if code.denser is not None:
            code.ways = (code.denser,)
        else:
            code.ways = _DENSER[(_DENSER.index(code.ways) + 1) % len(_DENSER)]
        self._show_keys()
