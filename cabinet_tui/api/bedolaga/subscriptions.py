"""Several subscriptions: ``/subscriptions``."""

from cabinet_tui.api.bedolaga.subscription_wire import SubscriptionData
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, MaybeItems, Wire, each
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.subscriptions import Subscriptions


class ListReply(Wire):
    """``GET /subscriptions``."""

    subscriptions: MaybeItems = ()
    multi_tariff_enabled: Flag = None


class BedolagaSubscriptions:
    """Satisfies ``services.gateways.subscriptions.SubscriptionsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def subscriptions(self) -> Subscriptions:
        """All there are, in the server's order; a server without the list has one at most."""
        try:
            reply = await self._client.ask(Call("GET", "/subscriptions"), ListReply)
        except NotFound:
            return Subscriptions()
        held = tuple(item.subscription() for item in each(SubscriptionData, reply.subscriptions))
        return Subscriptions(held, may_be_several=reply.multi_tariff_enabled is True)

    async def remove(self, subscription_id: int) -> None:
        """Remove one that is over; Rejected while it runs, NotFound when there is none."""
        await self._client.send(Call("DELETE", f"/subscriptions/{subscription_id}"))
