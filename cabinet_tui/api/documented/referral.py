"""The referral programme: ``/referral``."""

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
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
    each,
    kopeks,
)
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats


class StatsReply(Wire):
    """``GET /referral/stats``."""

    referral_code: Text
    referral_link: Link = ""
    total_referrals: Integer = None
    active_referrals: Integer = None
    trial_converted: Integer = None
    total_earned_kopeks: Integer = None
    total_earned_rubles: Exact = None
    available_for_withdrawal_kopeks: Integer = None
    available_for_withdrawal_rubles: Exact = None
    pending_kopeks: Integer = None
    pending_rubles: Exact = None

    def stats(self) -> ReferralStats:
        """The numbers."""
        return ReferralStats(
            code=self.referral_code,
            link=self.referral_link,
            total=self.total_referrals or 0,
            active=self.active_referrals or 0,
            trial_converted=self.trial_converted,
            earned=kopeks(self.total_earned_kopeks, self.total_earned_rubles),
            available=kopeks(
                self.available_for_withdrawal_kopeks, self.available_for_withdrawal_rubles
            ),
            pending=kopeks(self.pending_kopeks, self.pending_rubles),
        )


class ReferralsReply(Paged):
    """``GET /referral/referrals``."""

    referrals: Items


class ReferralItem(Wire):
    """A person who came by the link."""

    id: Id
    telegram_id: Integer = None
    username: Text = ""
    first_name: Text = ""
    registered_at: Moment = None
    has_subscription: Flag = None
    subscription_expires_at: Moment = None
    earned_from_user_kopeks: Integer = None
    earned_from_user_rubles: Exact = None
    status: Word = ""

    def referral(self) -> Referral:
        """The person."""
        return Referral(
            id=self.id,
            name=self.first_name,
            username=self.username,
            telegram_id=self.telegram_id,
            registered_at=self.registered_at,
            has_subscription=self.has_subscription is True,
            subscription_expires_at=self.subscription_expires_at,
            earned=kopeks(self.earned_from_user_kopeks, self.earned_from_user_rubles),
            status=self.status,
        )


class EarningsReply(Paged):
    """``GET /referral/earnings``."""

    earnings: Items


class EarningItem(Wire):
    """Money earned through a referral."""

    id: Id
    referral_user_id: Integer = None
    referral_username: Text = ""
    amount_kopeks: Integer = None
    amount_rubles: Exact = None
    transaction_type: Word = ""
    created_at: Moment = None

    def earning(self) -> Earning | None:
        """The earning, None when it says no amount."""
        amount = kopeks(self.amount_kopeks, self.amount_rubles)
        if amount is None:
            return None
        return Earning(
            id=self.id,
            amount=amount,
            reason=self.transaction_type,
            referral_id=self.referral_user_id,
            referral_name=self.referral_username,
            created_at=self.created_at,
        )


class DocumentedReferral:
    """Satisfies ``services.gateways.ReferralGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def stats(self) -> ReferralStats:
        """The numbers and the link."""
        reply = await self._client.ask(Call("GET", "/referral/stats"), StatsReply)
        return reply.stats()

    async def referrals(self, page: int = 1, per_page: int = 20) -> Page[Referral]:
        """One page of those who came."""
        call = Call("GET", "/referral/referrals", query={"page": page, "per_page": per_page})
        reply = await self._client.ask(call, ReferralsReply)
        items = [item.referral() for item in each(ReferralItem, reply.referrals)]
        return reply.as_page(items, sent=len(reply.referrals), asked=page, size=per_page)

    async def earnings(self, page: int = 1, per_page: int = 20) -> Page[Earning]:
        """One page of what they brought."""
        call = Call("GET", "/referral/earnings", query={"page": page, "per_page": per_page})
        reply = await self._client.ask(call, EarningsReply)
        found = (item.earning() for item in each(EarningItem, reply.earnings))
        items = [item for item in found if item is not None]
        return reply.as_page(items, sent=len(reply.earnings), asked=page, size=per_page)
