"""A list of ready lines to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class LineList(OptionList):
    """One option a line; the mark stays where it is when the lines are written anew."""

    DEFAULT_CSS = """
    LineList {
        height: auto;
        max-height: 12;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    @dataclass
    class Chosen(Message):
        """The line of this number was chosen, counted from 0."""

        line_list: "LineList"
        index: int

        @property
        def control(self) -> "LineList":
            """The list it was chosen in."""
            return self.line_list

    @dataclass
    class Marked(Message):
        """The cursor stands on another line."""

        line_list: "LineList"
        index: int

        @property
        def control(self) -> "LineList":
            """The list it stands in."""
            return self.line_list

    lines: reactive[Sequence[Content]] = reactive[Sequence[Content]]((), init=False)

    def __init__(self, name: str = "") -> None:
        """``name`` is the id, to tell one list of a screen from another."""
        super().__init__(id=name or None, markup=False, compact=True)

    def watch_lines(self, lines: Sequence[Content]) -> None:
        """Show these."""
        marked = self.highlighted or 0
        self.set_options(Option(line) for line in lines)
        self.display = bool(lines)
        self.highlighted = min(marked, len(lines) - 1) if lines else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which line was chosen."""
        event.stop()
        self.post_message(self.Chosen(self, event.option_index))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say where the cursor stands."""
        event.stop()
        self.post_message(self.Marked(self, event.option_index))


def in_columns(rows: Sequence[Sequence[Content]], gap: int = 2) -> tuple[Content, ...]:
    """The rows as lines whose cells stand under each other; the last cell is as long as it is."""
    if not rows:
        return ()
    last = len(rows[0]) - 1
    widths = [max(row[column].cell_length for row in rows) for column in range(last)]
    return tuple(
        Content.assemble(
            *(
                cell if column == last else cell.pad_right(widths[column] - cell.cell_length + gap)
                for column, cell in enumerate(row)
            )
        )
        for row in rows
    )
