"""A listener over a rude server, and what it was heard to say."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.event import Event, Frame, Greeting, Pong, UnknownEvent
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.realtime.line import Decode
from cabinet_tui.realtime.listener import Listener
from tests.held_clock import HeldClock

PATIENCE = 10.0


def decode(frame: str) -> Frame | None:
    """A codec of the kind a dialect has."""
    try:
        told = json.loads(frame)
    except ValueError:
        return None
    match told:
        case {"type": "pong"}:
            return Pong()
        case {"type": "connected"}:
            return Greeting()
        case {"type": str(kind)}:
            return UnknownEvent(kind=kind)
    return None


class Purse:
    """Gives out tokens: ``token-1``, and another number for each renewal."""

    def __init__(self, *failures: CabinetError) -> None:
        self.asked: list[bool] = []
        self.number = 1
        self.failures = list(failures)

    async def access(self, *, renew: bool = False) -> str:
        self.asked.append(renew)
        if self.failures:
            raise self.failures.pop(0)
        if renew:
            self.number += 1
        return f"token-{self.number}+/="


class Ear:
    """Remembers events and links, and waits for them."""

    def __init__(self, listener: Listener, clock: HeldClock, purse: Purse) -> None:
        self.listener = listener
        self.clock = clock
        self.purse = purse
        self.events: list[str] = []
        self.links: list[Link] = []
        self.garbage_when_live = 0
        self._heard = asyncio.Event()
        self._task = asyncio.create_task(listener.run(self.on_event, self.on_link))

    @property
    def statuses(self) -> list[LinkStatus]:
        return [link.status for link in self.links]

    def on_event(self, event: Event) -> None:
        self.events.append(event.kind if isinstance(event, UnknownEvent) else type(event).__name__)
        self._heard.set()

    def on_link(self, link: Link) -> None:
        self.links.append(link)
        if link.status is LinkStatus.LIVE:
            self.garbage_when_live = self.listener.garbage
        self._heard.set()

    async def ended(self) -> None:
        """Wait until the listener ends by itself."""
        await self._task

    async def stop(self) -> None:
        """End the listener; what went wrong in it is raised."""
        self._task.cancel()
        await asyncio.wait({self._task})
        if not self._task.cancelled():
            self._task.result()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                self._heard.clear()
                await self._heard.wait()

    async def until_live(self, times: int = 1) -> None:
        await self.until(lambda: self.statuses.count(LinkStatus.LIVE) >= times)

    async def until_event(self, kind: str) -> None:
        await self.until(lambda: kind in self.events)


@asynccontextmanager
async def listening(
    url: str,
    purse: Purse | None = None,
    *,
    chance: float = 0.0,
    proxy: str | None = None,
    decode: Decode = decode,
) -> AsyncIterator[Ear]:
    """While the listener runs."""
    clock = HeldClock()
    purse = purse or Purse()
    listener = Listener(url, purse.access, decode, clock, lambda: chance, proxy)
    ear = Ear(listener, clock, purse)
    try:
        yield ear
    finally:
        await ear.stop()
