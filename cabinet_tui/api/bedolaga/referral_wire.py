"""The answers of ``/referral``, and what they mean."""

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.wire import (
    Exact,
    Flag,
    Id,
    Integer,
    Items,
    Link,
    Moment,
    Text,
    Wire,
    Word,
    kopeks,
)
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats

_STATUS = {True: "paid", False: "registered"}


class StatsReply(Wire):
    """``GET /referral``."""

    referral_code: Text
    referral_link: Link = ""
    bot_referral_link: Link = ""
    total_referrals: Integer = None
    active_referrals: Integer = None
    total_earnings_kopeks: Integer = None
    total_earnings_rubles: Exact = None
    available_balance_kopeks: Integer = None
    available_balance_rubles: Exact = None
    withdrawn_kopeks: Integer = None
    commission_percent: Integer = None

    def stats(self) -> ReferralStats:
        """The numbers; the bot's link where there is no other."""
        return ReferralStats(
            code=self.referral_code,
            link=self.referral_link or self.bot_referral_link,
            total=self.total_referrals or 0,
            active=self.active_referrals or 0,
            earned=kopeks(self.total_earnings_kopeks, self.total_earnings_rubles),
            available=kopeks(self.available_balance_kopeks, self.available_balance_rubles),
            bot_link=self.bot_referral_link if self.referral_link else "",
            withdrawn=kopeks(self.withdrawn_kopeks, None),
            commission_percent=self.commission_percent,
        )


class ReferralsReply(Paged):
    """``GET /referral/list``."""

    items: Items


class ReferralItem(Wire):
    """A person who came by the link."""

    id: Id
    username: Text = ""
    first_name: Text = ""
    created_at: Moment = None
    has_subscription: Flag = None
    has_paid: Flag = None

    def referral(self) -> Referral:
        """The person."""
        return Referral(
            id=self.id,
            name=self.first_name,
            username=self.username,
            registered_at=self.created_at,
            has_subscription=self.has_subscription is True,
            status="" if self.has_paid is None else _STATUS[self.has_paid],
        )


class EarningsReply(Paged):
    """``GET /referral/earnings``."""

    items: Items


class EarningItem(Wire):
    """Money earned through a referral."""

    id: Id
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    reason: Word = ""
    referral_username: Text = ""
    referral_first_name: Text = ""
    campaign_name: Text = ""
    created_at: Moment = None

    def earning(self) -> Earning | None:
        """The earning, None when it says no amount."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        if amount is None:
            return None
        return Earning(
            id=self.id,
            amount=amount,
            reason=self.reason,
            referral_name=self.referral_username,
            first_name=self.referral_first_name,
            campaign=self.campaign_name,
            created_at=self.created_at,
        )
