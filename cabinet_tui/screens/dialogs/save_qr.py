"""Where to save the QR code, and as what."""

import asyncio
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from cabinet_tui.domain.system_words import system_words
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.saving import saved, typed_path
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.qr_files import picture, sent_png
from cabinet_tui.widgets.qr_matrix import TooLongText

_DEFAULT = "vpn-qr.png"
_DEFAULT_OF_OTHERS = "qr.png"
_FORMS = (".png", ".svg")


class SaveQrDialog(ModalScreen[None], SpokenScreen[None]):
    """Saves the code of a link, or the picture that the server sent; stays to say where it is."""

    CSS_PATH = "save_qr.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape", "dismiss", N_("Close"), id="save_qr.close")
    )

    def __init__(self, link: str, sent: str = "", *, connects: bool = True) -> None:
        """``sent`` is the server's own picture in base64, empty when there is none.

        ``connects`` where whoever has the link can use the subscription.
        """
        super().__init__()
        self._connects = connects
        self._default = _DEFAULT if connects else _DEFAULT_OF_OTHERS
        self._link = link
        self._sent = sent

    def compose(self) -> ComposeResult:
        """The path, the forms, and what came of it."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Save the QR code"), "bold"), markup=False)
            words = (
                _("Whoever has this picture can use the subscription: only you may read the file.")
                if self._connects
                else _("A phone reads the link off the picture. Only you may read the file.")
            )
            yield Static(Content.styled(words, "$text-muted"), markup=False)
            yield Static(_("File"), id="label", markup=False)
            yield Input(self._default, id="path", compact=True)
            with Horizontal(id="buttons"):
                if self._link:
                    yield Button(_("PNG"), id="png", compact=True)
                    yield Button(_("SVG"), id="svg", compact=True)
                if self._sent:
                    yield Button(_("PNG of the service"), id="sent", compact=True)
                yield Button(_("Close"), id="close", compact=True)
            yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The path can be typed over at once, from its end."""
        self.query_one("#path", Input).focus()

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Enter saves in the form that the ending names; without a link, what the server sent."""
        event.stop()
        self._begin(self._path(), sent=not self._link)

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """Each form has its button; the ending of the path follows."""
        event.stop()
        path = self._path()
        match event.button.id:
            case "png":
                self._begin(_with_ending(path, ".png"), sent=False)
            case "svg":
                self._begin(_with_ending(path, ".svg"), sent=False)
            case "sent":
                self._begin(_with_ending(path, ".png"), sent=True)
            case _:
                self.dismiss()

    def _path(self) -> Path:
        return typed_path(self.query_one("#path", Input).value, self._default)

    def _begin(self, path: Path, *, sent: bool) -> None:
        if path.suffix.lower() not in _FORMS:
            path = path.with_name(f"{path.name}.png")
        self.query_one("#path", Input).value = str(path)
        self._save(path, sent=sent)

    @work(group="qr.save", exclusive=True)
    async def _save(self, path: Path, *, sent: bool) -> None:
        try:
            content = await asyncio.to_thread(self._content, path, sent=sent)
        except TooLongText:
            self._say(_("The link is too long for a QR code."), "$text-error")
            return
        if content is None:
            self._say(_("The picture of the service cannot be used. Save your own."), "$text-error")
            return
        try:
            place = await saved(self.app, path, content)
        except (OSError, ValueError) as error:
            # ValueError: a character that no path can have.
            words = _("It could not be saved: {reason}. Name another file.")
            self._say(words.format(reason=system_words(error)), "$text-error")
            return
        if place is None:
            self._say(_("Nothing was saved."), "$text-muted")
            return
        self._say(_("Saved: {path}").format(path=place), "$text-success")
        self.query_one("#close").focus()

    def _content(self, path: Path, *, sent: bool) -> bytes | None:
        return sent_png(self._sent) if sent else picture(self._link, path)

    def _say(self, text: str, style: str) -> None:
        self.query_one("#message", Static).update(Content.styled(text, style))


def _with_ending(path: Path, ending: str) -> Path:
    bare = path.with_suffix("") if path.suffix.lower() in _FORMS else path
    return bare.with_name(f"{bare.name}{ending}")
