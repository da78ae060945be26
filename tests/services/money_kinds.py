"""Every kind of request that moves money, in a house where it can be made."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.gift import GiftRequest
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import MoneyKind
from cabinet_tui.domain.withdrawal import WithdrawalOrder
from cabinet_tui.services.gateways.extras import Extras
from tests.held_clock import START
from tests.services.deeds import deed, rich_house
from tests.services.fake_gifts import FakeCoupons, FakeGifts
from tests.services.fake_server import BASIC
from tests.services.fake_withdrawals import FakeWithdrawals
from tests.services.house import House
from tests.services.several import SeveralHouse

Do = Callable[[House], Awaitable[object]]
AMOUNT = Kopeks(50_000)


@dataclass(frozen=True)
class Way:
    """How a kind is asked for: the house, what is done in it, and the request as its fakes know it.

    ``has_trace`` tells that the account shows afterwards whether it was done.
    """

    kind: MoneyKind
    call: str
    make: Callable[[], House]
    do: Do
    has_trace: bool = True


def _planned(call: str) -> tuple[Callable[[], House], Do]:
    async def do(house: House) -> None:
        it = deed(call)
        it.house = house
        await it.do(await it.plan())

    return lambda: deed(call).house, do


def _codes() -> House:
    return House(lambda server: Extras(gifts=FakeGifts(server), coupons=FakeCoupons(server)))


def _paying() -> House:
    return House(lambda server: Extras(withdrawals=FakeWithdrawals(server.wire)))


def _daily() -> House:
    house = rich_house()
    held = house.server.subscription
    assert held is not None
    daily = Daily(False, Kopeks(1_700), START + timedelta(hours=5))
    house.server.subscription = replace(held, daily=daily)
    return house


async def _give(house: House) -> None:
    await house.gifts.buy(await house.gifts.plan(GiftRequest(3, 30)))


async def _switch(house: House) -> None:
    await house.cabinet.switching.switch(await house.cabinet.switching.plan(BASIC.id))


async def _withdraw(house: House) -> None:
    await house.withdrawals.ask(WithdrawalOrder(Kopeks(100_000), "SBP +7 900 111-22-33"))


async def _take_back(house: House) -> None:
    fake = house.extras.withdrawals
    assert isinstance(fake, FakeWithdrawals)
    waiting = next((one for one in fake.requests if one.can_cancel), None)
    if waiting is None:
        waiting = fake._make(WithdrawalOrder(Kopeks(100_000), "SBP +7 900 111-22-33"))
    await house.withdrawals.cancel(waiting.id)


WAYS = (
    Way(MoneyKind.PURCHASE, "purchase", *_planned("purchase")),
    Way(MoneyKind.RENEWAL, "renew", *_planned("renew")),
    Way(MoneyKind.TRIAL, "activate_trial", *_planned("activate_trial")),
    Way(MoneyKind.SLOTS, "buy_slots", *_planned("buy_slots")),
    Way(MoneyKind.TRAFFIC, "buy_traffic", *_planned("buy_traffic")),
    Way(MoneyKind.SWITCH, "switch", SeveralHouse, _switch),
    Way(MoneyKind.GIFT, "buy_gift", _codes, _give),
    Way(MoneyKind.TOP_UP, "top_up", House, lambda house: house.payments.top_up(AMOUNT, "SBP")),
    Way(MoneyKind.STARS, "stars_invoice", House, lambda h: h.payments.stars_invoice(AMOUNT), False),
    Way(MoneyKind.PROMO, "promo", House, lambda house: house.promo.redeem("SPRING")),
    Way(
        MoneyKind.COUPON, "coupon", _codes, lambda h: h.promo.redeem("0123456789abcdef" * 2), False
    ),
    Way(
        MoneyKind.GIFT_CODE,
        "activate_gift",
        _codes,
        lambda house: house.promo.redeem("GIFT-aaaabbbbcccc"),
        False,
    ),
    Way(
        MoneyKind.AUTOPAY,
        "autopay",
        rich_house,
        lambda house: house.subscription.set_autopay(enabled=True),
    ),
    Way(MoneyKind.PAUSE, "pause", _daily, lambda h: h.cabinet.pause.set_paused(paused=True)),
    Way(MoneyKind.WITHDRAWAL, "withdraw", _paying, _withdraw),
    Way(MoneyKind.WITHDRAWAL_CANCEL, "cancel", _paying, _take_back),
)
