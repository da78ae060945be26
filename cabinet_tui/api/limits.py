"""The server's rate limits, kept on our side before it has to say 429.

Each class of requests has the window the server documents: so many in any 60 s. A burst may use
the window up at once; the next request then waits, or is told how long it would have to. What a
person does comes first, with all that is read for it: other reads leave room for it, reads of
what was just read leave more, and what is read in the background leaves most.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Protocol, TypeVar

from cabinet_tui.api.windows import LONGEST_BLOCK, Sent, Windows
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import HeldBack
from cabinet_tui.domain.urgency import Urgency

T = TypeVar("T")

_PATIENCE_OF_READS = 20.0
_PATIENCE_OF_CHANGES = 3.0
_ALONE = 60.0
"""Seconds to go on without what the processes share, when that did not work."""


class RateClass(StrEnum):
    """The classes that the API limits apart."""

    AUTH = "auth"
    PAYMENT = "payment"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many requests of a class fit a minute, and up to which number each kind may be sent."""

    most: int
    reads: int
    again: int
    background: int

    @classmethod
    def for_all(cls, most: int) -> "Allowance":
        """The same for every kind."""
        return cls(most, most, most, most)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server allows a minute: by class, and by route where one has a limit of its own.

    ``is_by_route`` tells that a 429 is about its route alone; else it is about the class.
    """

    classes: Mapping[RateClass, Allowance]
    routes: Mapping[str, int] = field(default_factory=dict)
    is_by_route: bool = False


DOCUMENTED = Limits(
    {
        RateClass.AUTH: Allowance.for_all(5),
        RateClass.PAYMENT: Allowance(10, 10, 10, 5),
        RateClass.OTHER: Allowance(60, 46, 32, 24),
    }
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A request that wants to leave.

    ``account`` is whose it is, empty when it is counted by the address of this machine; ``route``
    names a limit of its own, ``path`` is where it goes; ``mark`` tells what a read is of, and is
    empty for what changes something.
    """

    rate: RateClass
    urgency: Urgency = Urgency.DEED
    account: str = ""
    route: str = ""
    path: str = ""
    mark: str = ""

    @property
    def window(self) -> str:
        """The window it counts in: who signs in is not known yet."""
        return f"{self.rate} {'' if self.rate is RateClass.AUTH else self.account}"

    @property
    def route_window(self) -> str:
        """The window of its route alone."""
        return f"route {self.route or self.path} {self.account}"


class Shared(Protocol):
    """A text that all processes of a user change in turn."""

    async def change(self, edit: Callable[[str], tuple[str, T]]) -> T:
        """Replace the text by what ``edit`` makes of it; what else it gives. Raises OSError."""
        ...


class Limiter:
    """Lets requests out at the pace of the server, and obeys its 429."""

    def __init__(
        self, clock: Clock, limits: Limits = DOCUMENTED, shared: Shared | None = None
    ) -> None:
        """``shared`` is where this is kept for all processes; without it, it is in memory."""
        self._clock = clock
        self._limits = limits
        self._shared = shared
        self._alone_until = float("-inf")
        self._turn = asyncio.Lock()
        self._windows = Windows()

    async def acquire(self, ask: Ask) -> Sent:
        """Wait for room; HeldBack when the wait would be long. ``give_back`` takes the result.

        Reads wait up to 20 s, changes up to 3 s.
        """
        patience = _PATIENCE_OF_READS if ask.mark else _PATIENCE_OF_CHANGES
        deadline = self._clock.monotonic() + patience
        while True:
            found = await self._use(lambda windows, now: self._enter(windows, ask, now))
            if isinstance(found, Sent):
                return found
            if self._clock.monotonic() + found > deadline:
                raise HeldBack(retry_after=timedelta(seconds=found))
            await self._clock.sleep(found)

    async def count(self, ask: Ask) -> None:
        """This has left already, without a question."""
        await self._use(lambda windows, now: self._put(windows, ask, now))

    async def give_back(self, ask: Ask, sent: Sent) -> None:
        """This was let out and never left: the server has not counted it."""

        def take_back(windows: Windows, _now: float) -> None:
            windows.take_back(ask.window, sent)
            windows.take_back(ask.route_window, sent)

        await self._use(take_back)

    async def block(self, ask: Ask, seconds: float) -> None:
        """The server said 429: nothing of this class, or of this route alone, for so long."""
        closed = min(max(seconds, 1.0), LONGEST_BLOCK)
        name = ask.route_window if ask.route or self._limits.is_by_route else ask.window
        await self._use(lambda windows, now: windows.close(name, now + closed))

    def _enter(self, windows: Windows, ask: Ask, now: float) -> Sent | float:
        """Let this out, or tell the seconds until it may leave."""
        waits = [
            windows.wait(ask.window, self._allowed(windows, ask), now),
            windows.wait_open(ask.window, now),
            windows.wait_open(ask.route_window, now),
        ]
        if ask.route in self._limits.routes:
            waits.append(windows.wait(ask.route_window, self._limits.routes[ask.route], now))
        return max(waits) or self._put(windows, ask, now)

    def _put(self, windows: Windows, ask: Ask, now: float) -> Sent:
        sent = Sent(now, ask.mark)
        windows.put(ask.window, sent)
        if ask.route in self._limits.routes:
            windows.put(ask.route_window, sent)
        return sent

    def _allowed(self, windows: Windows, ask: Ask) -> int:
        allowance = self._limits.classes[ask.rate]
        if ask.urgency is Urgency.BACKGROUND:
            return allowance.background
        if ask.urgency is Urgency.DEED:
            return allowance.most
        is_again = bool(ask.mark) and windows.count(ask.window, ask.mark) > 0
        return allowance.again if is_again else allowance.reads

    async def _use(self, work: Callable[[Windows, float], T]) -> T:
        """Do this with what all processes have sent; alone, with what this one knows of it."""

        def edit(text: str) -> tuple[str, tuple[Windows, T]]:
            windows, now = Windows.read(text), self._now()
            windows.prune(now)
            result = work(windows, now)
            return windows.written(), (windows, result)

        if self._shared is not None:
            # In turn here as well: who finds it taken looks again some time later only.
            async with self._turn:
                if self._clock.monotonic() >= self._alone_until:
                    try:
                        self._windows, result = await self._shared.change(edit)
                    except OSError:
                        self._alone_until = self._clock.monotonic() + _ALONE
                    else:
                        return result
        now = self._now()
        self._windows.prune(now)
        return work(self._windows, now)

    def _now(self) -> float:
        return self._clock.now().timestamp()
