"""Which themes an app has: by how many colours there are, and with the accent of the service."""

from textual.app import App
from textual.filter import LineFilter, Monochrome, NoColor
from textual.theme import BUILTIN_THEMES

from cabinet_tui.domain.colour import Depth
from cabinet_tui.palettes import PALETTES
from cabinet_tui.themes import ANSI, USUAL, ansi_theme, theme_of


class Painter:
    """Keeps the themes of an app; Textual's own are not among them.

    Where there are sixteen colours or none, the only theme is that of the terminal: what would be
    left of others is not what was chosen.
    """

    def __init__(self, app: App[int], depth: Depth, *, dark: bool) -> None:
        """``dark`` is what the ground of the terminal is."""
        self._app = app
        self._depth = Depth.NONE if app.no_color else depth
        self._brand = ""
        for name in BUILTIN_THEMES:
            app.unregister_theme(name)
        app.register_theme(ansi_theme(dark=dark))
        self._register()

    @property
    def is_colourless(self) -> bool:
        """Whether nothing but bold, underlined and reversed is left."""
        return self._depth is Depth.NONE

    def name(self, wanted: str) -> str:
        """The theme that is shown for a setting."""
        if wanted in self._app.available_themes:
            return wanted
        return USUAL if USUAL in self._app.available_themes else ANSI

    def use_brand(self, colour: str) -> None:
        """Take the colour of the service for the accent; the themes' own when it is empty."""
        if colour == self._brand:
            return
        self._brand = colour
        if self._register():
            self._app.mutate_reactive(App.theme)

    def _register(self) -> bool:
        if self._depth not in (Depth.FULL, Depth.MANY):
            return False
        for palette in PALETTES:
            few = self._depth is Depth.MANY
            self._app.register_theme(theme_of(palette, self._brand, few_colours=few))
        return True


def without_colours(filters: list[LineFilter]) -> list[LineFilter]:
    """The filters of an app that draws no colour at all: grey is one too."""
    kept = [each for each in filters if not isinstance(each, (Monochrome, NoColor))]
    return [*kept, NoColor()]
