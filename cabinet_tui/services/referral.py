"""The referral programme: its numbers, who came and what they brought."""

from cabinet_tui.domain.page import Page
from cabinet_tui.domain.referral import Earning, Referral
from cabinet_tui.services.gateways import ReferralGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.paging import PER_PAGE, Paging
from cabinet_tui.services.parts import EARNINGS, REFERRAL_STATS, REFERRALS


class ReferralService:
    """Keeps the referral programme in the store, its two lists page after page."""

    def __init__(self, ground: Ground, gateway: ReferralGateway) -> None:
        self._loader = ground.loader
        self._gateway = gateway
        self._referrals = Paging(ground, REFERRALS, self._page_of_referrals)
        self._earnings = Paging(ground, EARNINGS, self._page_of_earnings)
        rereads = ground.rereads
        rereads.register(REFERRAL_STATS, self.refresh, self.refresh_if_stale)
        rereads.register(REFERRALS, self.refresh_referrals, self.refresh_referrals_if_stale)
        rereads.register(EARNINGS, self.refresh_earnings, self.refresh_earnings_if_stale)

    async def refresh(self) -> None:
        """Read the numbers and the link."""
        await self._loader.load(REFERRAL_STATS, self._gateway.stats, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the numbers and the link unless they are fresh."""
        await self._loader.load(REFERRAL_STATS, self._gateway.stats)

    async def refresh_referrals(self) -> None:
        """Read the newest referrals; older ones that were loaded and still follow on stay."""
        await self._referrals.refresh()

    async def refresh_referrals_if_stale(self) -> None:
        """Read the newest referrals unless they are fresh."""
        await self._referrals.refresh_if_stale()

    async def load_more_referrals(self) -> None:
        """Append the next page; does nothing while one is read or when there is no more."""
        await self._referrals.load_more()

    async def refresh_earnings(self) -> None:
        """Read the newest earnings; older ones that were loaded and still follow on stay."""
        await self._earnings.refresh()

    async def refresh_earnings_if_stale(self) -> None:
        """Read the newest earnings unless they are fresh."""
        await self._earnings.refresh_if_stale()

    async def load_more_earnings(self) -> None:
        """Append the next page; does nothing while one is read or when there is no more."""
        await self._earnings.load_more()

    async def referrals_page(self, number: int, per_page: int) -> Page[Referral]:
        """One page of referrals past the store, as a command prints it; raises CabinetError."""
        return await self._gateway.referrals(number, per_page)

    async def earnings_page(self, number: int, per_page: int) -> Page[Earning]:
        """One page of earnings past the store, as a command prints it; raises CabinetError."""
        return await self._gateway.earnings(number, per_page)

    async def _page_of_referrals(self, number: int) -> Page[Referral]:
        return await self._gateway.referrals(number, PER_PAGE)

    async def _page_of_earnings(self, number: int) -> Page[Earning]:
        return await self._gateway.earnings(number, PER_PAGE)
