"""A bell that rings when there may be news of money."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cabinet_tui.domain.event import BalanceUpdated, Event, PaymentCompleted
from cabinet_tui.services.ground import Ground
from cabinet_tui.store.state import AppState


class Bell:
    """Waits for a ring, or for so long."""

    def __init__(self, ground: Ground) -> None:
        self._clock = ground.clock
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Wake who waits, or whoever waits next."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Wait for a ring, at most so many seconds."""
        waits = [
            asyncio.create_task(self._clock.sleep(seconds)),
            asyncio.create_task(self._until_rung()),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.wait(waits)
        self._rung.clear()

    async def _until_rung(self) -> None:
        await self._rung.wait()


@contextmanager
def bell(ground: Ground) -> Iterator[Bell]:
    """Rings when a push tells of money, when a watch is decided, and when the session changes."""
    made = Bell(ground)
    seen = ground.state

    def listen(state: AppState) -> None:
        nonlocal seen
        if (
            state.payment_watches != seen.payment_watches
            or state.session != seen.session
            or _tells_of_money(state.notices, seen.notices)
        ):
            made.ring()
        seen = state

    unsubscribe = ground.store.subscribe(listen)
    try:
        yield made
    finally:
        unsubscribe()


def _tells_of_money(now: Sequence[Event], before: Sequence[Event]) -> bool:
    """Whether the news that are newer than those before tell of money; the newest come first."""
    for event in now:
        if before and event is before[0]:
            return False
        if isinstance(event, PaymentCompleted | BalanceUpdated):
            return True
    return False
