"""Bodies of /referral."""

from collections.abc import Mapping
from datetime import datetime
from typing import Self

from pydantic import BaseModel

from cabinet_tui.sandbox.state import Account, Earning, Referral

REASONS: Mapping[str, str] = {
    "top_up": "referral_commission_topup",
    "subscription_purchase": "referral_commission",
}


class ReferralInfo(BaseModel):
    """GET /referral."""

    referral_code: str
    referral_link: str
    bot_referral_link: str
    total_referrals: int
    active_referrals: int
    total_earnings_kopeks: int
    total_earnings_rubles: float
    commission_percent: int
    available_balance_kopeks: int
    available_balance_rubles: float
    withdrawn_kopeks: int


class ReferralBody(BaseModel):
    """A person who came."""

    id: int
    username: str | None
    first_name: str | None
    created_at: datetime
    has_subscription: bool
    has_paid: bool

    @classmethod
    def of(cls, referral: Referral, now: datetime) -> Self:
        """The body of a referral at a moment."""
        until = referral.subscription_expires_at
        return cls(
            id=referral.user_id,
            username=referral.username,
            first_name=referral.first_name or None,
            created_at=referral.registered_at,
            has_subscription=until is not None and until > now,
            has_paid=referral.status in {"active", "expired"},
        )


class Referrals(BaseModel):
    """A page of people who came."""

    items: list[ReferralBody]
    total: int
    page: int
    per_page: int
    pages: int


class EarningBody(BaseModel):
    """Money earned."""

    id: int
    amount_kopeks: int
    amount_rubles: float
    reason: str
    referral_username: str | None
    referral_first_name: str | None
    campaign_name: str | None
    created_at: datetime

    @classmethod
    def of(cls, earning: Earning, account: Account) -> Self:
        """The body of an earning of an account."""
        who = next((r for r in account.referrals if r.user_id == earning.referral_user_id), None)
        return cls(
            id=earning.id,
            amount_kopeks=earning.amount_kopeks,
            amount_rubles=earning.amount_kopeks / 100,
            reason=REASONS.get(earning.transaction_type, earning.transaction_type),
            referral_username=earning.referral_username,
            referral_first_name=who.first_name if who else None,
            campaign_name=None,
            created_at=earning.created_at,
        )


class Earnings(BaseModel):
    """A page of money earned, with the sum of all."""

    items: list[EarningBody]
    total: int
    total_amount_kopeks: int
    total_amount_rubles: float
    page: int
    per_page: int
    pages: int


class Terms(BaseModel):
    """GET /referral/terms."""

    is_enabled: bool
    commission_percent: int
    first_payment_commission_percent: int | None
    recurring_commission_tiers: str
    minimum_topup_kopeks: int
    minimum_topup_rubles: float
    first_topup_bonus_kopeks: int
    first_topup_bonus_rubles: float
    inviter_bonus_kopeks: int
    inviter_bonus_rubles: float
    max_commission_payments: int
    partner_section_visible: bool
