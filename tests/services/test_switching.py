"""Going over to another tariff: previewed, sent once, looked after."""

import asyncio
from dataclasses import replace

import pytest

from cabinet_tui.domain.errors import NotSupported, OutcomeUnknown
from cabinet_tui.domain.intent import IntentState
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import DeviceLimitDrops, PlanKind
from cabinet_tui.domain.plan_notes import DevicesForgotten, TrafficStartsAnew
from cabinet_tui.domain.refusals import NotOffered, OutcomeFound, PriceChanged
from cabinet_tui.domain.subscription import GIB, SubscriptionStatus
from cabinet_tui.domain.switch import SwitchRefused, SwitchRequest
from cabinet_tui.services.money import SECOND_LOOK
from cabinet_tui.services.switching import would_convert
from tests.held_clock import settle
from tests.services.fake_server import BASIC, STANDARD
from tests.services.house import House, background
from tests.services.several import BASIC as HELD_BASIC
from tests.services.several import PRICE, SeveralHouse


async def test_the_plan_says_what_it_costs_and_what_is_lost() -> None:
    plan = await SeveralHouse().cabinet.switching.plan(BASIC.id)
    assert (plan.kind, plan.price, plan.balance_after) == (PlanKind.SWITCH, PRICE, 185_000)
    assert plan.before is not None
    assert plan.after.expires_at == plan.before.expires_at
    assert (plan.after.traffic, plan.after.devices) == (100 * GIB, 3)
    assert DeviceLimitDrops(5, 3) in plan.warnings
    assert TrafficStartsAnew(5 * GIB) in plan.warnings
    assert DevicesForgotten() in plan.warnings


async def test_it_is_sent_once_for_the_subscription_it_was_planned_for() -> None:
    house = SeveralHouse()
    plan = await house.cabinet.switching.plan(BASIC.id)
    receipt = await house.intents.carry_out(plan)
    assert house.server.sent == [SwitchRequest(BASIC.id, 30, 7)]
    assert (receipt.paid, receipt.balance_after) == (PRICE, 185_000)
    held = house.state().subscription.value
    assert held is not None
    assert held.plan == "Basic"
    assert house.state().balance.value == 185_000


async def test_another_price_than_the_one_shown_sends_nothing() -> None:
    house = SeveralHouse()
    plan = await house.cabinet.switching.plan(BASIC.id)
    house.switch.price = Kopeks(15_001)
    with pytest.raises(PriceChanged):
        await house.intents.carry_out(plan)
    assert house.wire.count("switch") == 0


@pytest.mark.parametrize(
    ("done", "outcome"), [(True, Outcome.CHARGED), (False, Outcome.NOT_CHARGED)]
)
async def test_without_an_answer_it_is_looked_up_and_not_sent_again(
    done: bool, outcome: Outcome
) -> None:
    house = SeveralHouse()
    plan = await house.cabinet.switching.plan(BASIC.id)
    house.wire.failures["switch"] = OutcomeUnknown(host="vpn.example.com")
    if done:
        house.wire.got_through.add("switch")
    doing = asyncio.create_task(house.intents.carry_out(plan))
    await settle()
    await house.clock.advance(SECOND_LOOK)
    with pytest.raises(OutcomeFound) as caught:
        await doing
    assert caught.value.outcome is outcome
    assert house.wire.count("switch") == 1
    assert len(house.server.transactions) == int(done)


async def test_too_little_money_waits_for_a_top_up_and_is_offered_again() -> None:
    house = SeveralHouse()
    house.server.balance = Kopeks(1_000)
    plan = await house.cabinet.switching.plan(BASIC.id)
    assert plan.missing == 14_000
    house.intents.want(plan)
    async with background(house.intents.run()):
        house.server.balance = Kopeks(16_000)
        await house.balance.refresh()
        await settle()
        intent = house.state().intent
        assert intent is not None
        assert intent.state is IntentState.READY
    assert house.wire.count("switch") == 0


async def test_what_cannot_be_switched_says_why_before_anything_is_sent() -> None:
    house = SeveralHouse()
    house.switch.refusal = SwitchRefused(server_code="trial_cannot_switch", can_buy=True)
    with pytest.raises(SwitchRefused):
        await house.cabinet.switching.plan(BASIC.id)
    with pytest.raises(NotOffered):
        await house.cabinet.switching.plan(STANDARD.id)
    with pytest.raises(NotSupported):
        await House().cabinet.switching.plan(BASIC.id)
    assert house.wire.count("switch") == 0


async def test_only_a_paid_subscription_that_runs_alone_would_be_converted() -> None:
    house = SeveralHouse()
    await house.subscription.refresh()
    assert would_convert(house.state(), BASIC) == house.server.subscription
    assert would_convert(house.state(), STANDARD) is None
    several = SeveralHouse(HELD_BASIC)
    await several.subscription.refresh()
    assert would_convert(several.state(), BASIC) is None
    held = house.server.subscription
    assert held is not None
    for other in (replace(held, is_trial=True), replace(held, status=SubscriptionStatus.EXPIRED)):
        house.server.subscription = other
        await house.subscription.refresh()
        assert would_convert(house.state(), BASIC) is None
