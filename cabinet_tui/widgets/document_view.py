"""A document to read: scrolled line by line, searched, its links told apart."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cabinet_tui.domain.readable import ReadableText, Shape
from cabinet_tui.locale import N_
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.text_lines import line_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDEST = 100
_MOST_FOUND = 1000
_STYLES = {
    Shape.HEADING: "bold underline",
    Shape.STRONG: "bold",
    Shape.EMPHASIS: "italic",
    Shape.STRUCK: "strike",
    Shape.CODE: "$text-success",
    Shape.QUOTE: "$text-muted",
}


class DocumentView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws only the lines in sight; no line is longer than is good to read."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("up,k", "line(-1)", N_("Line up"), show=False, id="document.up"),
        Binding("down,j", "line(1)", N_("Line down"), show=False, id="document.down"),
        Binding("pageup", "screenful(-1)", show=False),
        Binding("pagedown,space", "screenful(1)", show=False),
        Binding("home,g", "edge(-1)", N_("To the top"), show=False, id="document.top"),
        Binding("end,G", "edge(1)", N_("To the end"), show=False, id="document.end"),
    )
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    DocumentView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    @dataclass
    class Sought(Message):
        """A search went on: which of how many places is in sight, from 1; 0 of 0 for none."""

        place: int
        count: int

    document: reactive[ReadableText] = reactive(ReadableText(), init=False)

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[tuple[int, int]] = ()
        self._starts: Sequence[int] = ()
        self._found: Sequence[tuple[int, int]] = ()
        self._at = -1

    def watch_document(self) -> None:
        """Begin at the beginning."""
        self._found, self._at = (), -1
        self._lay_out()
        self._scroll(0)

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew; what is read stays in sight."""
        row = self.scroll_offset.y
        place = self._starts[row] if row < len(self._starts) else 0
        self._lay_out()
        self._scroll(self._row_of(place))

    @property
    def is_searched(self) -> bool:
        """Whether there are places to go on to."""
        return bool(self._found)

    def seek(self, words: str) -> None:
        """Go to the first place with these words from here on; nothing ends the search."""
        document = self.document
        found = re.finditer(re.escape(words), document.text, re.IGNORECASE) if words else ()
        self._found = [match.span() for match in islice(found, _MOST_FOUND)]
        row = self.scroll_offset.y
        here = self._starts[row] if row < len(self._starts) else 0
        following = (at for at, span in enumerate(self._found) if span[0] >= here)
        self._at = next(following, 0 if self._found else -1)
        self._show_found()

    def seek_on(self, step: int) -> None:
        """To the next place, or with -1 to the one before; round at the ends."""
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show_found()

    def render_line(self, y: int) -> Strip:
        """One row in sight."""
        row = self.scroll_offset.y + y
        if not 0 <= row < len(self._lines):
            return Strip.blank(self.size.width, self.rich_style)
        text = self._drawn(*self._lines[row])
        parts = text.render(self.visual_style, end="", parse_style=self.app.stylesheet.parse_style)
        segments = [Segment(part, style.rich_style) for part, style in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def action_line(self, step: int) -> None:
        """One line on, or with -1 back."""
        self._scroll(self.scroll_offset.y + step)

    def action_screenful(self, step: int) -> None:
        """A screenful, with one line of the one before."""
        self._scroll(self.scroll_offset.y + step * max(1, self._rows - 1))

    def action_edge(self, edge: int) -> None:
        """To the end, or with -1 to the beginning."""
        self._scroll(self.max_scroll_y if edge > 0 else 0)

    @property
    def _rows(self) -> int:
        return self.scrollable_content_region.height

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _lay_out(self) -> None:
        width = min(_WIDEST, max(1, self.scrollable_content_region.width))
        self._lines = line_spans(self.document.text, width)
        self._starts = [start for start, _end in self._lines]
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    def _row_of(self, place: int) -> int:
        return max(0, bisect_right(self._starts, place) - 1)

    def _show_found(self) -> None:
        if self._at >= 0:
            row = self._row_of(self._found[self._at][0])
            if not 0 <= row - self.scroll_offset.y < self._rows:
                self._scroll(row - self._rows // 3)
        self.post_message(self.Sought(self._at + 1, len(self._found)))
        self.refresh()

    def _drawn(self, start: int, end: int) -> Content:
        """The text between two places, with whatever stands out in it."""
        content = Content(self.document.text[start:end])
        for span in self.document.spans:
            if span.start < end and span.end > start:
                content = _styled(
                    content, _STYLES[span.shape], span.start - start, span.end - start
                )
        for link in self.document.links:
            if link.start < end and link.end > start:
                style = f"underline {'$text-accent' if link.is_plain else '$text-warning'}"
                content = _styled(content, style, link.start - start, link.end - start)
        for at, (first, last) in enumerate(self._found):
            if first < end and last > start:
                style = "bold reverse" if at == self._at else "reverse"
                content = _styled(content, style, first - start, last - start)
        return content


def _styled(content: Content, style: str, start: int, end: int) -> Content:
    return content.stylize(style, max(0, start), min(end, len(content.plain)))
