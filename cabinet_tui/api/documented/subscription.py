"""The subscription, the tariffs and everything that costs money there: ``/subscription``."""

from collections.abc import Sequence

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.documented.offers_wire import (
    AutopayReply,
    OptionItem,
    OptionsReply,
    ReceiptReply,
    TariffItem,
    TariffsReply,
    TrialReply,
)
from cabinet_tui.api.documented.subscription_wire import StatusReply, SubscriptionReply
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)


class DocumentedSubscription:
    """Satisfies ``services.gateways.SubscriptionGateway``; an account has one subscription here."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def subscription(self, subscription_id: int | None = None) -> Subscription | None:
        """The subscription, None when there is none."""
        del subscription_id
        try:
            reply = await self._client.ask(Call("GET", "/subscription"), SubscriptionReply)
        except NotFound:
            return None
        return reply.subscription(self._client.transport.server_now())

    async def summary(self, subscription_id: int | None = None) -> SubscriptionSummary:
        """The short status."""
        del subscription_id
        reply = await self._client.ask(Call("GET", "/subscription/status"), StatusReply)
        return reply.summary()

    async def trial_offer(self) -> TrialOffer:
        """What a trial would give."""
        reply = await self._client.ask(Call("GET", "/subscription/trial-info"), TrialReply)
        return reply.offer()

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        """Start the trial."""
        body: dict[str, str | int] = {}
        if request.server_uuid:
            body["server_squad_uuid"] = request.server_uuid
        if request.devices is not None:
            body["devices_count"] = request.devices
        return await self._receipt(Call("POST", "/subscription/activate-trial", body=body))

    async def tariffs(self, subscription_id: int | None = None) -> Sequence[Tariff]:
        """What can be bought, in the order the server gives them."""
        del subscription_id
        reply = await self._client.ask(Call("GET", "/subscription/tariffs"), TariffsReply)
        found = (item.tariff() for item in each(TariffItem, reply.tariffs))
        return sorted(
            (tariff for tariff in found if tariff is not None), key=lambda tariff: tariff.order
        )

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        """Buy a tariff; BalanceTooLow when the money is short.

        This API sells a tariff for its own period and knows one subscription, so neither is sent.
        """
        body: dict[str, str | int] = {"tariff_id": request.tariff_id}
        if request.server_uuid:
            body["server_squad_uuid"] = request.server_uuid
        return await self._receipt(
            Call("POST", "/subscription/purchase-tariff", body=body, rate=RateClass.PAYMENT)
        )

    async def renewal_options(self, subscription_id: int | None = None) -> Sequence[RenewalOption]:
        """The ways to go on."""
        del subscription_id
        reply = await self._client.ask(Call("GET", "/subscription/renewal-options"), OptionsReply)
        found = (item.option() for item in each(OptionItem, reply.options))
        return [option for option in found if option is not None]

    async def renew(self, request: RenewalRequest) -> Receipt:
        """Go on; BalanceTooLow when the money is short."""
        body: dict[str, int | float] = {"period_days": request.days}
        if request.traffic_gb is not None:
            whole = int(request.traffic_gb)
            body["gb_amount"] = whole if whole == request.traffic_gb else request.traffic_gb
        return await self._receipt(
            Call("POST", "/subscription/renew", body=body, rate=RateClass.PAYMENT)
        )

    async def set_autopay(self, *, enabled: bool, subscription_id: int | None = None) -> bool:
        """Switch automatic payment; what is set now comes back."""
        del subscription_id
        call = Call("POST", "/subscription/autopay", body={"enabled": enabled})
        reply = await self._client.ask(call, AutopayReply)
        return enabled if reply.autopay_enabled is None else reply.autopay_enabled

    async def _receipt(self, call: Call) -> Receipt:
        reply = await self._client.ask(call, ReceiptReply)
        return reply.receipt()
