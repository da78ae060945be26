"""Going over to another tariff: what it costs, and doing it once."""

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning_sales import plan_switch, some_length
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.domain.subscription import Receipt, Subscription, SubscriptionStatus, Tariff
from cabinet_tui.domain.switch import SwitchOffer, SwitchRefused, SwitchRequest
from cabinet_tui.locale import _
from cabinet_tui.services.gateways.switching import SwitchGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, SUBSCRIPTION, TARIFFS
from cabinet_tui.services.spending import Spending
from cabinet_tui.store.state import AppState

_RUNS = (SubscriptionStatus.ACTIVE, SubscriptionStatus.LIMITED)


class SwitchService:
    """Plans and makes a switch. Everything raises NotSupported where the server has none."""

    def __init__(self, ground: Ground, gateway: SwitchGateway | None, spending: Spending) -> None:
        self._ground = ground
        self._gateway = gateway
        self._spending = spending

    async def plan(self, tariff_id: int) -> Plan:
        """What going over to a tariff would do, with the subscription that is meant.

        Reads what is not fresh. Raises SwitchRefused where it cannot be, NotOffered without a
        subscription or such a tariff, and CabinetError.
        """
        gateway = offered(self._gateway)
        await self._ground.rereads.if_stale(TARIFFS, SUBSCRIPTION, BALANCE)
        state = self._ground.state
        held, tariff = state.subscription.told(), self._tariff(tariff_id)
        if held is None:
            raise NotOffered
        if held.tariff_id == tariff.id:
            raise NotOffered(detail=_("This is the tariff you have."))
        request = SwitchRequest(tariff.id, some_length(tariff), held.id)
        offer = await self._preview(gateway, request)
        return plan_switch(offer, tariff, held, state.balance.told() or ZERO)

    async def plan_again(self, plan: Plan) -> Plan:
        """The same switch as things are now; raises what ``plan`` raises."""
        if not isinstance(plan.request, SwitchRequest):
            raise PlanOutdated
        return await self.plan(plan.request.tariff_id)

    async def switch(self, plan: Plan) -> Receipt:
        """Carry out a switch planned here, once; see ``Spending.spend`` for what it raises."""
        gateway, request = offered(self._gateway), plan.request
        if plan.kind is not PlanKind.SWITCH or not isinstance(request, SwitchRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            offer = await self._preview(gateway, request)
            if offer.price != plan.price:
                raise PriceChanged(before=plan.price, after=offer.price)

        return await self._spending.spend(plan, still_offered, lambda: gateway.switch(request))

    async def _preview(self, gateway: SwitchGateway, request: SwitchRequest) -> SwitchOffer:
        offer = await gateway.preview(request)
        if not offer.can_switch and not offer.missing:
            raise SwitchRefused
        return offer

    def _tariff(self, tariff_id: int) -> Tariff:
        for tariff in self._ground.state.tariffs.told() or ():
            if tariff.id == tariff_id:
                return tariff
        raise NotOffered


def would_convert(state: AppState, tariff: Tariff) -> Subscription | None:
    """The paid subscription that buying this tariff would convert, where it can be switched."""
    listed = state.subscriptions.value
    held = state.subscription.value
    if Capability.SWITCH_TARIFF not in state.capabilities or held is None or held.is_trial:
        return None
    if (listed is not None and listed.may_be_several) or held.tariff_id in (None, tariff.id):
        return None
    return held if held.status in _RUNS else None
