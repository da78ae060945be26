"""The subscription of the account."""

from cabinet_tui.services.gateways import SubscriptionGateway
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.slices import SUBSCRIPTION


class SubscriptionService:
    """Keeps the subscription in the store; known to be None where there is none."""

    def __init__(self, loader: Loader, gateway: SubscriptionGateway) -> None:
        self._loader = loader
        self._gateway = gateway

    async def refresh(self) -> None:
        """Read the subscription."""
        await self._loader.load(SUBSCRIPTION, self._gateway.subscription, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the subscription unless it is fresh."""
        await self._loader.load(SUBSCRIPTION, self._gateway.subscription)
