"""The server's rate limits, kept on our side before it has to say 429.

Each class of requests has the window the server documents: so many in any 60 s. A burst may use
the window up at once; the next request then waits, or is told how long it would have to.
"""

from collections import deque
from datetime import timedelta
from enum import StrEnum

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import RateLimited

# A little longer than the server's minute: requests do not all travel equally fast.
_WINDOW = 61.0
_LONGEST_BLOCK = 3600.0


class RateClass(StrEnum):
    """The classes that the API limits apart."""

    AUTH = "auth"
    PAYMENT = "payment"
    OTHER = "other"


_PER_MINUTE = {RateClass.AUTH: 5, RateClass.PAYMENT: 10, RateClass.OTHER: 60}
# What reading leaves free, so that what a person does finds room.
_RESERVE = {RateClass.AUTH: 0, RateClass.PAYMENT: 0, RateClass.OTHER: 10}
_PATIENCE_OF_READS = 20.0
_PATIENCE_OF_WRITES = 3.0


class Limiter:
    """Lets requests out at the pace of the server, and obeys its 429."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._sent: dict[RateClass, deque[float]] = {kind: deque() for kind in RateClass}
        self._blocked: dict[str, float] = {}

    async def acquire(self, rate: RateClass, *, write: bool = False, route: str = "") -> None:
        """Wait for a place in the window; RateLimited when the wait would be long.

        Reads wait up to 20 s, writes up to 3 s. ``route`` names a limit of its own that a 429 may
        have closed.
        """
        patience = _PATIENCE_OF_WRITES if write else _PATIENCE_OF_READS
        deadline = self._clock.monotonic() + patience
        while wait := self._wait(rate, write=write, route=route):
            if self._clock.monotonic() + wait > deadline:
                raise RateLimited(retry_after=timedelta(seconds=wait))
            await self._clock.sleep(wait)
        self._sent[rate].append(self._clock.monotonic())

    def give_back(self, rate: RateClass) -> None:
        """The last request that was let out never left: the server has not counted it."""
        if self._sent[rate]:
            self._sent[rate].pop()

    def block(self, rate: RateClass, seconds: float, *, route: str = "") -> None:
        """The server said 429: nothing of this class (or of this route alone) for so long."""
        until = self._clock.monotonic() + min(max(seconds, 1.0), _LONGEST_BLOCK)
        self._blocked[route or rate] = until

    def _wait(self, rate: RateClass, *, write: bool, route: str) -> float:
        """Seconds until a request may leave, 0 when now."""
        now = self._clock.monotonic()
        sent = self._sent[rate]
        while sent and sent[0] <= now - _WINDOW:
            sent.popleft()
        waits = [self._blocked.get(name, now) - now for name in (rate, route)]
        allowed = _PER_MINUTE[rate] - (0 if write else _RESERVE[rate])
        if len(sent) >= allowed:
            waits.append(sent[len(sent) - allowed] + _WINDOW - now)
        return max(0.0, *waits)
