"""Used traffic over time, and how it goes on. Import it when it is shown: it plots.

``textual_plotext`` is typed, ``plotext`` below it is not: what comes from there is ``Any``.
"""

from datetime import datetime, timedelta

from babel.dates import format_datetime
from textual.app import RenderResult
from textual.color import Color
from textual.reactive import reactive
from textual_plotext import PlotextPlot

from cabinet_tui.domain.pace import Forecast
from cabinet_tui.locale import current
from cabinet_tui.locale.formats import number
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.ink import AHEAD, LIMIT, USED, Ink

_LEAST_WIDTH, _LEAST_HEIGHT = 24, 6
_GIB = 1024**3
_ROOM_ABOVE = 1.05
Line = list[tuple[float, float]]
"""Days and gigabytes."""


class PaceChart(PlotextPlot):
    """Lines over an axis of dates: what was used, what will be, and the limit."""

    pace: reactive[Forecast | None] = reactive[Forecast | None](None)

    def __init__(self) -> None:
        super().__init__()
        self.theme = "clear"

    def render(self) -> RenderResult:
        """The lines in the room there is."""
        pace = self.pace
        if pace is None or pace.since is None or pace.per_day is None or self._is_small:
            return ""
        plot, ascii_only = self.plt, glyphs_of(self.app).ascii_only
        plot.clear_figure()
        until, ahead = _ahead(pace)
        used = [(_days(pace.since, one.at), one.used / _GIB) for one in pace.points]
        last = _days(pace.since, until)
        if pace.limit is not None:
            self._line(LIMIT, [(0, pace.limit / _GIB), (last, pace.limit / _GIB)])
        self._line(AHEAD, ahead)
        self._line(USED, used)
        top = max([1e-3, (pace.limit or 0) / _GIB, *(height for _day, height in [*used, *ahead])])
        plot.xlim(0, last)
        plot.ylim(0, top * _ROOM_ABOVE)
        plot.yticks([0, top / 2, top], [_gigabytes(top * part / 2) for part in range(3)])
        whens = (pace.since, pace.at, until) if self._has_room(pace, until) else (pace.since, until)
        plot.xticks([_days(pace.since, when) for when in whens], [_date(when) for when in whens])
        if ascii_only:
            plot.frame(False)
        else:
            plot.xaxes(True, False)
            plot.yaxes(True, False)
        return super().render()

    @property
    def _is_small(self) -> bool:
        return self.size.width < _LEAST_WIDTH or self.size.height < _LEAST_HEIGHT

    def _has_room(self, pace: Forecast, until: datetime) -> bool:
        """Whether today's date stands clear of the first and the last one."""
        first = pace.since or pace.at
        part = (pace.at - first) / (until - first)
        columns = self.size.width - 8
        return min(part, 1 - part) * columns > len(_date(pace.at)) + 1

    def _line(self, ink: Ink, line: Line) -> None:
        self.plt.plot(
            [day for day, _height in line],
            [height for _day, height in line],
            marker=ink.sign(ascii_only=glyphs_of(self.app).ascii_only),
            color=Color.parse(self.app.theme_variables[ink.colour]).rgb,
        )


def _ahead(pace: Forecast) -> tuple[datetime, Line]:
    """Until when it is drawn, and the line from now until then."""
    first, rate = pace.since or pace.at, pace.per_day or 0.0
    whole = pace.at - first
    if pace.ends_at is not None:
        until = pace.ends_at
    elif pace.runs_out_at is not None:
        until = pace.runs_out_at
    else:
        until = pace.at + min(whole, datetime.max.replace(tzinfo=pace.at.tzinfo) - pace.at)
    until = max(until, first + timedelta(minutes=1))
    stop = pace.runs_out_at or until
    end = (pace.used + rate * _days(pace.at, stop)) / _GIB
    return until, [(_days(first, pace.at), pace.used / _GIB), (_days(first, stop), end)]


def _days(since: datetime, at: datetime) -> float:
    return (at - since) / timedelta(days=1)


def _gigabytes(amount: float) -> str:
    return number(amount, decimals=0 if amount >= 10 else 1).replace("\u00a0", " ")


def _date(at: datetime) -> str:
    return format_datetime(at.astimezone(), "d MMM", locale=current())
