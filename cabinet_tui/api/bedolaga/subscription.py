"""The subscription, the tariffs and everything that costs money there: ``/subscription``."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from cabinet_tui.api.bedolaga.bare import bare
from cabinet_tui.api.bedolaga.offers_wire import (
    AutopayReply,
    OffersReply,
    OptionItem,
    ReceiptReply,
    TariffItem,
    TrialReply,
    TrialStarted,
)
from cabinet_tui.api.bedolaga.subscription_wire import LinkReply, SubscriptionReply
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import CabinetError, NotFound
from cabinet_tui.domain.sales_refusals import SoldElsewhere
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)


class BedolagaSubscription:
    """Satisfies ``services.gateways.SubscriptionGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def subscription(self, subscription_id: int | None = None) -> Subscription | None:
        """The subscription, None when there is none.

        A service that hides its link may still have one for an application: it is looked up.
        """
        named = which(subscription_id)
        try:
            reply = await self._client.ask(
                Call("GET", "/subscription", query=named), SubscriptionReply
            )
        except NotFound:
            return None
        data = reply.held()
        if data is None:
            return None
        held = data.subscription()
        if held.link or held.status != SubscriptionStatus.ACTIVE:
            return held
        return replace(held, link=await self._link(named))

    async def summary(self, subscription_id: int | None = None) -> SubscriptionSummary:
        """The short status, which this API tells no shorter than the long one."""
        call = Call("GET", "/subscription", query=which(subscription_id))
        reply = await self._client.ask(call, SubscriptionReply)
        data = reply.held()
        return data.summary() if data else SubscriptionSummary(exists=False)

    async def trial_offer(self) -> TrialOffer:
        """What a trial would give."""
        reply = await self._client.ask(Call("GET", "/subscription/trial"), TrialReply)
        return reply.offer()

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        """Start the trial; this API lets nobody choose a server or devices for it."""
        del request
        call = Call("POST", "/subscription/trial", rate=RateClass.PAYMENT)
        reply = await self._client.ask(call, TrialStarted)
        return reply.receipt()

    async def tariffs(self, subscription_id: int | None = None) -> Sequence[Tariff]:
        """What can be bought, in the server's order; SoldElsewhere where it sells no tariffs."""
        call = Call("GET", "/subscription/purchase-options", query=which(subscription_id))
        reply = await self._client.ask(call, OffersReply)
        if reply.sales_mode.lower() == "classic":
            raise SoldElsewhere
        found = (item.tariff() for item in each(TariffItem, reply.tariffs))
        return [tariff for tariff in found if tariff is not None]

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        """Buy a tariff; BalanceTooLow when the money is short."""
        body: dict[str, str | int] = {"tariff_id": request.tariff_id, "period_days": request.days}
        if request.subscription_id is not None:
            body["subscription_id"] = request.subscription_id
        return await self._receipt(
            Call("POST", "/subscription/purchase-tariff", body=body, rate=RateClass.PAYMENT)
        )

    async def renewal_options(self, subscription_id: int | None = None) -> Sequence[RenewalOption]:
        """The ways to go on."""
        call = Call("GET", "/subscription/renewal-options", query=which(subscription_id))
        found = (item.option() for item in each(OptionItem, await bare(self._client, call)))
        return [option for option in found if option is not None]

    async def renew(self, request: RenewalRequest) -> Receipt:
        """Go on; BalanceTooLow when the money is short.

        The subscription is named twice, as the API has it twice: left out, the server would
        charge for the one it likes.
        """
        body: dict[str, str | int] = {"period_days": request.days}
        if request.subscription_id is not None:
            body["subscription_id"] = request.subscription_id
        return await self._receipt(
            Call(
                "POST",
                "/subscription/renew",
                query=which(request.subscription_id),
                body=body,
                rate=RateClass.PAYMENT,
            )
        )

    async def set_autopay(self, *, enabled: bool, subscription_id: int | None = None) -> bool:
        """Switch automatic payment; what is set now comes back."""
        call = Call(
            "PATCH",
            "/subscription/autopay",
            query=which(subscription_id),
            body={"enabled": enabled},
        )
        reply = await self._client.ask(call, AutopayReply)
        return enabled if reply.autopay_enabled is None else reply.autopay_enabled

    async def _receipt(self, call: Call) -> Receipt:
        reply = await self._client.ask(call, ReceiptReply)
        return reply.receipt()

    async def _link(self, named: Mapping[str, str | int] | None) -> str:
        """The link of an application where the plain one is hidden, empty when there is none."""
        call = Call("GET", "/subscription/connection-link", query=named)
        try:
            reply = await self._client.ask(call, LinkReply)
        except CabinetError:
            # The subscription is worth showing without it.
            return ""
        return reply.link()


def which(subscription_id: int | None) -> dict[str, str | int] | None:
    """The query that names a subscription; None leaves it to the server."""
    return None if subscription_id is None else {"subscription_id": subscription_id}
