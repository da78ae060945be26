"""Files of a message: choosing one, getting it, and saving it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.system_words import system_words
from cabinet_tui.domain.ticket_media import Media, MediaFile
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.saving import saved, typed_path
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.media_wording import media_line, media_mark


class SaveMediaDialog(StoreDialog[None]):
    """Gets a file as soon as it is known which one; stays to say where it was saved."""

    CSS_PATH = "save_media.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape", "dismiss", N_("Close"), key_display="esc", id="save_media.close")
    )

    def __init__(self, files: Sequence[Media], stem: str) -> None:
        """``stem`` names a file that has no name of its own."""
        super().__init__()
        self._files = files
        self._stem = stem
        self._file: MediaFile | None = None

    def compose(self) -> ComposeResult:
        """The files where there are several, the path, and what came of it."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Save a file"), "bold"), id="title", markup=False)
            yield OptionList(id="files", markup=False, compact=True)
            yield Static(_("File"), id="label", markup=False)
            path = Input(id="path", compact=True)
            path.cursor_blink = False
            yield path
            with Horizontal(id="buttons"):
                yield Button(_("Save"), id="save", compact=True)
                yield Button(_("Close"), id="close", compact=True)
            yield Static(id="message", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Get the only file, or ask which."""
        super().on_mount()
        sizes = self.host.store.state.media_sizes
        listed = self.query_one("#files", OptionList)
        if len(self._files) > 1:
            listed.add_options(
                Option(Content(media_line(media, sizes.get(media.file_id)).replace("\n", " ")))
                for media in self._files
            )
            listed.highlighted = 0
            listed.focus()
        else:
            listed.display = False
            self._get(0)
        self._show_path(shown=False)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._get(event.option_index)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._save(event.value)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.id == "save":
            self._save(self.query_one("#path", Input).value)
        else:
            self.dismiss()

    @work(group="media.fetch", exclusive=True)
    async def _get(self, place: int) -> None:
        cabinet, media = self.host.cabinet, self._files[place]
        if cabinet is None:
            return
        self._file = None
        self._show_path(shown=False)
        self._say(_("Getting the file…"), "$text-muted")
        try:
            self._file = file = await cabinet.media.fetch(media)
        except CabinetError as error:
            self._say(str(error), "$text-error")
            return
        stem = self._stem if len(self._files) == 1 else f"{self._stem}-{place + 1}"
        path = self.query_one("#path", Input)
        path.value = file.suggested_name(stem)
        self._show_path(shown=True)
        path.focus()
        words = _("Here it is: {file}. Enter saves it.")
        self._say(words.format(file=media_mark(media, len(file.content))), "$text-muted")

    @work(group="media.save", exclusive=True)
    async def _save(self, typed: str) -> None:
        file = self._file
        if file is None:
            return
        try:
            place = await saved(
                self.app, typed_path(typed, file.suggested_name(self._stem)), file.content
            )
        except (OSError, ValueError) as error:
            words = _("It could not be saved: {reason}. Name another file.")
            self._say(words.format(reason=system_words(error)), "$text-error")
            return
        if place is None:
            self._say(_("Nothing was saved."), "$text-muted")
            return
        self._say(_("Saved: {path}").format(path=place), "$text-success")
        self.query_one("#close").focus()

    def _show_path(self, *, shown: bool) -> None:
        for name in ("#label", "#path", "#save"):
            self.query_one(name).display = shown

    def _say(self, text: str, style: str) -> None:
        self.query_one("#message", Static).update(Content.styled(text, style))
