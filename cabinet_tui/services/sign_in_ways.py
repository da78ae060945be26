"""Which ways in the server offers: read once, and taken to be all of them when it does not say."""

from cabinet_tui.services.gateways.sign_in_ways import SignInWaysGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import EMAIL_SIGN_IN


class SignInWaysService:
    """Keeps in the store what the server says of its ways in."""

    def __init__(self, ground: Ground, gateway: SignInWaysGateway | None) -> None:
        self._loader = ground.loader
        self._gateway = gateway

    async def refresh_if_stale(self) -> None:
        """Read it unless it is fresh; nothing where the server has nothing to say of it."""
        if self._gateway is not None:
            await self._loader.load(EMAIL_SIGN_IN, self._gateway.email_sign_in)
