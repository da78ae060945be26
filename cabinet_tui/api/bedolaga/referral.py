"""The referral programme: ``/referral``."""

from cabinet_tui.api.bedolaga.referral_wire import (
    EarningItem,
    EarningsReply,
    ReferralItem,
    ReferralsReply,
    StatsReply,
)
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import each
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats

_MOST_PER_PAGE = 100


class BedolagaReferral:
    """Satisfies ``services.gateways.ReferralGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def stats(self) -> ReferralStats:
        """The numbers and the link."""
        reply = await self._client.ask(Call("GET", "/referral"), StatsReply)
        return reply.stats()

    async def referrals(self, page: int = 1, per_page: int = 20) -> Page[Referral]:
        """One page of those who came."""
        size = _size(per_page)
        call = Call("GET", "/referral/list", query={"page": page, "per_page": size})
        reply = await self._client.ask(call, ReferralsReply)
        items = [item.referral() for item in each(ReferralItem, reply.items)]
        return reply.as_page(items, sent=len(reply.items), asked=page, size=size)

    async def earnings(self, page: int = 1, per_page: int = 20) -> Page[Earning]:
        """One page of what they brought."""
        size = _size(per_page)
        call = Call("GET", "/referral/earnings", query={"page": page, "per_page": size})
        reply = await self._client.ask(call, EarningsReply)
        found = (item.earning() for item in each(EarningItem, reply.items))
        items = [item for item in found if item is not None]
        return reply.as_page(items, sent=len(reply.items), asked=page, size=size)


def _size(per_page: int) -> int:
    return min(max(1, per_page), _MOST_PER_PAGE)
