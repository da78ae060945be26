"""Since when used traffic is counted, and when a server begins to count it anew."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_FIRST = datetime.min.replace(tzinfo=UTC)


class TrafficReset(StrEnum):
    """When a server sets the used traffic back to nothing; it goes by UTC."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    ROLLING = "month_rolling"
    NEVER = "no_reset"


@dataclass(frozen=True, slots=True)
class Counting:
    """What is used was used since ``since``; ``anew_at`` is None where it only ever grows.

    ``is_reset`` tells that ``since`` is a reset, and not the start of the subscription.
    """

    since: datetime
    anew_at: datetime | None = None
    is_reset: bool = False


def counting(
    reset: TrafficReset | None, started_at: datetime | None, at: datetime
) -> Counting | None:
    """How a server counts that resets like this, at a time; None when that cannot be known."""
    at = at.astimezone(UTC)
    started = started_at.astimezone(UTC) if started_at is not None else None
    if reset is None:
        return None
    if reset is TrafficReset.NEVER:
        return Counting(started) if started is not None else None
    bounds = _bounds(reset, started, at)
    if bounds is None:
        return None
    begin, end = bounds
    if started is not None and begin < started:
        return Counting(started, end)
    return Counting(begin, end, is_reset=True)


def _bounds(
    reset: TrafficReset, started: datetime | None, at: datetime
) -> tuple[datetime, datetime] | None:
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    try:
        match reset:
            case TrafficReset.DAY:
                return midnight, midnight + _DAY
            case TrafficReset.WEEK:
                monday = midnight - midnight.weekday() * _DAY
                return monday, monday + _WEEK
            case TrafficReset.MONTH:
                return _month_day(midnight, 0, _FIRST), _month_day(midnight, 1, _FIRST)
        if started is None:
            return None
        this = _month_day(midnight, 0, started)
        if this > at:
            return _month_day(midnight, -1, started), this
        return this, _month_day(midnight, 1, started)
    except (ValueError, OverflowError):
        # The ends of the calendar.
        return None


def _month_day(midnight: datetime, months: int, anchor: datetime) -> datetime:
    """The day of ``anchor`` so many months on, or the last of a month that is too short."""
    number = midnight.year * 12 + midnight.month - 1 + months
    first = midnight.replace(year=number // 12, month=number % 12 + 1, day=1)
    last = (first + 31 * _DAY).replace(day=1) - _DAY
    return first.replace(day=min(anchor.day, last.day))
