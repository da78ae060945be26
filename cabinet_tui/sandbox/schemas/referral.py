"""Bodies of /referral."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from cabinet_tui.sandbox.state import Earning, Referral


class Stats(BaseModel):
    """GET /referral/stats."""

    referral_code: str
    referral_link: str
    total_referrals: int
    active_referrals: int
    trial_converted: int
    total_earned_kopeks: int
    total_earned_rubles: float
    available_for_withdrawal_kopeks: int
    available_for_withdrawal_rubles: float
    pending_kopeks: int
    pending_rubles: float


class ReferralBody(BaseModel):
    """One invited person."""

    id: int
    telegram_id: int | None
    username: str | None
    first_name: str
    registered_at: datetime
    has_subscription: bool
    subscription_expires_at: datetime | None
    earned_from_user_kopeks: int
    earned_from_user_rubles: float
    status: str

    @classmethod
    def of(cls, referral: Referral, earned: int, now: datetime) -> Self:
        """The wire form of a referral who brought `earned` kopeks."""
        expires = referral.subscription_expires_at
        return cls(
            id=referral.user_id,
            telegram_id=referral.telegram_id,
            username=referral.username,
            first_name=referral.first_name,
            registered_at=referral.registered_at,
            has_subscription=expires is not None and expires > now,
            subscription_expires_at=expires,
            earned_from_user_kopeks=earned,
            earned_from_user_rubles=earned / 100,
            status=referral.status,
        )


class Referrals(BaseModel):
    """GET /referral/referrals."""

    referrals: list[ReferralBody]
    total: int
    page: int
    per_page: int
    pages: int


class EarningBody(BaseModel):
    """One amount earned."""

    id: int
    referral_user_id: int
    referral_username: str | None
    amount_kopeks: int
    amount_rubles: float
    transaction_type: str
    created_at: datetime

    @classmethod
    def of(cls, earning: Earning) -> Self:
        """The wire form of an earning."""
        return cls(
            id=earning.id,
            referral_user_id=earning.referral_user_id,
            referral_username=earning.referral_username,
            amount_kopeks=earning.amount_kopeks,
            amount_rubles=earning.amount_kopeks / 100,
            transaction_type=earning.transaction_type,
            created_at=earning.created_at,
        )


class Earnings(BaseModel):
    """GET /referral/earnings; the page documents no per_page in it."""

    earnings: list[EarningBody]
    total: int
    page: int
    pages: int
