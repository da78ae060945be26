"""A house whose account may have several subscriptions, and whose tariffs can be switched."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import NotFound, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import (
    GIB,
    Receipt,
    RenewalOption,
    Subscription,
    SubscriptionStatus,
    Traffic,
)
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.switch import SwitchOffer, SwitchRequest
from cabinet_tui.services.gateways.extras import Extras
from tests.held_clock import START
from tests.services.fake_server import Server
from tests.services.house import House

CAN = frozenset(
    {
        Capability.SEVERAL_SUBSCRIPTIONS,
        Capability.SWITCH_TARIFF,
        Capability.PURCHASE_CONVERTS,
    }
)
STANDARD = Subscription(
    id=7,
    status=SubscriptionStatus.ACTIVE,
    plan="Standard",
    tariff_id=2,
    expires_at=START + timedelta(days=10),
    traffic=Traffic(used=5 * GIB, limit=300 * GIB),
    devices_limit=5,
)
BASIC = replace(
    STANDARD,
    id=8,
    plan="Basic",
    tariff_id=1,
    expires_at=START + timedelta(days=40),
    traffic=Traffic(used=0, limit=100 * GIB),
    devices_limit=3,
)
OVER = replace(
    STANDARD,
    id=9,
    plan="Family",
    tariff_id=4,
    status=SubscriptionStatus.EXPIRED,
    expires_at=START - timedelta(days=2),
)
PRICE = Kopeks(15_000)


class FakeSubscriptions:
    """Satisfies ``SubscriptionsGateway``."""

    def __init__(self, server: Server, *, several: bool) -> None:
        self._server = server
        self.several = several

    async def subscriptions(self) -> Subscriptions:
        listed = Subscriptions(tuple(self._server.every()), may_be_several=self.several)
        return await self._server.wire.answer("subscriptions", listed)

    async def remove(self, subscription_id: int) -> None:
        def effect() -> None:
            held = self._server.meant(subscription_id)
            if held is None:
                raise NotFound
            if held.status != SubscriptionStatus.EXPIRED:
                raise Rejected(detail="Only expired or disabled subscriptions can be deleted")
            self._server.others.remove(held)

        await self._server.wire.change("remove", effect)


class FakeSwitching:
    """Satisfies ``SwitchGateway``: going over costs ``price``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.price = PRICE
        self.refusal: Rejected | None = None

    async def preview(self, request: SwitchRequest) -> SwitchOffer:
        if self.refusal is not None:
            raise self.refusal
        missing = Kopeks(max(0, self.price - self._server.balance))
        offer = SwitchOffer(
            request.tariff_id, "Basic", self.price, can_switch=not missing, missing=missing
        )
        return await self._server.wire.answer("preview", offer)

    async def switch(self, request: SwitchRequest) -> Receipt:
        def effect() -> Receipt:
            self._server.sent.append(request)
            held = self._server.meant(request.subscription_id)
            if held is None:
                raise NotFound
            row = self._server.post(TransactionKind.PURCHASE, -self.price)
            tariff = next(known for known in self._server.tariffs if known.id == request.tariff_id)
            self._server.subscription = replace(held, tariff_id=tariff.id, plan=tariff.name)
            return Receipt(Kopeks(-row.amount), self._server.balance, held.expires_at)

        return await self._server.wire.change("switch", effect)


class SeveralHouse(House):
    """One running subscription, more when ``others`` are given; the balance is 200 000 kopeks."""

    def __init__(self, *others: Subscription) -> None:
        made: list[tuple[FakeSubscriptions, FakeSwitching]] = []

        def extras(server: Server) -> Extras:
            made.append((FakeSubscriptions(server, several=bool(others)), FakeSwitching(server)))
            return Extras(subscriptions=made[0][0], switching=made[0][1])

        super().__init__(extras, CAN)
        self.list, self.switch = made[0]
        self.server.balance = Kopeks(200_000)
        self.server.subscription = STANDARD
        self.server.others = list(others)
        self.server.options = [RenewalOption(30, Kopeks(44_910))]
