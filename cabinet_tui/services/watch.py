"""Keeps the state up to date by itself: pushes while the link is live, polling while it is not,
and a slow look round beside the pushes of a server that does not tell everything."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.link import Link, LinkStatus
from cabinet_tui.domain.urgency import background
from cabinet_tui.services.blocks import BlocksService
from cabinet_tui.services.consequences import AFTER_MONEY
from cabinet_tui.services.gateways import RealtimeListener
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.intents import IntentsService
from cabinet_tui.services.journal import JournalService
from cabinet_tui.services.parts import BALANCE, TICKETS
from cabinet_tui.services.router import EventRouter
from cabinet_tui.store.state import AppState

POLL_EVERY = 60.0


class Watch:
    """Follows the session: watches while somebody is signed in, anew for each sign-in."""

    def __init__(
        self,
        ground: Ground,
        listener: RealtimeListener,
        router: EventRouter,
        intents: IntentsService,
        blocks: BlocksService,
        journal: JournalService,
    ) -> None:
        self._store = ground.store
        self._clock = ground.clock
        self._rereads = ground.rereads
        self._listener = listener
        self.router = router
        self._intents = intents
        self._blocks = blocks
        self._journal = journal
        self._link = Link()
        self._polled: LinkStatus | None = None
        self._was_live = False
        self._down = asyncio.Event()

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            await self._until(lambda state: state.session.signed_in is True)
            await self._watch_session()

    async def _watch_session(self) -> None:
        serial = self._store.state.session.serial
        self._was_live = False
        self._forget_link()
        jobs: tuple[Coroutine[None, None, None], ...] = (
            self.router.run(),
            self._listen(),
            self._poll(),
            self._look_round(),
            self._intents.run(),
            self._blocks.run(),
            self._journal.run(),
        )
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(job) for job in jobs]
                await self._until(
                    lambda state: not state.session.signed_in or state.session.serial != serial
                )
                for task in tasks:
                    task.cancel()
        finally:
            self._forget_link()

    async def _listen(self) -> None:
        await self._listener.run(self.router.handle, self._set_link)
        self._set_link(Link(LinkStatus.OFFLINE))

    async def _poll(self) -> None:
        while True:
            await self._down.wait()
            await self._clock.sleep(POLL_EVERY)
            if self._down.is_set():
                with background():
                    await self._rereads.now(BALANCE, TICKETS)
                state = self._store.state
                failed = state.balance.error is not None and state.tickets.error is not None
                self._polled = LinkStatus.OFFLINE if failed else LinkStatus.POLLING
                self._set_link(self._link)

    async def _look_round(self) -> None:
        """Look slowly while the link is live too, where not everything is told.

        Money that has moved unheard may have paid for something.
        """
        while True:
            await self._clock.sleep(POLL_EVERY)
            state = self._store.state
            is_told = Capability.RELIABLE_PUSHES in state.capabilities
            if is_told or self._link.status is not LinkStatus.LIVE:
                continue
            before = state.balance.value
            with background():
                await self._rereads.wanted(BALANCE, TICKETS)
            if before is not None and self._store.state.balance.value != before:
                self.router.suspect(*AFTER_MONEY)

    def _set_link(self, link: Link) -> None:
        """What the listener says of the link; once polled, the polls say how news reach us."""
        came_alive = link.status is LinkStatus.LIVE and self._link.status is not LinkStatus.LIVE
        self._link = link
        if link.status is LinkStatus.LIVE:
            self._down.clear()
            self._polled = None
        else:
            self._down.set()
        shown = replace(link, status=self._polled) if self._polled else link
        self._store.update(lambda state: replace(state, link=shown))
        if came_alive:
            self._after_gap()

    def _forget_link(self) -> None:
        self._polled = None
        self._set_link(Link())

    def _after_gap(self) -> None:
        if self._was_live:
            self.router.resync()
        else:
            self.router.catch_up()
        self._was_live = True

    async def _until(self, holds: Callable[[AppState], bool]) -> None:
        if holds(self._store.state):
            return
        reached = asyncio.Event()

        def look(state: AppState) -> None:
            if holds(state):
                reached.set()

        unsubscribe = self._store.subscribe(look)
        try:
            await reached.wait()
        finally:
            unsubscribe()
