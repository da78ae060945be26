"""Sums by month as bars. The one file that knows the plotting library; import it when it is shown.

``textual_plotext`` is typed, ``plotext`` below it is not: what comes from there is ``Any``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from babel.numbers import format_compact_decimal
from textual.app import RenderResult
from textual.color import Color
from textual.reactive import reactive
from textual_plotext import PlotextPlot

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import current
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.ink import Ink
from cabinet_tui.widgets.month_label import WIDTH, month_label
from cabinet_tui.widgets.payment_wording import short_amount

_AXIS = 8
_LEAST = 100
_LARGE = 100_000_000
_ONE_COLUMN = 0.001
"""The plotting library knows no bar without a width, and takes it as a part of the distance."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One kind of sums, in kopeks, a bar for each month."""

    sums: Sequence[Kopeks]
    ink: Ink


class MonthChart(PlotextPlot):
    """Bars side by side for each month, over an axis in roubles."""

    months: reactive[Sequence[datetime]] = reactive[Sequence[datetime]](())
    bars: reactive[Sequence[Bars]] = reactive[Sequence[Bars]](())

    def __init__(self) -> None:
        super().__init__()
        self.theme = "clear"

    def render(self) -> RenderResult:
        """The bars in the room there is; where it is narrow, those of the latest months."""
        if self.size.width <= _AXIS + WIDTH or self.size.height < WIDTH or not self.bars:
            return ""
        plot, ascii_only = self.plt, glyphs_of(self.app).ascii_only
        plot.clear_figure()
        # A month of nothing still has an axis.
        top = max([_LEAST, *(kopeks for bars in self.bars for kopeks in bars.sums)])
        ticks = [Kopeks(top * part // 2) for part in range(3)]
        amounts = [_label(Kopeks(tick // 100 * 100), ascii_only=ascii_only) for tick in ticks]
        room = self.size.width - max(map(len, amounts)) - (0 if ascii_only else 1)
        months = self.months[-(room // len(self.bars)) :]
        if not months:
            return ""
        # A unit of the plot is a column, or bars of several columns would lie over each other.
        step = room // len(months)
        columns = max(1, (step - 1) // len(self.bars))
        for place, bars in enumerate(self.bars):
            plot.bar(
                [
                    number * step + place * columns + (columns - 1) / 2
                    for number in range(len(months))
                ],
                [kopeks / 100 for kopeks in bars.sums[-len(months) :]],
                width=(columns - 1) / (step if len(months) > 1 else 1) or _ONE_COLUMN,
                marker=bars.ink.sign(ascii_only=ascii_only),
                color=self._rgb(bars.ink.colour),
            )
        middle = (columns * len(self.bars) - 1) // 2
        plot.xticks(
            [number * step + middle for number in range(len(months))], _labels(months, step)
        )
        plot.xlim(0, room - 1)
        plot.ylim(0, top / 100)
        plot.yticks([tick / 100 for tick in ticks], amounts)
        if ascii_only:
            plot.frame(False)
        else:
            plot.xaxes(True, False)
            plot.yaxes(True, False)
        return super().render()

    def _rgb(self, variable: str) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[variable]).rgb


def _label(amount: Kopeks, *, ascii_only: bool) -> str:
    """An amount of the axis: what is very large is said in millions and more."""
    if amount < _LARGE:
        return short_amount(amount, ascii_only=ascii_only)
    text = format_compact_decimal(amount // 100, fraction_digits=1, locale=current())
    return text.replace("\u00a0", " ")


def _labels(months: Sequence[datetime], step: int) -> list[str]:
    """The months, where there is room for all of them, else every second or third."""
    every = -(-(WIDTH + 1) // step)
    last = len(months) - 1
    return [
        month_label(month) if (last - place) % every == 0 else ""
        for place, month in enumerate(months)
    ]
