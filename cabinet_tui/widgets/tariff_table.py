"""Tariffs under each other, for terminals too narrow to stand them side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.widgets import DataTable

from cabinet_tui.domain.subscription import Period, Subscription, Tariff
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import money, number
from cabinet_tui.widgets.glyphs import glyphs_of
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

_WIDTHS = {"name": 0, "days": 6, "traffic": 9, "devices": 10, "price": 15, "month": 11}
_RIGHT = frozenset({"days", "devices", "price", "month"})
_MONTH_FROM_WIDTH = 72
_PADDING = 1
_LEAST_NAME = 10
_ROWS = 2
_TOLD_BY = ("muted", "mark", "good")
_ROWS = 2


class TariffTable(DataTable[Text]):
    """Two lines a tariff: the second one has its marks and the price before the discount."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Choose"), id="plans.choose"),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "tariff--muted",
        "tariff--mark",
        "tariff--good",
        "tariff--price",
    }
    DEFAULT_CSS = """
    TariffTable {
        height: 1;
        max-height: 70%;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    TariffTable > .tariff--muted { color: $text-muted; }
    TariffTable > .tariff--mark { color: $text-accent; }
    TariffTable > .tariff--good { color: $text-success; }
    TariffTable > .tariff--price { text-style: bold; }
    TariffTable > .datatable--header {
        background: $background;
        color: $text-muted;
        text-style: none;
    }
    TariffTable > .datatable--cursor {
        background: $panel;
        color: $foreground;
        text-style: none;
    }
    TariffTable:focus > .datatable--cursor {
        background: $block-cursor-background;
        text-style: $block-cursor-text-style;
    }
    """

    tariffs: reactive[Sequence[Tariff]] = reactive[Sequence[Tariff]]((), init=False)
    held: reactive[Subscription | None] = reactive[Subscription | None](None, init=False)

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, cell_padding=_PADDING)
        self._inks: list[Style] = []

    def watch_tariffs(self) -> None:
        """Draw the new ones."""
        self._draw()

    def watch_held(self) -> None:
        """Draw the marks anew."""
        self._draw()

    def on_resize(self, event: events.Resize) -> None:
        """Give the name what the other columns leave."""
        self._draw()

    def _draw(self) -> None:
        if not self.size.width:
            return
        cursor = self.cursor_row
        self._inks = [self._tone(tone) for tone in _TOLD_BY]
        self.clear(columns=True)
        widths = dict(_WIDTHS)
        if self.size.width < _MONTH_FROM_WIDTH:
            del widths["month"]
        taken = sum(widths.values()) + 2 * _PADDING * len(widths)
        widths["name"] = max(_LEAST_NAME, self.scrollable_content_region.width - taken)
        titles = {
            "name": _("Plan"),
            "days": _("Days"),
            "traffic": _("Traffic"),
            "devices": _("Devices"),
            "price": _("Price"),
            "month": _("A month"),
        }
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
            "name": self._lines((tariff.name, ""), (mark, "mark")),
            "days": self._lines((number(period.days), ""), (more, "muted"), right=True),
            "traffic": self._lines((traffic_offered(tariff.traffic_gb), "")),
            "devices": self._lines(
                (number(tariff.devices) if tariff.devices else "", ""), right=True
            ),
            "price": self._lines((price, "price"), *self._was(period), right=True),
            "month": self._lines((month, "muted"), right=True),
        }

    def _was(self, period: Period) -> list[tuple[str, str]]:
        percent = discount_label(period.discount_percent)
        if period.full_price is None:
            return [(percent, "good")]
        was = money(period.full_price, ascii_only=glyphs_of(self.app).ascii_only)
        return [(f"{percent} {was}".strip(), "muted")]

    def _lines(self, *lines: tuple[str, str], right: bool = False) -> Text:
        justify: JustifyMethod = "right" if right else "left"
        cell = Text(justify=justify, no_wrap=True, overflow="ellipsis")
        for number_, (text, tone) in enumerate(lines):
            style = self._tone(tone) if tone else Style()
            cell.append("\n" if number_ else "")
            cell.append(text.replace("\n", " "), style)
        return cell

    def _tone(self, tone: str) -> Style:
        return self.get_component_rich_style(f"tariff--{tone}", partial=True)

    def notify_style_update(self) -> None:
        """Other colours are those of the rows too: a row keeps what it was drawn in."""
        super().notify_style_update()
        if self._inks and [self._tone(tone) for tone in _TOLD_BY] != self._inks:
            self.call_after_refresh(self._draw)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say where the cursor is."""
        event.stop()
        self.post_message(TariffPointed(event.cursor_row))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Say which tariff was chosen."""
        event.stop()
        if 0 <= event.cursor_row < len(self.tariffs):
            self.post_message(TariffChosen(self.tariffs[event.cursor_row]))
