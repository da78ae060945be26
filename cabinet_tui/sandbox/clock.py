"""The sandbox's clock: real or fixed, and movable by a test."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class Clock:
    """Whole seconds in UTC; `advance` moves it forward for everything the sandbox does."""

    def __init__(self, base: Callable[[], datetime]) -> None:
        self._base = base
        self._offset = timedelta()

    def now(self) -> datetime:
        """The moment the sandbox lives in, without microseconds."""
        return (self._base() + self._offset).astimezone(UTC).replace(microsecond=0)

    def advance(self, by: timedelta) -> None:
        """Move every later `now` by so much."""
        self._offset += by


def system_clock() -> Clock:
    """The real time."""
    return Clock(lambda: datetime.now(UTC))


def fixed_clock(moment: datetime) -> Clock:
    """A clock that stands still at `moment` (naive means UTC) until it is advanced."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Clock(lambda: aware)
