"""The watched payments of whoever is signed in, as they are kept on this computer.

What cannot be kept is watched all the same: no failure to keep is raised.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.payment_watch import KeptWatch
from cabinet_tui.services.gateways.journal import PaymentBook
from cabinet_tui.services.ground import Ground

_RECALLED_FOR = timedelta(days=3)


class PaymentShelf:
    """Knows whose payments they are."""

    def __init__(self, ground: Ground, book: PaymentBook) -> None:
        self._ground = ground
        self._book = book

    async def keep(self, kept: KeptWatch) -> None:
        """Keep a payment that waits."""
        with suppress(CabinetError):
            await self._book.keep(await self._ground.money.account(), kept)

    async def forget(self, key: PaymentKey) -> None:
        """Keep it no more: it has ended, or nobody wants to see it."""
        with suppress(CabinetError):
            await self._book.forget(await self._ground.money.account(), key)

    async def waiting(self) -> Sequence[KeptWatch]:
        """Those of the last days, newest first; raises CabinetError."""
        since = self._ground.clock.now() - _RECALLED_FOR
        return await self._book.waiting(await self._ground.money.account(), since)
