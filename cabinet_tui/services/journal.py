"""The journal of what moves money as a person sees it: what is not known yet, and all there was."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.money_request import Entry
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.payments import PaymentsService
from cabinet_tui.store.state import AppState

_FIRST, _LONGEST = 30.0, 600.0
"""Seconds between looks at what is not known; each time twice as long."""
_SHOWN = 200


class JournalService:
    """Keeps what is open in the store. ``run`` looks at it by itself while somebody is signed in.

    Open is what has no known end, and what was found out and nobody was told yet.
    """

    def __init__(self, ground: Ground, payments: PaymentsService) -> None:
        self._ground = ground
        self._payments = payments

    async def entries(self) -> Sequence[Entry]:
        """The newest lines of the journal, newest first. Raises CabinetError."""
        money = self._ground.money
        return await money.journal.newest(await money.account(), self._ground.clock.now(), _SHOWN)

    async def reconcile(self) -> None:
        """See what became of requests without a known end; what cannot be seen stays open.

        Raises NotKept, and CabinetError when it is not known whose they are.
        """
        money, serial = self._ground.money, self._ground.serial
        account = await money.account()
        for entry in await money.open_ones(account):
            if entry.is_open and not entry.is_held:
                await money.settle(entry)
                if not self._ground.is_still(serial):
                    return
        await money.show(account)

    async def told(self, entries: Sequence[Entry]) -> None:
        """A person was told of these. Raises CabinetError."""
        money = self._ground.money
        account = await money.account()
        await money.journal.told(account, [entry.id for entry in entries if not entry.is_open])
        await money.show(account)

    async def dismiss(self, entry_id: int) -> bool:
        """Put one away without knowing: the person has looked, or does not mind.

        False when it is none without a known end. Raises CabinetError.
        """
        money = self._ground.money
        account = await money.account()
        done = await money.journal.dismiss(account, entry_id, self._ground.clock.now())
        await money.show(account)
        return done

    async def run(self) -> None:
        """Take up what an earlier program left behind, and look at it until it is known."""
        with suppress(CabinetError):
            await self._payments.recall()
        pause = _FIRST
        while True:
            with suppress(CabinetError):
                await self.reconcile()
            if not _is_open(self._ground.state):
                pause = _FIRST
                await self._until_open()
            await self._ground.clock.sleep(pause)
            pause = min(2 * pause, _LONGEST)

    async def _until_open(self) -> None:
        opened = asyncio.Event()

        def look(state: AppState) -> None:
            if _is_open(state):
                opened.set()

        unsubscribe = self._ground.store.subscribe(look)
        try:
            await opened.wait()
        finally:
            unsubscribe()


def _is_open(state: AppState) -> bool:
    return any(entry.is_open for entry in state.open_money)
