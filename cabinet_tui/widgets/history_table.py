"""The history of the balance as a table that asks for more when its end comes near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import DataTable

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.labels import kind_label, method_label
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import moment, money
from cabinet_tui.widgets.glyphs import glyphs_of

_WHEN, _KIND, _METHOD, _AMOUNT = 14, 12, 16, 14
_KIND_FROM_WIDTH = 70
_METHOD_FROM_WIDTH = 100
_NEAR_END = 5
_CELL_PADDING = 1


class HistoryTable(DataTable[Text]):
    """Date, type, description and amount; the method too where there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"history--muted", "history--income"}
    DEFAULT_CSS = """
    HistoryTable {
        height: 1fr;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    HistoryTable > .history--muted { color: $text-muted; }
    HistoryTable > .history--income { color: $text-success; }
    """

    @dataclass
    class EndReached(Message):
        """The last rows are in sight."""

    @dataclass
    class Opened(Message):
        """A row was chosen."""

        transaction: Transaction

    rows_shown: reactive[Sequence[Transaction]] = reactive[Sequence[Transaction]]((), init=False)
    now: reactive[datetime | None] = reactive[datetime | None](None, init=False)

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, cell_padding=_CELL_PADDING)
        self._drawn: Sequence[Transaction] = ()

    def watch_rows_shown(self, rows: Sequence[Transaction]) -> None:
        """Add what is new at the end; draw anew when the beginning differs."""
        if not self.columns:
            return
        kept = len(self._drawn)
        if not kept or tuple(rows[:kept]) != tuple(self._drawn):
            self._draw()
        else:
            self._append(rows[kept:])
            self._drawn = rows
        self.call_after_refresh(self._look_at_end)

    def watch_now(self) -> None:
        """Draw once it is known what year it is."""
        if not self._drawn and self.columns:
            self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Give the description what the other columns leave."""
        self._draw()
        self.call_after_refresh(self._look_at_end)

    def _draw(self) -> None:
        cursor = self.cursor_row
        self.clear(columns=True)
        widths = {"when": _WHEN, "kind": _KIND, "what": 0, "method": _METHOD, "amount": _AMOUNT}
        if self.size.width < _METHOD_FROM_WIDTH:
            del widths["method"]
        if self.size.width < _KIND_FROM_WIDTH:
            del widths["kind"]
        taken = sum(widths.values()) + 2 * _CELL_PADDING * len(widths)
        widths["what"] = max(10, self.scrollable_content_region.width - taken)
        labels = {
            "when": Text(_("Date")),
            "kind": Text(_("Type")),
            "what": Text(_("Description")),
            "method": Text(_("Method")),
            "amount": Text(_("Amount"), justify="right"),
        }
        for key, width in widths.items():
            self.add_column(labels[key], key=key, width=width)
        self._drawn = self.rows_shown
        self._append(self._drawn)
        if self._drawn:
            self.move_cursor(row=min(cursor, len(self._drawn) - 1), animate=False)

    def _append(self, rows: Sequence[Transaction]) -> None:
        if self.now is not None:
            for transaction in rows:
                self.add_row(*self._cells(transaction, self.now))

    def _cells(self, item: Transaction, now: datetime) -> list[Text]:
        muted = self.get_component_rich_style("history--muted", partial=True)
        income = self.get_component_rich_style("history--income", partial=True)
        amount = money(item.amount, signed=True, ascii_only=glyphs_of(self.app).ascii_only)
        what = item.description.replace("\n", " ")
        if not what.strip() and "kind" not in self.columns:
            what = kind_label(item.kind)
        cells = {
            "when": Text(moment(item.created_at, now) if item.created_at else "", style=muted),
            "kind": Text(kind_label(item.kind), no_wrap=True, overflow="ellipsis"),
            "what": Text(what, no_wrap=True, overflow="ellipsis"),
            "method": Text(
                method_label(item.method), style=muted, no_wrap=True, overflow="ellipsis"
            ),
            "amount": Text(amount, style=income if item.amount > 0 else "", justify="right"),
        }
        return [cells[str(key.value)] for key in self.columns]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more when the end comes near."""
        super().watch_scroll_y(old_value, new_value)
        self._look_at_end()

    def _look_at_end(self) -> None:
        last_in_sight = self.scroll_offset.y + self.size.height
        if self.row_count and last_in_sight >= self.row_count - _NEAR_END:
            self.post_message(self.EndReached())

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Say which transaction was chosen."""
        event.stop()
        if 0 <= event.cursor_row < len(self._drawn):
            self.post_message(self.Opened(self._drawn[event.cursor_row]))
