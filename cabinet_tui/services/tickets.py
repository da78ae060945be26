"""The tickets of the account."""

from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.services.gateways import TicketsGateway
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.slices import TICKETS


class TicketsService:
    """Keeps the tickets in the store, in the server's order."""

    def __init__(self, loader: Loader, gateway: TicketsGateway) -> None:
        self._loader = loader
        self._gateway = gateway

    async def refresh(self) -> None:
        """Read the tickets."""
        await self._loader.load(TICKETS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the tickets unless they are fresh."""
        await self._loader.load(TICKETS, self._fetch)

    async def _fetch(self) -> tuple[Ticket, ...]:
        return tuple(await self._gateway.tickets())
