"""What the referral programme promises."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Integer, Wire, kopeks
from cabinet_tui.domain.referral_terms import ReferralTerms


class TermsReply(Wire):
    """``GET /referral/terms``; 0 payments is no limit."""

    is_enabled: Flag
    commission_percent: Integer = None
    first_payment_commission_percent: Integer = None
    minimum_topup_kopeks: Integer = None
    first_topup_bonus_kopeks: Integer = None
    inviter_bonus_kopeks: Integer = None
    max_commission_payments: Integer = None

    def terms(self) -> ReferralTerms:
        """The terms in the domain's words."""
        return ReferralTerms(
            is_open=self.is_enabled is not False,
            percent=self.commission_percent or 0,
            first_percent=self.first_payment_commission_percent,
            least_top_up=kopeks(self.minimum_topup_kopeks, None),
            bonus_for_them=kopeks(self.first_topup_bonus_kopeks, None),
            bonus_for_you=kopeks(self.inviter_bonus_kopeks, None),
            most_payments=self.max_commission_payments or None,
        )


class BedolagaReferralTerms:
    """Satisfies ``services.gateways.referral_terms.ReferralTermsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def terms(self) -> ReferralTerms:
        """The terms as they are now."""
        reply = await self._client.ask(Call("GET", "/referral/terms", public=True), TermsReply)
        return reply.terms()
