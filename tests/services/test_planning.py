"""Plans made from what is offered and owned now, and refused when that has changed."""

import asyncio
from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.errors import (
    NotACabinet,
    OutcomeUnknown,
    Unreachable,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import PlanKind
from cabinet_tui.domain.refusals import (
    Busy,
    NotOffered,
    PlanOutdated,
    PriceChanged,
)
from cabinet_tui.domain.subscription import (
    GIB,
    TrialOffer,
)
from tests.held_clock import settle
from tests.services.deeds import EXPIRY, rich_house, trial_house
from tests.services.fake_server import BASIC, STANDARD
from tests.services.fakes import DOWN

LOST = OutcomeUnknown(host="vpn.example.com")
PAGE = NotACabinet(host="vpn.example.com")


async def test_a_price_that_rose_is_not_paid() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(1)
    house.server.tariffs = [replace(BASIC, periods=(replace(BASIC.periods[0], price=Kopeks(1)),))]
    await house.clock.advance(61)
    with pytest.raises(PriceChanged) as caught:
        await house.tariffs.buy(plan)
    assert (caught.value.before, caught.value.after) == (10_000, 1)
    assert house.wire.count("purchase") == 0
    renewal = await house.subscription.plan_renewal(30)
    house.server.options = [replace(house.server.options[1], price=Kopeks(2))]
    await house.clock.advance(61)
    with pytest.raises(PriceChanged):
        await house.subscription.renew(renewal)


async def test_a_trial_that_costs_something_by_now_is_not_started() -> None:
    house = trial_house()
    plan = await house.subscription.plan_trial()
    house.server.trial = replace(house.server.trial, price=Kopeks(100))
    await house.clock.advance(61)
    with pytest.raises(PriceChanged):
        await house.subscription.activate_trial(plan)
    assert house.wire.count("activate_trial") == 0


async def test_what_is_sold_no_more_is_not_sent() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(1)
    house.server.tariffs = [STANDARD]
    await house.tariffs.refresh()
    with pytest.raises(NotOffered):
        await house.tariffs.buy(plan)
    with pytest.raises(NotOffered):
        await house.tariffs.plan(1)
    assert house.wire.count("purchase") == 0


async def test_a_subscription_that_changed_since_makes_the_plan_untrue() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    held = house.server.subscription
    assert held is not None
    house.server.subscription = replace(held, expires_at=EXPIRY + timedelta(days=30))
    with pytest.raises(PlanOutdated):
        await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 0
    assert house.state().subscription.value == house.server.subscription


async def test_traffic_used_since_leaves_the_plan_true() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    held = house.server.subscription
    assert held is not None
    house.server.subscription = replace(held, traffic=replace(held.traffic, used=9 * GIB))
    await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 1


@pytest.mark.parametrize("kind", [PlanKind.PURCHASE, PlanKind.RENEWAL, PlanKind.TRIAL])
async def test_each_service_carries_out_its_own_plans_only(kind: PlanKind) -> None:
    house = rich_house()
    plan = replace(await house.tariffs.plan(2), kind=kind)
    buys = kind is not PlanKind.PURCHASE
    with pytest.raises(PlanOutdated):
        await (house.tariffs.buy(plan) if buys else house.subscription.renew(plan))
    with pytest.raises(PlanOutdated):
        await house.subscription.activate_trial(replace(plan, kind=PlanKind.RENEWAL))


async def test_a_plan_reads_what_it_stands_on_once() -> None:
    house = rich_house()
    await house.tariffs.plan(2, 30)
    assert sorted(house.wire.calls) == ["balance", "subscription", "tariffs"]
    await house.tariffs.plan(1)
    assert len(house.wire.calls) == 3
    await house.subscription.plan_renewal(30)
    assert house.wire.calls[3:] == ["options"]


@pytest.mark.parametrize("call", ["balance", "subscription", "tariffs"])
async def test_what_cannot_be_read_cannot_be_planned(call: str) -> None:
    house = rich_house()
    house.wire.failures[call] = DOWN
    with pytest.raises(Unreachable):
        await house.tariffs.plan(2, 30)


async def test_a_renewal_keeps_the_traffic_unless_told_otherwise() -> None:
    house = rich_house()
    assert (await house.subscription.plan_renewal(30)).price == 44_910
    assert (await house.subscription.plan_renewal(30, 100)).price == 29_900
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(30, 77)
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(31)


async def test_without_a_subscription_there_is_nothing_to_renew() -> None:
    house = trial_house()
    with pytest.raises(NotOffered):
        await house.subscription.plan_renewal(30)


async def test_a_trial_that_is_not_offered_says_why() -> None:
    house = rich_house()
    house.server.trial = TrialOffer(available=False, reason="Used already")
    with pytest.raises(NotOffered, match="Used already"):
        await house.subscription.plan_trial()


async def test_autopay_is_switched_once_and_shown() -> None:
    house = rich_house()
    await house.subscription.refresh()
    assert await house.subscription.set_autopay(enabled=True)
    held = house.state().subscription.value
    assert held is not None
    assert held.autopay is True
    assert house.wire.count("autopay") == 1


async def test_autopay_pressed_twice_is_sent_once() -> None:
    house = rich_house()
    house.wire.hold("autopay")
    first = asyncio.create_task(house.subscription.set_autopay(enabled=True))
    await settle()
    with pytest.raises(Busy):
        await house.subscription.set_autopay(enabled=False)
    house.wire.release("autopay")
    await first
    assert house.wire.count("autopay") == 1


async def test_autopay_whose_answer_was_lost_is_what_the_subscription_says() -> None:
    house = rich_house()
    house.wire.failures["autopay"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.subscription.set_autopay(enabled=True)
    house.wire.got_through.add("autopay")
    assert await house.subscription.set_autopay(enabled=True)


async def test_the_chosen_subscription_is_named_in_every_request_about_it() -> None:
    house = rich_house()
    house.store.update(lambda state: replace(state, chosen_subscription=31))

    async def asked_of(request: Awaitable[object]) -> int | None:
        house.server.asked_of = None
        await request
        return house.server.asked_of

    assert await asked_of(house.subscription.refresh()) == 31
    assert await asked_of(house.subscription.refresh_renewal_options()) == 31
    assert await asked_of(house.tariffs.refresh()) == 31
    assert await asked_of(house.subscription.set_autopay(enabled=True)) == 31
    plan = await house.tariffs.plan(1)
    assert await asked_of(house.tariffs.buy(plan)) == 31
