"""How each part of the state is read again, known in one place to whoever changes something."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

from cabinet_tui.services.slices import Part
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store

Read = Callable[[], Awaitable[None]]


class Rereads:
    """The reads of all services by the part they read; no failure of a read is raised."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._reads: dict[Part, Read] = {}
        self._if_stale: dict[Part, Read] = {}
        self._families: list[Callable[[AppState], Iterator[tuple[Part, Read]]]] = []

    def register(self, part: Part, read: Read, if_stale: Read) -> None:
        """This is how the part is read again, and how it is when it is not fresh."""
        self._reads[part] = read
        self._if_stale[part] = if_stale

    def register_family(self, family: Callable[[AppState], Iterator[tuple[Part, Read]]]) -> None:
        """Parts that come and go with the state, and how each is read again."""
        self._families.append(family)

    def known(self) -> dict[Part, Read]:
        """Every part there is now."""
        reads = dict(self._reads)
        for family in self._families:
            reads.update(family(self._store.state))
        return reads

    async def now(self, *parts: Part) -> None:
        """Read these parts, together, whatever is known of them; nothing once signed out."""
        if self._store.state.session.signed_in is False:
            return
        known = self.known()
        await asyncio.gather(*(known[part]() for part in parts))

    async def if_stale(self, *parts: Part) -> None:
        """Read those of these parts that are not fresh."""
        await asyncio.gather(*(self._if_stale[part]() for part in parts))

    async def wanted(self, *parts: Part) -> None:
        """Read those of these parts that somebody asked for; the others need not be new."""
        state = self._store.state
        await self.now(*(part for part in parts if part.wanted(state)))

    def outdate(self, *parts: Part) -> None:
        """Mark these parts as changed on the server: they are read at the next look."""
        for part in parts:
            self._store.update(part.outdated)
