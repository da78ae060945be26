"""Tariffs under each other, for terminals too narrow to stand them side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import DataTable

from cabinet_tui.domain.subscription import Period, Subscription, Tariff
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money, number
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.inked_table import CELL_PADDING, GOOD, MARK, MUTED, STRONG, InkedTable
from cabinet_tui.widgets.offers import (
    discount_label,
    mark_of,
    per_month,
    shortest,
    traffic_offered,
)
from cabinet_tui.widgets.tariff_cards import TariffChosen, TariffPointed

if TYPE_CHECKING:
    from rich.console import JustifyMethod

_WIDTHS = {"name": 0, "days": 6, "traffic": 9, "devices": 3, "price": 15, "month": 11}
_RIGHT = frozenset({"days", "devices", "price", "month"})
_MONTH_FROM_WIDTH = 72
_LEAST_NAME = 10
_ROWS = 2


class TariffTable(InkedTable):
    """Two lines a tariff: the second one has its marks and the price before the discount."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Choose"), id="plans.choose"),
    ]
    DEFAULT_CSS = """
    TariffTable {
        height: 1;
        max-height: 70%;
    }
    """

    tariffs: reactive[Sequence[Tariff]] = reactive[Sequence[Tariff]]((), init=False)
    held: reactive[Subscription | None] = reactive[Subscription | None](None, init=False)

    def watch_tariffs(self) -> None:
        """Draw the new ones."""
        self.draw_rows()

    def watch_held(self) -> None:
        """Draw the marks anew."""
        self.draw_rows()

    def on_resize(self, event: events.Resize) -> None:
        """Give the name what the other columns leave."""
        self.draw_rows()

    def draw_rows(self) -> None:
        """Put in every tariff, in the columns there is room for."""
        if not self.size.width:
            return
        cursor = self.cursor_row
        self.clear(columns=True)
        widths = dict(_WIDTHS)
        if self.size.width < _MONTH_FROM_WIDTH:
            del widths["month"]
        titles = {
            "name": _("Plan"),
            "days": _("Days"),
            "traffic": _("Traffic"),
            "devices": _("Devices"),
            "price": _("Price"),
            "month": _("A month"),
        }
        widths["devices"] = max(widths["devices"], cell_len(titles["devices"]))
        taken = sum(widths.values()) + 2 * CELL_PADDING * len(widths)
        widths["name"] = max(_LEAST_NAME, self.scrollable_content_region.width - taken)
        for key, width in widths.items():
            self.add_column(
                self._lines((titles[key], ""), right=key in _RIGHT), key=key, width=width
            )
        for tariff in self.tariffs:
            cells = self._cells(tariff)
            self.add_row(*(cells[key] for key in widths), height=_ROWS)
        # Not "auto": that is worked out from the rows of some moment before.
        self.styles.height = self.header_height + _ROWS * len(self.tariffs)
        if self.tariffs:
            self.move_cursor(row=min(cursor, len(self.tariffs) - 1), animate=False)

    def _cells(self, tariff: Tariff) -> dict[str, Text]:
        period = shortest(tariff)
        ascii_only = glyphs_of(self.app).ascii_only
        longest = max(period.days for period in tariff.periods)
        more = _("to {days}").format(days=number(longest)) if longest > period.days else ""
        price = money(period.price, ascii_only=ascii_only)
        month = money(per_month(period.price, period.days), ascii_only=ascii_only)
        mark = mark_of(tariff, self.tariffs, self.held)
        return {
            "name": self._lines((tariff.name, ""), (mark, MARK)),
            "days": self._lines((number(period.days), ""), (more, MUTED), right=True),
            "traffic": self._lines((traffic_offered(tariff.traffic_gb), "")),
            "devices": self._lines(
                (number(tariff.devices) if tariff.devices else "", ""), right=True
            ),
            "price": self._lines((price, STRONG), *self._was(period), right=True),
            "month": self._lines((month, MUTED), right=True),
        }

    def _was(self, period: Period) -> list[tuple[str, str]]:
        percent = discount_label(period.discount_percent)
        if period.full_price is None:
            return [(percent, GOOD)]
        was = money(period.full_price, ascii_only=glyphs_of(self.app).ascii_only)
        return [(f"{percent} {was}".strip(), MUTED)]

    def _lines(self, *lines: tuple[str, str], right: bool = False) -> Text:
        justify: JustifyMethod = "right" if right else "left"
        cell, tones = Text(justify=justify, no_wrap=True, overflow="ellipsis"), self.tones()
        for number_, (text, tone) in enumerate(lines):
            cell.append("\n" if number_ else "")
            cell.append(text.replace("\n", " "), tones[tone])
        return cell

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say where the cursor is."""
        event.stop()
        self.post_message(TariffPointed(event.cursor_row))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Say which tariff was chosen."""
        event.stop()
        if 0 <= event.cursor_row < len(self.tariffs):
            self.post_message(TariffChosen(self.tariffs[event.cursor_row]))
