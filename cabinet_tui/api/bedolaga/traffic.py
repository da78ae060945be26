"""More traffic, and counting it anew."""

import re
from collections.abc import Sequence

from cabinet_tui.api.bedolaga.bare import bare
from cabinet_tui.api.bedolaga.devices import of
from cabinet_tui.api.bedolaga.traffic_wire import CountReply, PackageItem, PaidReply
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import NotFound, Rejected
from cabinet_tui.domain.refusals import NotOffered
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.traffic import TrafficCount, TrafficPackage, TrafficRequest

_NOT_SOLD = re.compile(r"traffic package .* is not available", re.IGNORECASE)


class BedolagaTraffic:
    """Satisfies ``services.gateways.traffic.TrafficGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def packages(self, subscription_id: int | None = None) -> Sequence[TrafficPackage]:
        """What is sold; none where the traffic is not limited, or without a subscription."""
        call = Call("GET", "/subscription/traffic-packages", query=of(subscription_id))
        try:
            items = await bare(self._client, call)
        except NotFound:
            return ()
        found = (item.package() for item in each(PackageItem, items))
        return tuple(package for package in found if package is not None)

    async def buy_traffic(self, request: TrafficRequest) -> Receipt:
        """Buy a package; BalanceTooLow when the money is short, NotOffered when it is not sold."""
        call = Call(
            "POST",
            "/subscription/traffic",
            query=of(request.subscription_id),
            body={"gb": request.gb},
            rate=RateClass.PAYMENT,
        )
        try:
            return (await self._client.ask(call, PaidReply)).receipt()
        except Rejected as error:
            if _NOT_SOLD.search(error.detail):
                raise NotOffered from None
            raise

    async def count_again(self, subscription_id: int | None = None) -> TrafficCount:
        """Have the traffic counted now; RateLimited when that was asked too soon."""
        call = Call(
            "POST",
            "/subscription/refresh-traffic",
            query=of(subscription_id),
            repeatable=True,
            route="refresh-traffic",
        )
        return (await self._client.ask(call, CountReply)).count()
