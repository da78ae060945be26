"""Blocks and outages: learned from any request that meets one, looked after, and lifted."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from cabinet_tui.domain.block import Outage, block_of
from cabinet_tui.domain.errors import (
    CabinetError,
    OutcomeUnknown,
    Rejected,
    ServerFailure,
    Unreachable,
)
from cabinet_tui.domain.urgency import background
from cabinet_tui.services.gateways import SessionGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.last_known import kept_since

if TYPE_CHECKING:
    from datetime import datetime

PROBE_EVERY = 30.0
RECOVERY = (5.0, 10.0, 20.0, 30.0)
COOL_DOWN = 5.0
_GATEWAY_LOST = (502, 503, 504)


class BlocksService:
    """Hears how every request fares. ``run`` must be running for a block to lift by itself.

    A block is lifted by a look that succeeds, an outage by any answer. An outage is one only
    when a second try, some seconds later, gets no answer either.
    """

    def __init__(self, ground: Ground, gateway: SessionGateway) -> None:
        self._store = ground.store
        self._clock = ground.clock
        self._rereads = ground.rereads
        self._gateway = gateway
        self._known_at: datetime | None = None
        self._is_lost = False
        self._looked_at: float | None = None
        self._trouble = asyncio.Event()

    def answered(self, *, of_account: bool = True) -> None:
        """A request succeeded; ``of_account`` when it was one of somebody who is signed in."""
        if of_account:
            self._known_at = self._clock.now()
        self._reached()

    def failed(self, error: CabinetError) -> None:
        """A request failed."""
        block = block_of(error)
        if block is not None:
            self._reached()
            dated = replace(block, looked_at=self._clock.now(), known_at=self._of_when)
            self._store.update(lambda state: replace(state, block=dated))
            self._trouble.set()
        elif _is_lost(error):
            self._is_lost = True
            self._trouble.set()
        elif isinstance(error, Rejected | ServerFailure):
            self._reached()

    async def look(self) -> bool:
        """See whether it is over; False, and nothing is sent, right after the last look."""
        now = self._clock.monotonic()
        if self._looked_at is not None and now - self._looked_at < COOL_DOWN:
            return False
        self._looked_at = now
        was_lost = self._is_lost
        try:
            await self._gateway.me()
        except CabinetError as error:
            self.failed(error)
            if was_lost and _is_lost(error):
                outage = Outage(self._of_when)
                self._store.update(lambda state: replace(state, outage=outage))
        else:
            self.answered()
            await self._lift()
        return True

    async def run(self) -> None:
        """Look after blocks and outages until cancelled; they end with that."""
        try:
            while True:
                await self._trouble.wait()
                self._trouble.clear()
                await self._attend()
        finally:
            self._is_lost = False
            self._store.update(lambda state: replace(state, block=None, outage=None))

    async def _attend(self) -> None:
        tries = 0
        while self._is_in_trouble:
            blocked = self._store.state.block is not None
            pause = PROBE_EVERY if blocked else RECOVERY[min(tries, len(RECOVERY) - 1)]
            await self._clock.sleep(pause)
            tries += 1
            if self._is_in_trouble:
                with background():
                    await self.look()

    @property
    def _is_in_trouble(self) -> bool:
        return self._is_lost or self._store.state.block is not None

    @property
    def _of_when(self) -> "datetime | None":
        """Of when what is shown is: of the last answer, else of an earlier run."""
        return self._known_at or kept_since(self._store.state)

    def _reached(self) -> None:
        """The server answered, whatever it said."""
        self._is_lost = False
        if self._store.state.outage is not None:
            self._store.update(lambda state: replace(state, outage=None))
            self._rereads.outdate(*self._rereads.known())

    async def _lift(self) -> None:
        """There is no block any more: everything that somebody asked for is read again."""
        if self._store.state.block is None:
            return
        self._store.update(lambda state: replace(state, block=None))
        await self._rereads.wanted(*self._rereads.known())


def _is_lost(error: CabinetError) -> bool:
    """Whether no answer came from the server itself."""
    if isinstance(error, ServerFailure):
        return error.status in _GATEWAY_LOST
    return isinstance(error, Unreachable | OutcomeUnknown)
