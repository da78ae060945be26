"""A table of a long list that asks for more when its end comes near."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from rich.text import Text
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import DataTable

from cabinet_tui.locale import _
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.inked_table import CELL_PADDING, InkedTable

R = TypeVar("R")

_NEAR_END = 5
_LEAST_WIDTH = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and how loud it is."""

    text: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the text of a cell depends on besides its row."""

    now: datetime
    ascii_only: bool
    columns: frozenset[str]


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title as a message id, its cells, and from which table width it is there.

    A ``width`` of 0 takes what the other columns leave.
    """

    key: str
    title: str
    cell: Callable[[R, Drawing], Cell]
    width: int = 0
    from_width: int = 0
    right: bool = False


class PagedTable(InkedTable, Generic[R]):
    """The rows loaded so far; a subclass says its ``table_columns``."""

    DEFAULT_CSS = """
    PagedTable {
        height: 1fr;
        scrollbar-gutter: stable;
    }
    """

    @dataclass
    class EndReached(Message):
        """The last rows are in sight."""

    rows_shown: reactive[Sequence[R]] = reactive[Sequence[R]]((), init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: Sequence[R] = ()
        self._shown: Sequence[Column[R]] = ()
        self.show_header = False

    def table_columns(self) -> Sequence[Column[R]]:
        """Every column there may be, left to right."""
        raise NotImplementedError

    def opened(self, row: R) -> None:
        """A row was chosen."""

    def watch_rows_shown(self, rows: Sequence[R]) -> None:
        """Add what is new at the end; draw anew when the beginning differs."""
        self.show_header = bool(rows)
        if not self.columns:
            return
        kept = len(self._drawn)
        if not kept or tuple(rows[:kept]) != tuple(self._drawn):
            self.draw_rows()
        else:
            self._append(rows[kept:])
            self._drawn = rows
        self.call_after_refresh(self._look_at_end)

    def watch_now(self) -> None:
        """Draw once it is known what year it is."""
        if not self._drawn and self.columns:
            self.draw_rows()

    def on_resize(self, event: events.Resize) -> None:
        """Give the widest column what the others leave."""
        self.draw_rows()
        self.call_after_refresh(self._look_at_end)

    def draw_rows(self) -> None:
        """Put in what is loaded, in the columns there is room for."""
        cursor = self.cursor_row
        self.clear(columns=True)
        self._shown = [
            column for column in self.table_columns() if self.size.width >= column.from_width
        ]
        taken = sum(column.width for column in self._shown)
        left = self.scrollable_content_region.width - taken - 2 * CELL_PADDING * len(self._shown)
        for column in self._shown:
            self.add_column(
                Text(_(column.title), justify="right" if column.right else None),
                key=column.key,
                width=column.width or max(_LEAST_WIDTH, left),
            )
        self._drawn = self.rows_shown
        self._append(self._drawn)
        if self._drawn:
            self.move_cursor(row=min(cursor, len(self._drawn) - 1), animate=False)

    def _append(self, rows: Sequence[R]) -> None:
        if self.now is None:
            return
        drawing = Drawing(
            self.now,
            glyphs_of(self.app).ascii_only,
            frozenset(column.key for column in self._shown),
        )
        tones = self.tones()
        for row in rows:
            texts = []
            for column in self._shown:
                cell = column.cell(row, drawing)
                text = Text(
                    cell.text.replace("\n", " "),
                    style=tones[cell.tone],
                    justify="right" if column.right else None,
                    no_wrap=True,
                    overflow="ellipsis",
                )
                texts.append(text)
            self.add_row(*texts)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when the end comes near."""
        super().watch_scroll_y(old_value, new_value)
        self._look_at_end()

    def _look_at_end(self) -> None:
        last_in_sight = self.scroll_offset.y + self.size.height
        if self.row_count and last_in_sight >= self.row_count - _NEAR_END:
            self.post_message(self.EndReached())

    def action_cursor_down(self) -> None:
        """Going on at the last row asks again: the page before may have failed."""
        super().action_cursor_down()
        self._look_at_end()

    def action_scroll_bottom(self) -> None:
        """The end asks again: the page before may have failed."""
        super().action_scroll_bottom()
        self._look_at_end()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Say which row was chosen."""
        event.stop()
        if 0 <= event.cursor_row < len(self._drawn):
            self.opened(self._drawn[event.cursor_row])
