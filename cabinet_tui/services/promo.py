"""Promo codes."""

from cabinet_tui.domain.codes import promo_code
from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import (
    BALANCE,
    HISTORY,
    RENEWAL_OPTIONS,
    SUBSCRIPTION,
    TARIFFS,
    TRIAL,
)


class PromoService:
    """Redeems codes, and has read again what they may change."""

    def __init__(self, ground: Ground, gateway: BalanceGateway) -> None:
        self._ground = ground
        self._gateway = gateway

    async def redeem(self, code: str) -> PromoResult:
        """Redeem a code; balance, history and subscription are read again.

        Raises BadCode, Busy and CabinetError. No code works twice, so one whose answer never came
        may be tried again.
        """
        bare = promo_code(code)
        with self._ground.writes.alone("promo"):
            try:
                result = await self._gateway.activate_promo(bare)
            except (OutcomeUnknown, NotACabinet):
                await self._reread()
                raise
            await self._reread()
            return result

    async def _reread(self) -> None:
        # A code may be a discount as well.
        self._ground.rereads.outdate(TARIFFS, RENEWAL_OPTIONS, TRIAL)
        await self._ground.rereads.now(BALANCE, HISTORY, SUBSCRIPTION)
