"""A clock that stands still until the test moves it: who sleeps on it wakes in due order."""

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2024, 1, 20, 16, 0, tzinfo=UTC)
_ROUNDS = 30
_PATIENCE = 10.0


class HeldClock:
    """Satisfies ``domain.clock.Clock``."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self._changed = asyncio.Event()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def drift(self, seconds: float) -> None:
        """Let time pass while somebody works; who sleeps notices at the next ``advance``."""
        self._passed += seconds

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        sleeper = (self._passed + seconds, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        self._changed.set()
        try:
            await sleeper[1]
        finally:
            self._sleepers.remove(sleeper)
            self._changed.set()

    async def advance(self, seconds: float) -> None:
        """Let time pass, from one sleeper to the next, and everybody do what is to be done."""
        until = self._passed + seconds
        await settle()
        while due := [sleeper for sleeper in self._sleepers if sleeper[0] <= until + 1e-9]:
            first = min(due, key=lambda sleeper: sleeper[0])
            self._passed = max(self._passed, first[0])
            if not first[1].done():
                first[1].set_result(None)
            await settle()
        self._passed = max(self._passed, until)

    async def until_sleeping(self, seconds: float) -> None:
        """Wait until somebody has this long to sleep, from now."""
        async with asyncio.timeout(_PATIENCE):
            while not any(abs(due - self._passed - seconds) < 1e-6 for due, _ in self._sleepers):
                self._changed.clear()
                await self._changed.wait()

    async def until_slept(self, count: int) -> None:
        """Wait until this many sleeps have begun."""
        async with asyncio.timeout(_PATIENCE):
            while len(self.slept) < count:
                self._changed.clear()
                await self._changed.wait()


async def settle() -> None:
    """Let every task that can go on do so."""
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)
