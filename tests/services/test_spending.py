"""What costs money is sent once, and looked after."""

import asyncio
from dataclasses import replace

import pytest

from cabinet_tui.domain.errors import (
    Rejected,
    SignInRequired,
    Unreachable,
)
from cabinet_tui.domain.refusals import (
    Busy,
    PlanOutdated,
)
from cabinet_tui.domain.subscription import (
    Channel,
    PurchaseRequest,
    RenewalRequest,
    TrialRequest,
)
from tests.held_clock import settle
from tests.services.deeds import deed, rich_house, trial_house

EVERY = pytest.mark.parametrize(
    "call", ["purchase", "renew", "activate_trial", "buy_slots", "buy_traffic"]
)
PAID = pytest.mark.parametrize("call", ["purchase", "renew", "buy_slots", "buy_traffic"])


@EVERY
async def test_it_is_sent_once_and_everything_it_changed_is_read_again(call: str) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.calls.clear()
    receipt = await it.do(plan)
    assert it.house.wire.count(call) == 1
    state = it.house.state()
    assert state.subscription.value == it.house.server.subscription
    assert state.balance.value == it.house.server.balance
    assert [row.id for row in state.history.items.value or ()] == [
        row.id for row in it.house.server.transactions
    ]
    assert receipt.expires_at == plan.after.expires_at
    assert state.balance.value == plan.balance_after


async def test_what_is_sent_is_what_was_planned() -> None:
    house = rich_house()
    await house.tariffs.buy(await house.tariffs.plan(2, 90))
    assert house.server.sent == [PurchaseRequest(2, 90, "uuid-ams", 7)]
    house = rich_house()
    await house.subscription.renew(await house.subscription.plan_renewal(90))
    assert house.server.sent == [RenewalRequest(90, 300, 7)]
    house = trial_house()
    await house.subscription.activate_trial(await house.subscription.plan_trial(devices=1))
    assert house.server.sent == [TrialRequest(devices=1)]


@EVERY
async def test_a_key_pressed_twice_pays_once(call: str) -> None:
    it = deed(call)
    plan = await it.plan()
    it.house.wire.hold(call)
    first = asyncio.create_task(it.do(plan))
    await settle()
    with pytest.raises(Busy):
        await it.do(plan)
    it.house.wire.release(call)
    await first
    with pytest.raises(PlanOutdated):
        await it.do(plan)
    assert it.house.wire.count(call) == 1


async def test_one_deed_at_a_time_whatever_it_is() -> None:
    house = rich_house()
    buying, renewing = await house.tariffs.plan(2), await house.subscription.plan_renewal(30)
    house.wire.hold("purchase")
    first = asyncio.create_task(house.tariffs.buy(buying))
    await settle()
    with pytest.raises(Busy):
        await house.subscription.renew(renewing)
    house.wire.release("purchase")
    await first
    # The subscription is another now: what was planned on the old one is no longer true.
    with pytest.raises(PlanOutdated):
        await house.subscription.renew(renewing)
    assert house.wire.count("renew") == 0


async def test_after_a_failure_the_same_plan_may_be_tried_again() -> None:
    house = rich_house()
    plan = await house.tariffs.plan(2)
    house.wire.failures["purchase"] = Unreachable(host="vpn.example.com")
    with pytest.raises(Unreachable):
        await house.tariffs.buy(plan)
    house.wire.failures.clear()
    await house.tariffs.buy(plan)
    assert house.wire.count("purchase") == 2
    assert len(house.server.transactions) == 1


async def test_a_purchase_takes_away_what_waited_for_money() -> None:
    house = rich_house()
    house.intents.want(await house.subscription.plan_renewal(30))
    await house.tariffs.buy(await house.tariffs.plan(2))
    assert house.state().intent is None


async def test_a_session_that_ends_while_looking_pays_for_nobody() -> None:
    house = rich_house()
    await house.session.restore()
    plan = await house.tariffs.plan(2)
    house.wire.hold("transactions")
    buying = asyncio.create_task(house.tariffs.buy(plan))
    await settle()
    await house.session.sign_in("b@example.com", "right")
    house.wire.release("transactions")
    with pytest.raises(SignInRequired):
        await buying
    assert house.wire.count("purchase") == 0


async def test_a_trial_that_wants_a_channel_is_refused_in_the_servers_words() -> None:
    house = trial_house()
    house.server.trial = replace(house.server.trial, channels=(Channel("vpn"),))
    house.wire.failures["activate_trial"] = Rejected(detail="Subscribe to the channel first")
    with pytest.raises(Rejected, match="channel"):
        await house.subscription.activate_trial(await house.subscription.plan_trial())
