"""The ways to spend, and houses to spend in."""

from datetime import timedelta

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.subscription import (
    GIB,
    Receipt,
    Server,
    Subscription,
    SubscriptionStatus,
    Traffic,
    TrialOffer,
)
from tests.held_clock import START
from tests.services.fake_more import more
from tests.services.house import House

EXPIRY = START + timedelta(days=10)


def rich_house() -> House:
    house = House(more)
    house.server.balance = Kopeks(200_000)
    house.server.subscription = Subscription(
        id=7,
        status=SubscriptionStatus.ACTIVE,
        plan="Standard",
        expires_at=EXPIRY,
        traffic=Traffic(used=GIB, limit=300 * GIB),
        devices_limit=5,
        servers=(Server("Amsterdam", "NL", "uuid-ams"),),
        autopay=False,
    )
    return house


def trial_house() -> House:
    house = House()
    house.server.subscription = None
    house.server.trial = TrialOffer(available=True, days=3, traffic_gb=5, devices=2)
    return house


class Deed:
    """One way to spend: how it is planned and done, and what the server calls it."""

    def __init__(self, call: str, house: House) -> None:
        self.call = call
        self.house = house

    async def plan(self) -> Plan:
        if self.call == "purchase":
            return await self.house.tariffs.plan(2, 30)
        if self.call == "renew":
            return await self.house.subscription.plan_renewal(30, 300)
        if self.call == "buy_slots":
            return await self.house.cabinet.devices.plan_slots(2)
        if self.call == "buy_traffic":
            return await self.house.cabinet.traffic.plan(60)
        return await self.house.subscription.plan_trial()

    async def do(self, plan: Plan) -> Receipt:
        if self.call == "purchase":
            return await self.house.tariffs.buy(plan)
        if self.call == "renew":
            return await self.house.subscription.renew(plan)
        if self.call == "buy_slots":
            return await self.house.cabinet.devices.buy(plan)
        if self.call == "buy_traffic":
            return await self.house.cabinet.traffic.buy(plan)
        return await self.house.subscription.activate_trial(plan)


def deed(call: str) -> Deed:
    return Deed(call, trial_house() if call == "activate_trial" else rich_house())
