"""A purchase that waits for money: offered again when it is there, never bought by itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.domain.errors import BalanceTooLow
from cabinet_tui.domain.event import BalanceUpdated, PaymentCompleted
from cabinet_tui.domain.intent import DropReason, Intent, IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import PlanOutdated
from cabinet_tui.domain.subscription import TrialOffer
from cabinet_tui.services.intents import ITS_TURN
from cabinet_tui.services.router import BATCH
from cabinet_tui.store.remote import Remote
from tests.held_clock import START, settle
from tests.services.fake_server import BASIC, STANDARD
from tests.services.fakes import DOWN
from tests.services.house import House, background


@asynccontextmanager
async def wanting(house: House, days: int = 30) -> AsyncIterator[None]:
    """Somebody with too little money wants the Standard tariff, and the intent is followed."""
    await house.balance.refresh()
    house.intents.want(await house.tariffs.plan(2, days))
    async with background(house.intents.run()):
        await settle()
        yield


def intent(house: House) -> Intent:
    found = house.state().intent
    assert found is not None
    return found


def earn(house: House, amount: int) -> None:
    house.server.post(TransactionKind.TOP_UP, amount)


async def test_it_waits_while_the_money_is_short() -> None:
    house = House()
    async with wanting(house):
        earn(house, 10_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.WAITING
        assert intent(house).plan.missing == 44_910 - 25_050


async def test_it_is_ready_when_the_balance_covers_it_and_nothing_is_bought() -> None:
    house = House()
    async with wanting(house):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY
        assert intent(house).plan.balance_before == 45_050
        assert house.wire.count("purchase") == 0


async def test_a_push_makes_it_ready_too() -> None:
    house = House()
    async with wanting(house), house.routing():
        earn(house, 30_000)
        house.router.handle(PaymentCompleted(new_balance=Kopeks(45_050)))
        await house.clock.advance(BATCH)
        assert intent(house).state is IntentState.READY


async def test_a_push_that_says_too_much_makes_nothing_ready() -> None:
    house = House()
    async with wanting(house), house.routing():
        house.router.handle(BalanceUpdated(new_balance=Kopeks(9_999_900)))
        await house.clock.advance(BATCH)
        assert intent(house).state is IntentState.WAITING


async def test_ready_is_for_the_price_of_now() -> None:
    house = House()
    async with wanting(house):
        dearer = replace(STANDARD, periods=(replace(STANDARD.periods[0], price=Kopeks(50_000)),))
        house.server.tariffs = [dearer]
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.WAITING
        assert intent(house).plan.price == 50_000
        house.server.tariffs = [
            replace(dearer, periods=(replace(dearer.periods[0], price=Kopeks(45_100)),))
        ]
        earn(house, 50)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY
        assert intent(house).plan.price == 45_100


async def test_a_balance_that_falls_again_makes_it_wait_again() -> None:
    house = House()
    async with wanting(house):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        house.server.balance = Kopeks(1)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.WAITING


async def test_bought_elsewhere_it_is_dropped_with_its_reason() -> None:
    house = House()
    async with wanting(house):
        held = house.server.subscription
        assert held is not None
        house.server.subscription = replace(held, expires_at=START + timedelta(days=30))
        await house.subscription.refresh()
        await settle()
        assert intent(house).state is IntentState.DROPPED
        assert intent(house).reason is DropReason.SUBSCRIPTION_CHANGED
        earn(house, 100_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.DROPPED


async def test_bought_by_the_server_with_the_same_payment_it_is_dropped() -> None:
    house = House()
    async with wanting(house):
        held = house.server.subscription
        assert held is not None
        house.server.subscription = replace(held, expires_at=START + timedelta(days=30))
        earn(house, 100_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).reason is DropReason.SUBSCRIPTION_CHANGED


async def test_what_is_sold_no_more_is_dropped() -> None:
    house = House()
    async with wanting(house):
        house.server.tariffs = [BASIC]
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).reason is DropReason.NOT_OFFERED
        house.server.tariffs = [STANDARD]
        earn(house, 1)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.DROPPED


async def test_traffic_that_is_used_meanwhile_drops_nothing() -> None:
    house = House()
    async with wanting(house):
        held = house.server.subscription
        assert held is not None
        house.server.subscription = replace(held, autopay=True)
        await house.subscription.refresh()
        await settle()
        assert intent(house).state is IntentState.WAITING


async def test_a_price_that_cannot_be_read_is_asked_for_at_the_next_chance() -> None:
    house = House()
    async with wanting(house):
        house.wire.failures["tariffs"] = DOWN
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.WAITING
        house.wire.failures.clear()
        earn(house, 1)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY


async def test_accepting_buys_it_once() -> None:
    house = House()
    async with wanting(house):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        receipt = await house.intents.accept()
        assert receipt.paid == 44_910
        assert house.state().intent is None
        with pytest.raises(PlanOutdated):
            await house.intents.accept()
        assert house.wire.count("purchase") == 1


async def test_what_waits_cannot_be_accepted() -> None:
    house = House()
    async with wanting(house):
        with pytest.raises(PlanOutdated):
            await house.intents.accept()
    assert house.wire.count("purchase") == 0


async def test_what_was_dismissed_is_not_brought_up_again() -> None:
    house = House()
    async with wanting(house):
        house.intents.dismiss()
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert house.state().intent is None


async def test_what_was_dismissed_while_its_price_was_read_stays_so() -> None:
    house = House()
    async with wanting(house):
        house.wire.hold("tariffs")
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        house.intents.dismiss()
        house.wire.release("tariffs")
        await settle()
        assert house.state().intent is None


async def test_the_chosen_server_is_kept() -> None:
    house = House()
    await house.balance.refresh()
    house.intents.want((await house.tariffs.plan(2)).at_server("uuid-fra"))
    async with background(house.intents.run()):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).plan.server_uuid == "uuid-fra"


async def test_a_renewal_and_a_paid_trial_wait_alike() -> None:
    house = House()
    await house.balance.refresh()
    house.intents.want(await house.subscription.plan_renewal(30, 300))
    async with background(house.intents.run()):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY
        await house.intents.accept()
        assert house.wire.count("renew") == 1
    house = House()
    house.server.subscription = None
    house.server.trial = TrialOffer(available=True, days=3, price=Kopeks(20_000))
    house.intents.want(await house.subscription.plan_trial(devices=1))
    async with background(house.intents.run()):
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY
        await house.intents.accept()
        assert house.wire.count("activate_trial") == 1


async def test_the_watch_follows_it() -> None:
    house = House()
    async with house.watching():
        await house.balance.refresh()
        house.intents.want(await house.tariffs.plan(2))
        earn(house, 30_000)
        await house.balance.refresh()
        await settle()
        assert intent(house).state is IntentState.READY


async def test_it_is_gone_with_its_session() -> None:
    house = House()
    async with wanting(house):
        await house.session.sign_out()
        assert house.state().intent is None


def bought_by_itself(house: House) -> None:
    """The server carries out the order it kept, from the money that has just come."""
    house.server.post(TransactionKind.PURCHASE, -44_910)
    held = house.server.subscription
    assert held is not None
    start = held.expires_at or START
    house.server.subscription = replace(held, expires_at=start + timedelta(days=30))


@asynccontextmanager
async def refused_with_a_cart(house: House) -> AsyncIterator[None]:
    """The server found the money short, and kept the order."""
    await house.balance.refresh()
    plan = await house.tariffs.plan(2, 30)
    house.wire.failures["purchase"] = BalanceTooLow(missing=Kopeks(29_860), cart_saved=True)
    house.store.update(lambda state: replace(state, balance=Remote()))
    with pytest.raises(BalanceTooLow):
        await house.tariffs.buy(plan)
    house.wire.failures.clear()
    assert intent(house).cart_saved
    async with background(house.intents.run()):
        await settle()
        yield


async def test_an_order_the_server_kept_and_carried_out_is_not_offered_again() -> None:
    house = House()
    async with refused_with_a_cart(house):
        earn(house, 50_000)
        await house.balance.refresh()
        await settle()
        # The server gets a moment for it; what it bought then is seen before anything is offered.
        assert intent(house).state is IntentState.WAITING
        bought_by_itself(house)
        await house.clock.advance(ITS_TURN)
        await settle()
        assert intent(house).state is IntentState.DROPPED
        assert intent(house).reason is DropReason.BOUGHT_MEANWHILE
    assert house.server.sent == []
    assert house.state().subscription.value == house.server.subscription


async def test_an_order_the_server_kept_and_left_is_offered_when_the_money_is_there() -> None:
    house = House()
    async with refused_with_a_cart(house):
        earn(house, 50_000)
        await house.balance.refresh()
        await house.clock.advance(ITS_TURN)
        await settle()
        assert intent(house).state is IntentState.READY
        # The person did not answer yet when the server came to it after all.
        bought_by_itself(house)
        await house.balance.refresh_history()
        await settle()
        assert intent(house).reason is DropReason.BOUGHT_MEANWHILE


async def test_going_to_top_up_keeps_what_the_server_said_of_the_order() -> None:
    house = House()
    async with refused_with_a_cart(house):
        house.intents.want(intent(house).plan)
        assert intent(house).cart_saved
        assert intent(house).before is not None


async def test_what_somebody_else_bought_is_told_from_what_the_server_bought() -> None:
    house = House()
    await house.balance.refresh_history()
    async with wanting(house):
        held = house.server.subscription
        assert held is not None
        house.server.subscription = replace(held, expires_at=START + timedelta(days=90))
        await house.subscription.refresh()
        await settle()
        assert intent(house).reason is DropReason.SUBSCRIPTION_CHANGED


async def test_a_charge_of_the_price_is_enough_to_see_that_it_was_bought() -> None:
    house = House()
    seen: list[Intent | None] = []
    async with refused_with_a_cart(house):
        house.store.subscribe(lambda state: seen.append(state.intent))
        earn(house, 50_000)
        house.server.post(TransactionKind.PURCHASE, -44_910)
        earn(house, 50_000)
        await house.balance.refresh()
        await house.clock.advance(ITS_TURN)
        await settle()
        assert intent(house).reason is DropReason.BOUGHT_MEANWHILE
    # Not for a moment was it offered again.
    assert not any(found and found.state is IntentState.READY for found in seen)
