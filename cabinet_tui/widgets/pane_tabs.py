"""One line of names of panes, of which one is in front."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 3


@dataclass(frozen=True, slots=True)
class Pane:
    """A pane: its name in the program, its title, and a word on how much is in it."""

    key: str
    title: str
    count: str = ""


class PaneTabs(Widget):
    """The titles side by side, that of the pane in front in the accent; a click chooses.

    ``hint`` stands at the right end, where there is room for it.
    """

    DEFAULT_CSS = """
    PaneTabs { height: 1; padding: 0 1; color: $text-muted; }
    """

    @dataclass
    class Chosen(Message):
        """A title was clicked."""

        key: str

    panes: reactive[tuple[Pane, ...]] = reactive[tuple[Pane, ...]](())
    current: reactive[str] = reactive("")

    def __init__(self, hint: str = "") -> None:
        super().__init__()
        self._hint = hint

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def _labels(self) -> list[tuple[Pane, str]]:
        """Title and count; only the pane in front is counted when the line is short."""
        full = [(pane, f"{pane.title} {pane.count}".rstrip()) for pane in self.panes]
        if sum(Content(text).cell_length + _GAP for _, text in full) - _GAP <= self.size.width:
            return full
        return [(pane, text if pane.key == self.current else pane.title) for pane, text in full]

    def render(self) -> Content:
        """The line."""
        parts = []
        for pane, text in self._labels():
            ahead = pane.key == self.current
            title = Content.styled(pane.title, "bold $text-accent" if ahead else "")
            parts.append(Content.assemble(title, text[len(pane.title) :]))
        line = Content(" " * _GAP).join(parts)
        room = self.size.width - line.cell_length - Content(self._hint).cell_length
        return Content.assemble(line, " " * room, self._hint) if room >= _GAP else line

    def on_click(self, event: events.Click) -> None:
        """Choose the pane under the pointer."""
        start = self.gutter.left
        for pane, text in self._labels():
            end = start + Content(text).cell_length
            if start <= event.x < end:
                self.post_message(self.Chosen(pane.key))
            start = end + _GAP
