"""A part of the account at a glance: a heading, and lines under it."""

from collections.abc import Iterable
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

_INDENT = "  "
_LEAST = 8


class Card(Widget):
    """A long line goes on under itself; a click leads to the section with all of it."""

    DEFAULT_CSS = """
    Card { height: auto; }
    """

    mode: ClassVar[str] = ""
    """The section."""

    def heading(self) -> Content:
        """What it is about."""
        raise NotImplementedError

    def matter(self, width: int) -> Iterable[Content]:
        """The lines, for so many columns."""
        raise NotImplementedError

    async def on_click(self) -> None:
        """The end of a selection is not a click."""
        if not self.screen.get_selected_text():
            await self.app.run_action(f"app.open_section({self.mode!r})")

    def _lines(self, width: int) -> list[Content]:
        room = max(_LEAST, width - len(_INDENT))
        wrapped = (part for line in self.matter(room) for part in line.wrap(room))
        return [self.heading(), *(Content.assemble(_INDENT, part) for part in wrapped)]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The card."""
        return Content("\n").join(self._lines(self.size.width))
