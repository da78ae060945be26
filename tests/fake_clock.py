"""A clock that moves only when somebody sleeps on it or pushes it."""

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2024, 1, 20, 16, 0, tzinfo=UTC)


class FakeClock:
    """Satisfies ``domain.clock.Clock``: a sleep returns at once, and the time has passed."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._passed = 0.0
        self.naps: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.advance(max(0.0, seconds))
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        """Let this much time pass."""
        self._passed += seconds
