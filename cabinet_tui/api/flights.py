"""Reads on their way: whoever asks for the same as one of them shares its answer."""

import asyncio
from collections.abc import Awaitable, Callable

from cabinet_tui.api.call import Call, Reply
from cabinet_tui.api.failure import Progress
from cabinet_tui.domain.urgency import urgency

Send = Callable[[Progress], Awaitable[Reply]]


class _Flight:
    """One read on its way, how far it has come, and how many wait for it."""

    def __init__(self, send: Send, news: int) -> None:
        self.waiting = 0
        self.begin(send, news)

    def begin(self, send: Send, news: int) -> None:
        """Send it, at the urgency of whoever asks."""
        self.news = news
        self.urgency = urgency()
        self.progress = Progress()
        self.task = asyncio.ensure_future(send(self.progress))
        self.task.add_done_callback(_look_at)

    @property
    def has_left(self) -> bool:
        """Whether the server may have answered from what it knew before."""
        return self.progress.may_have_left


class Flights:
    """The reads on their way, by what they ask for.

    An answer is shared unless something has happened since its request left. A read that still
    waits for room hurries when the same is asked for by somebody who is in more of a hurry.
    """

    def __init__(self) -> None:
        self._flights: dict[object, _Flight] = {}
        self._news = 0

    def news(self) -> None:
        """Something has happened: what has left before may not know of it."""
        self._news += 1

    async def share(self, call: Call, send: Send) -> Reply:
        """The answer to a read: of the same one if it is on its way, else of a new one."""
        key = (call.path, tuple(sorted((call.query or {}).items())), call.public, call.once)
        flight = self._flights.get(key)
        if flight is None or (flight.has_left and flight.news != self._news):
            flight = self._flights[key] = _Flight(send, self._news)
        elif flight.urgency < urgency() and not flight.has_left:
            held_back = flight.task
            flight.begin(send, self._news)
            held_back.cancel()
        flight.waiting += 1
        try:
            return await _answer(flight)
        finally:
            flight.waiting -= 1
            if not flight.waiting:
                if self._flights.get(key) is flight:
                    del self._flights[key]
                await _give_up(flight.task)


async def _answer(flight: _Flight) -> Reply:
    while True:
        task = flight.task
        await asyncio.wait([task])
        if task is flight.task:
            return task.result()


async def _give_up(task: asyncio.Future[Reply]) -> None:
    """Nobody waits for this any more: its connection is given back before anything goes on."""
    if not task.done():
        task.cancel()
        await asyncio.wait([task])


def _look_at(task: asyncio.Future[Reply]) -> None:
    if not task.cancelled():
        task.exception()
