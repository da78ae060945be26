"""The tariffs, and buying one."""

from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning import plan_purchase
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged
from cabinet_tui.domain.subscription import Period, PurchaseRequest, Receipt, Tariff
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
        tariff, period = self._offered(tariff_id, days)
        state = self._ground.state
        return plan_purchase(
            tariff,
            period,
            state.subscription.told(),
            state.balance.told() or ZERO,
            self._ground.clock.now(),
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
            _, period = self._offered(request.tariff_id, request.days)
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

    def _offered(self, tariff_id: int, days: int | None) -> tuple[Tariff, Period]:
        for tariff in self._ground.state.tariffs.told() or ():
            if tariff.id == tariff_id:
                for period in tariff.periods:
                    if days is None or period.days == days:
                        return tariff, period
        raise NotOffered

    async def _fetch(self) -> tuple[Tariff, ...]:
        return tuple(await self._gateway.tariffs(self._ground.state.chosen_subscription))
