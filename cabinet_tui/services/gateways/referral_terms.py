"""What the referral programme promises."""

from typing import Protocol

from cabinet_tui.domain.referral_terms import ReferralTerms


class ReferralTermsGateway(Protocol):
    """The terms, which need no session."""

    async def terms(self) -> ReferralTerms:
        """The terms as they are now."""
        ...
