"""The tariffs, and buying one."""

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning import plan_purchase
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.domain.subscription import (
    Period,
    PurchaseRequest,
    Receipt,
    Subscription,
    Tariff,
)
from cabinet_tui.services.choice import chosen
from cabinet_tui.services.gateways import SubscriptionGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.parts import BALANCE, SUBSCRIPTION, TARIFFS
from cabinet_tui.services.spending import Spending


class TariffsService:
    """Keeps the tariffs in the store, in the server's order."""

    def __init__(self, ground: Ground, gateway: SubscriptionGateway, spending: Spending) -> None:
        self._ground = ground
        self._gateway = gateway
        self._spending = spending
        ground.rereads.register(TARIFFS, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the tariffs."""
        await self._ground.loader.load(TARIFFS, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the tariffs unless they are fresh."""
        await self._ground.loader.load(TARIFFS, self._fetch)

    async def plan(self, tariff_id: int, days: int | None = None) -> Plan:
        """What buying a tariff would do; without ``days`` its first period.

        Reads what is not fresh; raises NotOffered, or the CabinetError that kept it from reading.
        """
        await self._ground.rereads.if_stale(TARIFFS, SUBSCRIPTION, BALANCE)
        state = self._ground.state
        held, beside = await self._about(tariff_id)
        tariff, period = await self._offered(tariff_id, days, held)
        return plan_purchase(
            tariff,
            period,
            held,
            state.balance.told() or ZERO,
            self._ground.clock.now(),
            converts=Capability.PURCHASE_CONVERTS in state.capabilities,
            beside=beside,
        )

    async def buy(self, plan: Plan) -> Receipt:
        """Carry out a plan made here, once; see ``Spending.spend`` for what it raises.

        PriceChanged when the tariff no longer costs what the plan says; nothing was sent then.
        """
        request = plan.request
        if plan.kind is not PlanKind.PURCHASE or not isinstance(request, PurchaseRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            await self.refresh_if_stale()
            _, period = await self._offered(request.tariff_id, request.days, plan.subscription)
            if period.price != plan.price:
                raise PriceChanged(before=plan.price, after=period.price)

        return await self._spending.spend(
            plan, still_offered, lambda: self._gateway.purchase(request)
        )

    async def plan_again(self, plan: Plan) -> Plan:
        """The same purchase as things are now; raises what ``plan`` raises."""
        if not isinstance(plan.request, PurchaseRequest):
            raise PlanOutdated
        return await self.plan(plan.request.tariff_id, plan.request.days)

    async def _about(self, tariff_id: int) -> tuple[Subscription | None, bool]:
        """The subscription that buying a tariff goes on with, and whether a new one is made.

        Where there may be several it is that of the tariff, whichever is chosen.
        """
        state = self._ground.state
        listed = state.subscriptions.value
        if listed is None or not listed.may_be_several:
            return state.subscription.told(), False
        held = listed.of_tariff(tariff_id)
        if held is None:
            return None, bool(listed.held)
        if held.id == state.chosen_subscription:
            return state.subscription.told(), False
        return await self._gateway.subscription(held.id), False

    async def _offered(
        self, tariff_id: int, days: int | None, held: Subscription | None
    ) -> tuple[Tariff, Period]:
        """The tariff at the price it has for this subscription."""
        state = self._ground.state
        tariffs = state.tariffs.told() or ()
        if held is not None and state.chosen_subscription not in (None, held.id):
            tariffs = tuple(await self._gateway.tariffs(held.id))
        for tariff in tariffs:
            if tariff.id == tariff_id:
                for period in tariff.periods:
                    if days is None or period.days == days:
                        return tariff, period
        raise NotOffered

    async def _fetch(self) -> tuple[Tariff, ...]:
        return tuple(await self._gateway.tariffs(await chosen(self._ground)))
