"""Reads from the server into the store: shared, superseded and given up in an orderly way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.errors import CabinetError, HeldBack
from cabinet_tui.domain.urgency import Urgency, urgency
from cabinet_tui.services.slices import Part, Slice
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.store import Change, Store

T = TypeVar("T")


class _Read:
    """One read on its way, and how many wait for it."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.urgency = urgency()
        self.waiting = 0
        self.task: asyncio.Task[None] | None = None


class Loader:
    """Reads parts of the state. The latest call wins; a failure becomes state, a bug is raised.

    A read lives as long as somebody waits for it. When the latest one is given up, the one
    before it, if still on its way, counts again.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._reads: dict[str, list[_Read]] = {}

    async def load(
        self, part: Slice[T], fetch: Callable[[], Awaitable[T | None]], *, force: bool = False
    ) -> None:
        """Read a value, unless it is fresh; with ``force`` whatever we have."""

        async def answer() -> Change:
            value = await fetch()
            now = self._clock.now()
            return part.change(lambda remote: remote.loaded(value, now))

        await self.apply(part, answer, force=force)

    async def apply(
        self,
        part: Slice[T],
        answer: Callable[[], Awaitable[Change]],
        *,
        key: str = "",
        force: bool = False,
    ) -> None:
        """Read what ``answer`` returns as a change of the state that ends the loading of ``part``.

        ``key`` says what is read: without ``force`` a read of the same under way is shared.
        """
        read = None if force else self._shared(part, key)
        if read is None:
            if not force and self._is_fresh(part):
                return
            read = self._begin(part, answer, key)
        await self._wait(part, read)

    def drop(self, part: Part) -> None:
        """Give up every read of this part; who waits for one goes on without."""
        for read in self._reads.pop(part.name, []):
            if read.task is not None:
                read.task.cancel()
        self._store.update(part.dropped)

    def _is_fresh(self, part: Slice[T]) -> bool:
        remote = part.get(self._store.state)
        return remote.error is None and remote.is_fresh(self._clock.now(), part.ttl)

    def _shared(self, part: Slice[T], key: str) -> _Read | None:
        """The latest read, if it is of the same and as urgent as this one would be."""
        reads = self._reads.get(part.name)
        if not reads or reads[-1].key != key:
            return None
        return reads[-1] if reads[-1].urgency >= urgency() else None

    def _begin(self, part: Slice[T], answer: Callable[[], Awaitable[Change]], key: str) -> _Read:
        read = _Read(key)
        self._reads.setdefault(part.name, []).append(read)
        self._store.update(part.change(Remote.begun))
        read.task = asyncio.create_task(self._run(part, read, answer), name=f"read {part.name}")
        return read

    async def _run(
        self, part: Slice[T], read: _Read, answer: Callable[[], Awaitable[Change]]
    ) -> None:
        try:
            change = await self._outcome(part, answer)
            if self._reads.get(part.name, [])[-1:] == [read]:
                self._reads.pop(part.name)
                self._store.update(change)
        finally:
            self._forget(part, read)

    async def _outcome(self, part: Slice[T], answer: Callable[[], Awaitable[Change]]) -> Change:
        try:
            return await answer()
        except CabinetError as failure:
            if isinstance(failure, HeldBack) and urgency() is Urgency.BACKGROUND:
                # Nobody asked for it: it gives way, and that is no news to anybody.
                return part.dropped
            error = failure
            return part.change(lambda remote: remote.failed(error))

    async def _wait(self, part: Slice[T], read: _Read) -> None:
        task = read.task
        if task is None:
            return
        read.waiting += 1
        try:
            await asyncio.wait({task})
        finally:
            read.waiting -= 1
            if not read.waiting and not task.done():
                task.cancel()
                self._forget(part, read)
        if not task.cancelled():
            task.result()

    def _forget(self, part: Part, read: _Read) -> None:
        reads = self._reads.get(part.name, [])
        if read in reads:
            reads.remove(read)
            if not reads:
                self._reads.pop(part.name)
                self._store.update(part.dropped)
