"""How the program looks and makes itself heard, changed on the spot."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.locale import LANGUAGES, N_, _, current, pgettext
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.settings import Desktop, QrBlocks, Settings
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named

COLOURS_ROW = 1
"""Where the theme is chosen."""
_GAP = 3
_NAMES_OF_LANGUAGES = {"en": "English", "ru": "Русский"}
_LANGUAGES = ("", *LANGUAGES)
"""Those that can be chosen; empty for that of the account."""
_THEMES = {
    "cabinet-dark": N_("dark"),
    "cabinet-dusk": N_("dusk, dark violet"),
    "cabinet-ember": N_("ember, dark and warm"),
    "cabinet-contrast": N_("high contrast, dark"),
    "cabinet-light": N_("light"),
    "cabinet-paper": N_("paper, light and warm"),
    "ansi": N_("the terminal's own"),
}


class Tuned(Protocol):
    """What the dialog asks of the app."""

    @property
    def theme(self) -> str:
        """The theme in use."""
        ...

    @property
    def available_themes(self) -> Mapping[str, object]:
        """Those that can be chosen."""
        ...

    async def change_settings(self, wanted: Settings, row: int) -> None:
        """Do as was chosen, and remember it."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: what it is called, what it is now, and the settings with each other value."""

    name: str
    value: str
    choices: Sequence[Settings]
    chosen: int

    def turned(self, step: int) -> Settings:
        """The settings with the next value, or the one before."""
        return self.choices[(self.chosen + step) % len(self.choices)]


class SettingsDialog(ModalScreen[None], SpokenScreen[None]):
    """A line for each setting; enter and the arrows go to its next value."""

    CSS_PATH = "settings.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("right,space", "turn(1)", N_("Next value"), show=False, id="settings.next"),
        Binding("left", "turn(-1)", N_("Value before"), show=False, id="settings.before"),
        Binding("escape,q,f2", "dismiss", N_("Close"), id="settings.close"),
    )

    def __init__(self, settings: Settings, kept_in: str, row: int = 0) -> None:
        """``kept_in`` says where they are remembered; empty when they are not."""
        super().__init__()
        self._settings = settings
        self._kept_in = kept_in
        self._row = row

    def compose(self) -> ComposeResult:
        """The lines, where they are kept, and the keys."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Settings"), "bold"), id="title", markup=False)
            yield OptionList(markup=False, compact=True)
            yield Static(Content(self._kept()), id="kept", markup=False)
            hint = _("Enter, {before} and {next} change a line. Esc goes back.").format(
                before=key_named(self.app, "settings.before"),
                next=key_named(self.app, "settings.next"),
            )
            yield Static(Content(hint), id="hint", markup=False)
        yield KeyBar()

    def _kept(self) -> str:
        if self._kept_in:
            return _("Kept in {path}.").format(path=self._kept_in)
        return _("Not kept: they are forgotten when the program ends.")

    def on_mount(self) -> None:
        """Show the lines, with the cursor where it was."""
        self._show(self._row)

    def _rows(self) -> Sequence[Row]:
        tuned = cast("Tuned", self.app)
        return rows(self._settings, tuned.theme, tuned.available_themes)

    def _show(self, row: int) -> None:
        lines = self._rows()
        width = max(Content(line.name).cell_length for line in lines) + _GAP
        options = self.query_one(OptionList)
        options.set_options(
            Option(
                Content.assemble(
                    (line.name, "$text-muted"),
                    " " * (width - Content(line.name).cell_length),
                    line.value,
                )
            )
            for line in lines
        )
        options.highlighted = row

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        # The cursor may have gone on since.
        self._turn(event.option_index, 1)

    def action_turn(self, step: int) -> None:
        """Give the line of the cursor its next value."""
        row = self.query_one(OptionList).highlighted
        if row is not None:
            self._turn(row, step)

    def _turn(self, row: int, step: int) -> None:
        self._settings = self._rows()[row].turned(step)
        # In the app's own turn: with the language this dialog too is made anew.
        self.app.call_next(self._change, row)

    async def _change(self, row: int) -> None:
        await cast("Tuned", self.app).change_settings(self._settings, row)
        if self.is_attached:
            at = self.query_one(OptionList).highlighted
            self._show(row if at is None else at)


def rows(settings: Settings, theme: str, offered: Collection[str]) -> Sequence[Row]:
    """The settings as lines, in the language in use; ``theme`` is shown, of those ``offered``."""
    themes = [name for name in _THEMES if name in offered]
    on, off = pgettext("setting", "on"), pgettext("setting", "off")

    def switch(name: str, *, now: bool, yes: Settings, no: Settings) -> Row:
        return Row(name, on if now else off, (no, yes), int(now))

    return (
        Row(
            _("Language"),
            _language(settings),
            tuple(replace(settings, language=language) for language in _LANGUAGES),
            _LANGUAGES.index(settings.language),
        ),
        Row(
            _("Colours"),
            _(_THEMES[theme]),
            tuple(replace(settings, theme=name) for name in themes),
            themes.index(theme),
        ),
        switch(
            _("ASCII signs only"),
            now=settings.ascii,
            yes=replace(settings, ascii=True),
            no=replace(settings, ascii=False),
        ),
        switch(
            _("Mouse, from the next start"),
            now=settings.mouse,
            yes=replace(settings, mouse=True),
            no=replace(settings, mouse=False),
        ),
        switch(
            _("Bell for news"),
            now=settings.bell,
            yes=replace(settings, bell=True),
            no=replace(settings, bell=False),
        ),
        Row(
            _("Desktop notice for news"),
            {Desktop.OFF: off, Desktop.OSC9: "OSC 9", Desktop.OSC777: "OSC 777"}[settings.desktop],
            tuple(replace(settings, desktop=kind) for kind in Desktop),
            list(Desktop).index(settings.desktop),
        ),
        Row(
            _("Densest QR code"),
            _blocks(settings),
            tuple(replace(settings, qr_blocks=blocks) for blocks in QrBlocks),
            list(QrBlocks).index(settings.qr_blocks),
        ),
        switch(
            _("Plain lines, from the next start"),
            now=settings.plain,
            yes=replace(settings, plain=True),
            no=replace(settings, plain=False),
        ),
    )


def _language(settings: Settings) -> str:
    name = _NAMES_OF_LANGUAGES[current()]
    return name if settings.language else _("{language}, the account's").format(language=name)


def _blocks(settings: Settings) -> str:
    """Those that few fonts have with a sample: a font without them shows boxes."""
    match settings.qr_blocks:
        case QrBlocks.SEXTANTS:
            name, sample = _("sextants"), " \U0001fb0f\U0001fb2c\U0001fb3a"
        case QrBlocks.OCTANTS:
            name, sample = _("octants"), " \U0001cd50\U0001cdab\U0001cdde"
        case _:
            name, sample = _("half blocks"), ""
    return name if settings.ascii else f"{name}{sample}"
