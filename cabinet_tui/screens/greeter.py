"""The first run: three lines on where to look, once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import App

from cabinet_tui.locale import _
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from collections.abc import Sequence

Shown = Callable[[str, str], str]


class Greeter:
    """Greets a newcomer on the first section, until any key is pressed."""

    def __init__(
        self, app: App[int], shown: Shown, remember: Callable[[], None], *, is_new: bool
    ) -> None:
        """``shown`` says how the key of a binding is written; ``remember`` that it was done."""
        self._app = app
        self._shown = shown
        self._remember = remember
        self._is_new = is_new
        self._welcome: Welcome | None = None

    def follow(self) -> None:
        """Greet where there is a section to look at."""
        screen = self._app.screen
        if not self._is_new or not isinstance(screen, StoreScreen) or not screen.is_composed:
            return
        self._is_new = False
        self._welcome = Welcome(self._lines())
        screen.mount(self._welcome, before=screen.query_one(KeyBar))
        self._remember()

    def put_away(self) -> None:
        """Whoever presses a key has seen it."""
        welcome, self._welcome = self._welcome, None
        if welcome is not None and welcome.is_attached:
            welcome.remove()

    def _lines(self) -> "Sequence[str]":
        first, last = self._shown("section.home", "1"), self._shown("section.account", "7")
        return (
            _("{first} … {last} open the sections; the last line has keys.").format(
                first=first, last=last
            ),
            _("{key} shows all keys of a screen, on either layout.").format(
                key=self._shown("keys", "?")
            ),
            _("{key} finds everything by name. Any key closes this.").format(
                key=self._shown("palette", "ctrl+p")
            ),
        )
