"""Somebody in front of a running app: sees its screen, presses its keys, waits for facts."""

from collections.abc import Callable
from time import monotonic

from textual._context import visible_screen_stack
from textual.events import Paste
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from cabinet_tui.app import CabinetApp

PATIENCE = 20.0
"""Seconds until something that never comes is given up; nothing waits for them to pass."""


class Onlooker:
    """What a test does with an app on a screen in memory."""

    def __init__(self, app: CabinetApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    def text(self) -> str:
        """What is on the screen, with the spaces that keep words together as plain ones."""
        return _text(self.strips())

    def words(self) -> str:
        """The same in one line, where what is wrapped reads on; of a dialog, only what is in it."""
        strips = self.strips()
        if isinstance(self.app.screen, ModalScreen):
            # Beside a dialog that is wrapped stands the end of a line behind it.
            strips = [
                strip
                for widget in self.app.screen.children
                for strip in _within(widget.region, strips)
            ]
        return " ".join(_text(strips).split())

    def strips(self) -> list[Strip]:
        """The rows of the screen, as they are drawn now."""
        visible_screen_stack.set(self.app._background_screens)
        return self.app.screen._compositor.render_strips()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Let the app work until this holds; fails with the screen when it never does."""
        deadline = monotonic() + PATIENCE
        while not holds():
            if monotonic() > deadline:
                raise AssertionError(self.text())
            await self.pilot.pause()

    async def until_shown(self, *texts: str) -> None:
        """Let the app work until these texts are on the screen."""
        await self.until(lambda: _are_in(self.text(), texts))

    async def until_told(self, *texts: str) -> None:
        """Let the app work until these texts are on the screen, wrapped as they may be."""
        await self.until(lambda: _are_in(self.words(), texts))

    async def until_gone(self, text: str) -> None:
        """Let the app work until this text is no longer on the screen."""
        await self.until(lambda: text not in self.text())

    async def open_section(self, key: str, mode: str) -> None:
        """Press the key of a section and wait until it is the one shown."""
        await self.press(key)
        await self.until(lambda: self.app.current_mode == mode)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        await self.pilot.press(*keys)

    async def type(self, text: str) -> None:
        """Put a text in at once, as a terminal does with what is pasted."""
        self.app.post_message(Paste(text))
        await self.pilot.pause()

    def focused(self) -> Widget | None:
        """The widget with the keys: a call, since mypy takes an attribute to stay what it was."""
        return self.app.focused


def _are_in(shown: str, texts: tuple[str, ...]) -> bool:
    return all(text in shown for text in texts)


def _within(region: Region, strips: list[Strip]) -> list[Strip]:
    return [strip.crop(region.x, region.right) for strip in strips[region.y : region.bottom]]


def _text(strips: list[Strip]) -> str:
    lines = ("".join(part.text for part in strip).rstrip() for strip in strips)
    return "\n".join(lines).replace("\u00a0", " ").replace("\u202f", " ")
