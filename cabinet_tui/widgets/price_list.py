"""Lengths with their prices, aligned, one to be chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import days, money
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.offers import discount_label, per_month

_GAP = "   "
_EXTRA = 1


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One length: what it costs, what it cost before the discount, and what comes with it."""

    days: int
    price: Kopeks
    full_price: Kopeks | None = None
    discount_percent: int = 0
    extra: str = ""


class PriceList(OptionList):
    """Days, what comes with them, price, discount and price a month; enter chooses."""

    DEFAULT_CSS = """
    PriceList { height: auto; max-height: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    @dataclass
    class Chosen(Message):
        """A line was chosen."""

        place: int

    rows: reactive[Sequence[PriceRow]] = reactive[Sequence[PriceRow]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    def watch_rows(self, rows: Sequence[PriceRow]) -> None:
        """Show these lines, keeping the cursor where it was."""
        highlighted = self.highlighted
        self.set_options(Option(line) for line in _drawn(self._cells(row) for row in rows))
        if rows:
            self.highlighted = min(highlighted or 0, len(rows) - 1)

    def _cells(self, row: PriceRow) -> list[Content]:
        ascii_only = glyphs_of(self.app).ascii_only
        month = money(per_month(row.price, row.days), ascii_only=ascii_only)
        was = "" if row.full_price is None else money(row.full_price, ascii_only=ascii_only)
        return [
            Content(days(row.days)),
            Content(row.extra),
            Content.styled(money(row.price, ascii_only=ascii_only), "bold"),
            Content.styled(was, "$text-muted strike"),
            Content.styled(discount_label(row.discount_percent), "$text-success"),
            Content.styled(_("{amount} a month").format(amount=month), "$text-muted"),
        ]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which line was chosen."""
        event.stop()
        self.post_message(self.Chosen(event.option_index))


def _drawn(rows: Iterable[list[Content]]) -> list[Content]:
    """The rows with their cells under each other; columns with nothing in them are left out."""
    cells = list(rows)
    widths = [max(cell.cell_length for cell in column) for column in zip(*cells, strict=True)]
    lines = []
    for row in cells:
        parts = [
            # The texts stand at the left, the amounts at the right.
            cell.pad_right(width - cell.cell_length)
            if place == _EXTRA
            else cell.pad_left(width - cell.cell_length)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            if width
        ]
        lines.append(Content(_GAP).join(parts))
    return lines
