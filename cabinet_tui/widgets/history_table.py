"""The history of the balance as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.labels import kind_label, method_label, transaction_text
from cabinet_tui.locale import N_
from cabinet_tui.locale.formats import moment, money
from cabinet_tui.widgets.inked_table import GOOD, MUTED
from cabinet_tui.widgets.paged_table import Cell, Column, Drawing, PagedTable

_KIND_FROM_WIDTH = 70
_METHOD_FROM_WIDTH = 100


class HistoryTable(PagedTable[Transaction]):
    """Date, type, description and amount; the method too where there is room."""

    @dataclass
    class Opened(Message):
        """A row was chosen."""

        transaction: Transaction

    def table_columns(self) -> Sequence[Column[Transaction]]:
        """The amount keeps its place; type and method give way."""
        return _COLUMNS

    def opened(self, row: Transaction) -> None:
        """Say which transaction was chosen."""
        self.post_message(self.Opened(row))


def _when(item: Transaction, drawing: Drawing) -> Cell:
    return Cell(moment(item.created_at, drawing.now) if item.created_at else "", MUTED)


def _what(item: Transaction, drawing: Drawing) -> Cell:
    if not item.description.strip() and "kind" in drawing.columns and item.completed:
        return Cell("")
    return Cell(transaction_text(item), "" if item.completed else MUTED)


def _amount(item: Transaction, drawing: Drawing) -> Cell:
    text = money(item.amount, signed=True, ascii_only=drawing.ascii_only)
    if not item.completed:
        return Cell(text, MUTED)
    return Cell(text, GOOD if item.amount > 0 else "")


_COLUMNS: Sequence[Column[Transaction]] = (
    Column("when", N_("Date"), _when, width=14),
    Column(
        "kind",
        N_("Type"),
        lambda item, _drawing: Cell(kind_label(item.kind)),
        width=12,
        from_width=_KIND_FROM_WIDTH,
    ),
    Column("what", N_("Description"), _what),
    Column(
        "method",
        N_("Method"),
        lambda item, _drawing: Cell(method_label(item.method), MUTED),
        width=16,
        from_width=_METHOD_FROM_WIDTH,
    ),
    Column("amount", N_("Amount"), _amount, width=14, right=True),
)
