"""The referral programme."""

from typing import Protocol

from cabinet_tui.domain.page import Page
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats


class ReferralGateway(Protocol):
    """The referral programme."""

    async def stats(self) -> ReferralStats:
        """The numbers and the link."""
        ...

    async def referrals(self, page: int = 1, per_page: int = 20) -> Page[Referral]:
        """One page of those who came."""
        ...

    async def earnings(self, page: int = 1, per_page: int = 20) -> Page[Earning]:
        """One page of what they brought."""
        ...
