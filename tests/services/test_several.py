"""Several subscriptions: all that is sent names the one that is meant, and nothing is guessed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.errors import NotFound, NotSupported, OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan_notes import SubscriptionBeside
from cabinet_tui.domain.refusals import OutcomeFound, PlanOutdated
from cabinet_tui.domain.subscription import (
    Period,
    PurchaseRequest,
    RenewalOption,
    RenewalRequest,
    Tariff,
)
from cabinet_tui.domain.subscriptions import ChoiceRequired
from tests.held_clock import START
from tests.services.house import House
from tests.services.several import BASIC, OVER, STANDARD, SeveralHouse

LOST = OutcomeUnknown(host="vpn.example.com")
FAMILY = Tariff(4, "Family", (Period(90, Kopeks(90_000)),), traffic_gb=1000, devices=15)


async def test_it_begins_with_the_first_that_runs_and_is_paid_for() -> None:
    house = SeveralHouse(OVER, BASIC)
    house.server.subscription = replace(STANDARD, is_trial=True)
    await house.subscription.refresh()
    assert house.state().chosen_subscription == BASIC.id
    assert house.state().subscription.value == BASIC
    assert house.server.asked_of == BASIC.id


async def test_where_there_is_one_nothing_is_chosen_and_the_list_is_not_asked_for_again() -> None:
    house = SeveralHouse()
    await house.subscription.refresh()
    await house.tariffs.refresh()
    await house.subscription.refresh()
    assert house.state().chosen_subscription is None
    assert house.wire.count("subscriptions") == 1


async def test_a_server_without_the_list_is_never_asked_for_it() -> None:
    house = House()
    await house.subscription.refresh()
    await house.cabinet.subscriptions.refresh()
    assert house.wire.calls == ["subscription"]
    with pytest.raises(NotSupported):
        await house.cabinet.subscriptions.remove(7)


async def test_choosing_another_reads_all_that_is_about_it_anew() -> None:
    house = SeveralHouse(BASIC)
    await house.subscription.refresh()
    await house.subscription.refresh_renewal_options()
    await house.cabinet.subscriptions.choose(BASIC.id)
    state = house.state()
    assert (state.chosen_subscription, state.subscription.value) == (BASIC.id, BASIC)
    assert house.server.asked_of == BASIC.id
    assert house.wire.count("options") == 2
    with pytest.raises(NotFound):
        await house.cabinet.subscriptions.choose(99)


async def test_a_renewal_is_of_the_chosen_one_though_another_lasts_longer() -> None:
    house = SeveralHouse(BASIC)
    receipt = await house.subscription.renew(await house.subscription.plan_renewal(30))
    assert house.server.sent == [RenewalRequest(30, subscription_id=STANDARD.id)]
    assert receipt.expires_at == START + timedelta(days=40)
    assert house.server.others == [BASIC]


async def test_buying_the_tariff_of_another_one_goes_on_with_that_one() -> None:
    house = SeveralHouse(BASIC)
    plan = await house.tariffs.plan(BASIC.tariff_id or 0)
    assert plan.subscription == BASIC
    await house.tariffs.buy(plan)
    assert house.server.sent == [PurchaseRequest(1, 30, subscription_id=BASIC.id)]
    assert house.server.subscription == STANDARD
    assert [row.amount for row in house.server.transactions] == [-10_000]


async def test_a_tariff_of_none_of_them_makes_a_new_one_which_is_shown_then() -> None:
    house = SeveralHouse(BASIC)
    house.server.tariffs.append(FAMILY)
    plan = await house.tariffs.plan(4)
    assert (plan.subscription, plan.before) == (None, None)
    assert SubscriptionBeside() in plan.warnings
    await house.tariffs.buy(plan)
    assert house.server.sent == [PurchaseRequest(4, 90)]
    assert [held.plan for held in house.server.every()] == ["Standard", "Basic", "Family"]
    held = house.state().subscription.value
    assert held is not None
    assert held.plan == "Family"


async def test_a_new_one_whose_answer_was_lost_is_found_in_the_list() -> None:
    house = SeveralHouse(BASIC)
    house.server.tariffs.append(FAMILY)
    plan = await house.tariffs.plan(4)
    house.wire.failures["purchase"] = LOST
    house.wire.got_through.add("purchase")
    with pytest.raises(OutcomeFound) as caught:
        await house.tariffs.buy(plan)
    assert (caught.value.outcome, caught.value.paid) == (Outcome.CHARGED, 90_000)
    assert len(house.server.transactions) == 1


async def test_without_a_choice_nothing_that_costs_money_is_sent() -> None:
    house = SeveralHouse(BASIC)
    plan = await house.subscription.plan_renewal(30)
    unnamed = replace(plan, request=RenewalRequest(30))
    with pytest.raises(ChoiceRequired) as caught:
        await house.subscription.renew(unnamed)
    assert "Standard #7" in str(caught.value)
    assert house.wire.count("renew") == 0


async def test_while_the_list_cannot_be_read_nothing_that_costs_money_is_sent() -> None:
    house = SeveralHouse(BASIC)
    plan = await house.subscription.plan_renewal(30)
    house.wire.failures["subscriptions"] = Unreachable(host="vpn.example.com")
    with pytest.raises(Unreachable):
        await house.subscription.renew(plan)
    assert house.wire.count("renew") == 0


async def test_a_plan_for_one_that_is_gone_is_outdated() -> None:
    house = SeveralHouse(BASIC, OVER)
    await house.subscription.refresh()
    await house.cabinet.subscriptions.choose(BASIC.id)
    plan = await house.subscription.plan_renewal(30)
    house.server.others = [OVER]
    with pytest.raises(PlanOutdated):
        await house.subscription.renew(plan)
    assert house.wire.count("renew") == 0


async def test_one_that_was_taken_away_gives_way_to_another() -> None:
    house = SeveralHouse(BASIC, OVER)
    await house.subscription.refresh()
    await house.cabinet.subscriptions.choose(BASIC.id)
    house.server.others = [OVER]
    await house.subscription.refresh()
    assert house.state().subscription.value == STANDARD
    assert house.state().chosen_subscription == STANDARD.id


async def test_removing_the_chosen_one_shows_another() -> None:
    house = SeveralHouse(OVER)
    await house.subscription.refresh()
    await house.cabinet.subscriptions.choose(OVER.id)
    house.server.options = [RenewalOption(30, Kopeks(1))]
    await house.cabinet.subscriptions.remove(OVER.id)
    assert house.wire.count("remove") == 1
    assert house.state().subscription.value == STANDARD


async def test_one_that_runs_is_not_removed() -> None:
    house = SeveralHouse(BASIC)
    with pytest.raises(Rejected):
        await house.cabinet.subscriptions.remove(BASIC.id)
    assert house.server.others == [BASIC]


@pytest.mark.parametrize("done", [True, False])
async def test_a_removal_without_an_answer_is_looked_up(done: bool) -> None:
    house = SeveralHouse(OVER, BASIC)
    await house.subscription.refresh()
    house.wire.failures["remove"] = LOST
    if done:
        house.wire.got_through.add("remove")
        await house.cabinet.subscriptions.remove(OVER.id)
    else:
        with pytest.raises(OutcomeUnknown):
            await house.cabinet.subscriptions.remove(OVER.id)
    assert house.wire.count("remove") == 1
    listed = house.state().subscriptions.value
    assert listed is not None
    assert (listed.find(OVER.id) is None) is done
