"""Payments that wait for their payer."""

from cabinet_tui.domain.balance import Payment
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.slices import PENDING


class PaymentsService:
    """Keeps the pending payments in the store."""

    def __init__(self, loader: Loader, gateway: BalanceGateway) -> None:
        self._loader = loader
        self._gateway = gateway

    async def refresh(self) -> None:
        """Read the pending payments."""
        await self._loader.load(PENDING, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the pending payments unless they are fresh."""
        await self._loader.load(PENDING, self._fetch)

    async def _fetch(self) -> tuple[Payment, ...]:
        return tuple(await self._gateway.pending_payments())
