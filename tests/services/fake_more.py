"""What a server lets one do with a subscription beside buying it: devices, traffic, link, pause."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.devices import Device, Devices, SlotOffer, SlotsRequest
from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import GIB, Receipt, Subscription
from cabinet_tui.domain.traffic import (
    BoughtTraffic,
    TrafficCount,
    TrafficPackage,
    TrafficRequest,
)
from cabinet_tui.services.gateways.extras import Extras
from tests.held_clock import START
from tests.services.fake_server import Server

PHONE = Device("id-phone", "Android", "Pixel 8", "", START - timedelta(days=40))
LAPTOP = Device("id/laptop", "macOS", "MacBook", "Work", START - timedelta(days=3))
NAMELESS = Device("", "Linux", "Box")
PACKAGES = (
    TrafficPackage(20, Kopeks(4_000)),
    TrafficPackage(60, Kopeks(45_000), full_price=Kopeks(50_000), discount_percent=10),
)
COOLDOWN = timedelta(seconds=900)


@dataclass
class FakeMore:
    """Satisfies the gateways of devices, traffic, revoking and pausing."""

    server: Server
    known: list[Device] = field(default_factory=lambda: [PHONE, LAPTOP, NAMELESS])
    price_of_one: Kopeks = field(default_factory=lambda: Kopeks(23_000))
    highest: int = 8
    packages_sold: tuple[TrafficPackage, ...] = PACKAGES
    wait: timedelta | None = None
    slow_link: bool = False
    asked_of: list[int | None] = field(default_factory=list)

    @property
    def held(self) -> Subscription:
        assert self.server.subscription is not None
        return self.server.subscription

    async def devices(self, subscription_id: int | None = None) -> Devices | None:
        self.asked_of.append(subscription_id)
        limit = self.held.devices_limit if self.server.subscription else None
        found = Devices(tuple(self.known), len(self.known), limit)
        return await self.server.wire.answer("devices", found if self.server.subscription else None)

    async def rename(self, device_id: str, name: str, subscription_id: int | None = None) -> None:
        self.asked_of.append(subscription_id)
        await self.server.wire.change("rename", lambda: self._rename(device_id, name))

    async def remove(self, device_id: str, subscription_id: int | None = None) -> None:
        self.asked_of.append(subscription_id)
        await self.server.wire.change("remove", lambda: self._keep(lambda d: d.id != device_id))

    async def remove_all(self, subscription_id: int | None = None) -> None:
        self.asked_of.append(subscription_id)
        await self.server.wire.change("remove_all", self.known.clear)

    async def slot_offer(self, count: int, subscription_id: int | None = None) -> SlotOffer:
        self.asked_of.append(subscription_id)
        limit = self.held.devices_limit or 0
        offer = SlotOffer(
            available=limit + count <= self.highest,
            count=count,
            price=Kopeks(count * self.price_of_one),
            limit=limit,
            highest=self.highest,
            days_left=10,
            reason="" if limit + count <= self.highest else "No more than 8",
        )
        return await self.server.wire.answer("slot_offer", offer)

    async def buy_slots(self, request: SlotsRequest) -> Receipt:
        return await self.server.wire.change("buy_slots", lambda: self._buy_slots(request))

    async def packages(self, subscription_id: int | None = None) -> Sequence[TrafficPackage]:
        self.asked_of.append(subscription_id)
        return await self.server.wire.answer("packages", self.packages_sold)

    async def buy_traffic(self, request: TrafficRequest) -> Receipt:
        return await self.server.wire.change("buy_traffic", lambda: self._buy_traffic(request))

    async def count_again(self, subscription_id: int | None = None) -> TrafficCount:
        self.asked_of.append(subscription_id)
        count = TrafficCount(7 * GIB, self.held.traffic.limit, wait=self.wait)
        return await self.server.wire.answer("count", count)

    async def revoke_link(self, subscription_id: int | None = None) -> timedelta | None:
        self.asked_of.append(subscription_id)
        return await self.server.wire.change("revoke", self._revoke)

    async def toggle_pause(self, subscription_id: int | None = None) -> bool:
        self.asked_of.append(subscription_id)
        return await self.server.wire.change("pause", self.toggle_now)

    def _rename(self, device_id: str, name: str) -> None:
        self.known = [
            replace(device, name=name) if device.id == device_id else device
            for device in self.known
        ]

    def _keep(self, which: Callable[[Device], bool]) -> None:
        self.known = [device for device in self.known if which(device)]

    def _buy_slots(self, request: SlotsRequest) -> Receipt:
        self.server.sent.append(request)
        price = Kopeks(request.count * self.price_of_one)
        self.server.post(TransactionKind.PURCHASE, -price)
        limit = (self.held.devices_limit or 0) + request.count
        self.server.subscription = replace(self.held, devices_limit=limit)
        return Receipt(price, self.server.balance, self.held.expires_at)

    def _buy_traffic(self, request: TrafficRequest) -> Receipt:
        self.server.sent.append(request)
        price = next(package.price for package in PACKAGES if package.gb == request.gb)
        self.server.post(TransactionKind.PURCHASE, -price)
        traffic = self.held.traffic
        bought = BoughtTraffic(request.gb, START + timedelta(days=30), START)
        self.server.subscription = replace(
            self.held,
            traffic=replace(traffic, limit=(traffic.limit or 0) + request.gb * GIB),
            bought_traffic=(*self.held.bought_traffic, bought),
        )
        return Receipt(price, self.server.balance, self.held.expires_at)

    def _revoke(self) -> timedelta:
        if self.wait is not None:
            raise RateLimited(retry_after=self.wait)
        if not self.slow_link:
            self.server.subscription = replace(self.held, link="https://sub.example.com/new")
        return COOLDOWN

    def toggle_now(self) -> bool:
        """Somebody toggles it elsewhere."""
        daily = self.held.daily or Daily()
        paused = not daily.is_paused
        self.server.subscription = replace(self.held, daily=replace(daily, is_paused=paused))
        return paused


def more(server: Server) -> Extras:
    """The extras of a server that can do all of it."""
    fake = FakeMore(server)
    return Extras(devices=fake, traffic=fake, revoke=fake, pause=fake)
