"""The terms of the referral programme."""

from cabinet_tui.domain.referral_terms import ReferralTerms
from cabinet_tui.services.gateways.referral_terms import ReferralTermsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import REFERRAL_TERMS


class ReferralTermsService:
    """Keeps the terms in the store. All meet NotSupported where the server tells none."""

    def __init__(self, ground: Ground, gateway: ReferralTermsGateway | None) -> None:
        self._ground = ground
        self._gateway = gateway
        ground.rereads.register(REFERRAL_TERMS, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the terms."""
        await self._ground.loader.load(REFERRAL_TERMS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the terms unless they are fresh."""
        await self._ground.loader.load(REFERRAL_TERMS, self._fetch)

    async def _fetch(self) -> ReferralTerms:
        return await offered(self._gateway).terms()
