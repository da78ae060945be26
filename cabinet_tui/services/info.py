"""What the service says of itself; needs no session."""

import asyncio

from cabinet_tui.services.gateways import InfoGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import BRANDING, INFO


class InfoService:
    """Keeps the branding and the contacts of the service in the store."""

    def __init__(self, ground: Ground, gateway: InfoGateway) -> None:
        self._loader = ground.loader
        self._gateway = gateway

    async def refresh(self) -> None:
        """Read both."""
        await self._load(force=True)

    async def refresh_if_stale(self) -> None:
        """Read what is not fresh."""
        await self._load(force=False)

    async def _load(self, *, force: bool) -> None:
        await asyncio.gather(
            self._loader.load(BRANDING, self._gateway.branding, force=force),
            self._loader.load(INFO, self._gateway.info, force=force),
        )
