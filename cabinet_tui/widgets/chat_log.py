"""The messages of a conversation: drawn line by line, however many there are."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cabinet_tui.widgets.chat_block import ChatBlock
from cabinet_tui.widgets.chat_entry import ChatEntry
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.named_keys import key_named

_MARK = 2


class ChatLog(ScrollView, can_focus=True):
    """Stays where it is when messages come, unless its end is in sight: then it follows.

    One message is marked: the keys that do something with a message mean that one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "open", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"chat--mark"}
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    ChatLog {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    ChatLog > .chat--mark { color: $accent; }
    """

    @dataclass
    class Opened(Message):
        """A message was chosen to be read on its own."""

        entry: ChatEntry

    @dataclass
    class Marked(Message):
        """Another message is marked, or it is in another state."""

    entries: reactive[Sequence[ChatEntry]] = reactive[Sequence[ChatEntry]]((), init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)
    missed: reactive[int] = reactive(0)
    """How many messages came below while the end was out of sight."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: Sequence[ChatBlock] = ()
        self._starts: Sequence[int] = (0,)
        self._kept: dict[tuple[ChatEntry, int], ChatBlock] = {}
        self._mark = -1
        self._follows = True

    @property
    def marked(self) -> ChatEntry | None:
        """The message that is marked."""
        return self.entries[self._mark] if 0 <= self._mark < len(self.entries) else None

    def start_anew(self) -> None:
        """The next messages are those of another conversation: begin at its end."""
        self.entries = ()
        self._follows = True
        self.missed = 0

    def watch_entries(self, before: Sequence[ChatEntry], entries: Sequence[ChatEntry]) -> None:
        """Lay out; follow when the end was in sight, else stay."""
        following = self._follows or not before
        marked = before[self._mark].key if 0 <= self._mark < len(before) else None
        was_last = self._mark == len(before) - 1
        self._lay_out()
        if (following and was_last) or not before:
            self._mark = len(entries) - 1
        else:
            places = {entry.key: place for place, entry in enumerate(entries)}
            self._mark = places.get(marked, len(entries) - 1) if marked else len(entries) - 1
        if following:
            self.missed = 0
            self._scroll(self.max_scroll_y)
        else:
            known = {entry.key for entry in before}
            self.missed += sum(1 for entry in entries if entry.key not in known)
        self.post_message(self.Marked())

    def watch_now(self) -> None:
        """The year decides how a date is written."""
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Break the lines anew; the end stays in sight, else the marked message."""
        follows = self._follows
        self._lay_out()
        if follows:
            self._scroll(self.max_scroll_y)
        else:
            self._show_marked()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """At the end nothing is missed, and what comes is followed."""
        super().watch_scroll_y(old_value, new_value)
        self._follows = new_value >= self.max_scroll_y
        if self._follows:
            self.missed = 0

    @property
    def _text_width(self) -> int:
        return max(1, self.scrollable_content_region.width - _MARK)

    def _lay_out(self) -> None:
        width, named = self._text_width, partial(key_named, self.app)
        kept = {
            (entry, width): self._kept.get((entry, width)) or ChatBlock.of(entry, width, named)
            for entry in self.entries
        }
        self._kept = kept
        self._blocks = [kept[entry, width] for entry in self.entries]
        self._starts = [0, *accumulate(block.height for block in self._blocks)]
        # The empty line below the last message is of no use.
        height = max(0, self._starts[-1] - 1)
        self.virtual_size = Size(self.scrollable_content_region.width, height)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row in sight."""
        row = self.scroll_offset.y + y
        width = self.size.width
        place = bisect_right(self._starts, row) - 1
        if not 0 <= place < len(self._blocks):
            return Strip.blank(width, self.rich_style)
        glyphs = glyphs_of(self.app)
        block = self._blocks[place]
        row_in_block = row - self._starts[place]
        marked = place == self._mark and self.has_focus and row_in_block < block.height - 1
        mark = Segment(
            (glyphs.mark if marked else " ") + " ",
            self.rich_style + self.get_component_rich_style("chat--mark", partial=True),
        )
        text = block.line(row_in_block, self.now, glyphs)
        return Strip([mark, *self._segments(text)]).adjust_cell_length(width, self.rich_style)

    def _segments(self, text: Content) -> list[Segment]:
        parts = text.render(self.visual_style, end="", parse_style=self.app.stylesheet.parse_style)
        return [Segment(part, style.rich_style) for part, style in parts]

    def on_focus(self) -> None:
        """The mark is seen by whoever can move it."""
        self.refresh()

    def on_blur(self) -> None:
        """Without the keys there is no mark."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click marks, a second one on the same message opens it."""
        place = bisect_right(self._starts, self.scroll_offset.y + event.y) - 1
        if not 0 <= place < len(self.entries):
            return
        if event.chain > 1 and place == self._mark:
            self.action_open()
        self._mark_at(place)

    def action_step(self, step: int) -> None:
        """The next message, or, while there is more of this one, the next line of it."""
        if not 0 <= self._mark < len(self._blocks):
            return
        top, bottom = self._starts[self._mark], self._starts[self._mark + 1] - 1
        first, last = self.scroll_offset.y, self.scroll_offset.y + self._rows
        if not (top < last and bottom > first):
            self._mark_at(self._in_sight(step))
        elif (bottom > last) if step > 0 else (top < first):
            self._scroll(first + step)
        elif 0 <= self._mark + step < len(self._blocks):
            self._mark_at(self._mark + step)
            self._show_marked(step)

    def action_page(self, step: int) -> None:
        """A screenful; the mark stays in sight."""
        self._scroll(self.scroll_offset.y + step * max(1, self._rows - 1))
        self._mark_at(self._in_sight(-step))

    def action_first(self) -> None:
        """To the beginning."""
        self._mark_at(0)
        self._scroll(0)

    def action_last(self) -> None:
        """To the end, which is followed from now on."""
        self._mark_at(len(self.entries) - 1)
        self._scroll(self.max_scroll_y)

    def action_open(self) -> None:
        """Read the marked message on its own."""
        if self.marked is not None:
            self.post_message(self.Opened(self.marked))

    @property
    def _rows(self) -> int:
        return self.scrollable_content_region.height

    def _in_sight(self, step: int) -> int:
        """The message at the edge from which ``step`` comes."""
        first = self.scroll_offset.y
        row = first if step > 0 else first + self._rows - 1
        return min(len(self._blocks) - 1, max(0, bisect_right(self._starts, row) - 1))

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _mark_at(self, place: int) -> None:
        if place != self._mark:
            self._mark = place
            self.refresh()
            self.post_message(self.Marked())

    def _show_marked(self, step: int = 1) -> None:
        """As much of the marked message as fits, from the side it is read from."""
        if not 0 <= self._mark < len(self._blocks):
            return
        top, bottom = self._starts[self._mark], self._starts[self._mark + 1] - 1
        first = self.scroll_offset.y
        if self._mark == len(self._blocks) - 1 and bottom - top <= self._rows:
            self._scroll(self.max_scroll_y)
        elif bottom - top > self._rows:
            self._scroll(top if step > 0 else bottom - self._rows)
        elif top < first:
            self._scroll(top)
        elif bottom > first + self._rows:
            self._scroll(bottom - self._rows)
