"""The second line: the sections and the digits that open them."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the digit that opens it, the mode it is, and its title."""

    key: str
    mode: str
    title: str


class SectionTabs(Widget):
    """One line of sections; a narrow terminal shows the title of the current one only."""

    DEFAULT_CSS = """
    SectionTabs { height: 1; padding: 0 1; background: $panel; color: $text-muted; }
    """

    @dataclass
    class Chosen(Message):
        """A section was clicked."""

        mode: str

    sections: reactive[tuple[Section, ...]] = reactive[tuple[Section, ...]](())
    current: reactive[str] = reactive("")

    def _labels(self) -> list[tuple[Section, str]]:
        full = [(section, f"{section.key} {section.title}") for section in self.sections]
        for gap in (2, 1):
            if sum(Content(text).cell_length + gap for _, text in full) - gap <= self.size.width:
                return full
        return [
            (section, text if section.mode == self.current else section.key)
            for section, text in full
        ]

    def _gap(self) -> int:
        labels = self._labels()
        taken = sum(Content(text).cell_length for _, text in labels)
        return 2 if taken + 2 * (len(labels) - 1) <= self.size.width else 1

    def render(self) -> Content:
        """The line."""
        parts = [
            Content.styled(text, "bold $accent") if section.mode == self.current else Content(text)
            for section, text in self._labels()
        ]
        return Content(" " * self._gap()).join(parts)

    def on_click(self, event: events.Click) -> None:
        """Open the section under the pointer."""
        start = self.gutter.left
        for section, text in self._labels():
            end = start + Content(text).cell_length
            if start <= event.x < end:
                self.post_message(self.Chosen(section.mode))
            start = end + self._gap()
