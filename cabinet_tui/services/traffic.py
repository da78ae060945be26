"""More traffic for the subscription, and the traffic counted anew."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.money import ZERO
from cabinet_tui.domain.plan import Plan, PlanKind
from cabinet_tui.domain.planning_more import plan_traffic
from cabinet_tui.domain.refusals import NotOffered, PlanOutdated, PriceChanged, TooSoon
from cabinet_tui.domain.subscription import Receipt, Subscription, Traffic
from cabinet_tui.domain.traffic import TrafficCount, TrafficPackage, TrafficRequest
from cabinet_tui.services.choice import chosen, meant
from cabinet_tui.services.gateways.traffic import TrafficGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.offered import offered
from cabinet_tui.services.parts import BALANCE, SUBSCRIPTION, TRAFFIC_PACKAGES
from cabinet_tui.services.spending import Spending

USUAL_WAIT = timedelta(seconds=60)
"""Servers count once a minute for an account, and say so only when asked too soon."""


class TrafficService:
    """Keeps the packages in the store. All raise NotSupported where the server has none."""

    def __init__(self, ground: Ground, gateway: TrafficGateway | None, spending: Spending) -> None:
        self._ground = ground
        self._gateway = gateway
        self._spending = spending
        ground.rereads.register(TRAFFIC_PACKAGES, self.refresh, self.refresh_if_stale)

    async def refresh(self) -> None:
        """Read the packages."""
        await self._ground.loader.load(TRAFFIC_PACKAGES, self._fetch, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the packages unless they are fresh."""
        await self._ground.loader.load(TRAFFIC_PACKAGES, self._fetch)

    async def plan(self, gb: int) -> Plan:
        """What buying the package of so many gigabytes would do.

        Reads what is not fresh; raises NotOffered, or the CabinetError that kept it from reading.
        """
        offered(self._gateway)
        await self._ground.rereads.if_stale(TRAFFIC_PACKAGES, SUBSCRIPTION, BALANCE)
        state = self._ground.state
        held = state.subscription.told()
        if held is None:
            raise NotOffered
        return plan_traffic(self._package(gb), held, state.balance.told() or ZERO)

    async def plan_again(self, plan: Plan) -> Plan:
        """The same as things are now; raises what ``plan`` raises."""
        if not isinstance(plan.request, TrafficRequest):
            raise PlanOutdated
        return await self.plan(plan.request.gb)

    async def buy(self, plan: Plan) -> Receipt:
        """Buy the package planned here, once; see ``Spending.spend`` for what it raises."""
        gateway, request = offered(self._gateway), plan.request
        if plan.kind is not PlanKind.TRAFFIC or not isinstance(request, TrafficRequest):
            raise PlanOutdated

        async def still_offered() -> None:
            await self.refresh_if_stale()
            package = self._package(request.gb)
            if package.price != plan.price:
                raise PriceChanged(before=plan.price, after=package.price)

        return await self._spending.spend(plan, still_offered, lambda: gateway.buy_traffic(request))

    async def count_again(self) -> TrafficCount:
        """Have the traffic counted now; raises TooSoon, unsent while it is too soon.

        Raises Busy and CabinetError. Asking twice does no harm.
        """
        gateway = offered(self._gateway)
        with self._ground.writes.alone("count traffic"):
            self._must_be_time()
            serial = self._ground.serial
            try:
                count = await gateway.count_again(await meant(self._ground))
            except RateLimited as error:
                self._wait(error.retry_after, serial)
                raise TooSoon(retry_after=error.retry_after) from None
            self._wait(count.wait or USUAL_WAIT, serial)
            self._show(count, serial)
            return count

    def _must_be_time(self) -> None:
        at = self._ground.state.traffic_count_at
        left = at - self._ground.clock.now() if at else timedelta()
        if left > timedelta():
            raise TooSoon(retry_after=left)

    def _wait(self, wait: timedelta, serial: int) -> None:
        at = self._ground.clock.now() + wait
        if self._ground.is_still(serial):
            self._ground.store.update(lambda state: replace(state, traffic_count_at=at))

    def _show(self, count: TrafficCount, serial: int) -> None:
        """Put what was counted into the subscription; what the server told before is older."""
        held = self._ground.state.subscription.value
        if held is None or count.used is None or not self._ground.is_still(serial):
            return
        shown = replace(held, traffic=_counted(held, count))
        self._ground.store.update(SUBSCRIPTION.change(lambda remote: replace(remote, value=shown)))

    def _package(self, gb: int) -> TrafficPackage:
        for package in self._ground.state.traffic_packages.told() or ():
            if package.gb == gb:
                return package
        raise NotOffered

    async def _fetch(self) -> tuple[TrafficPackage, ...]:
        gateway = offered(self._gateway)
        return tuple(await gateway.packages(await chosen(self._ground)))


def _counted(held: Subscription, count: TrafficCount) -> Traffic:
    limit = held.traffic.limit if count.limit is None else count.limit
    return Traffic(count.used, None if count.is_unlimited else limit)
