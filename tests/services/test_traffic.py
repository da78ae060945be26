"""Traffic is bought by plan, and counted anew no more often than the server does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.errors import NotSupported, RateLimited, ServerFailure
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import Discount, TrafficEnds
from cabinet_tui.domain.refusals import NotOffered, PriceChanged, TooSoon
from cabinet_tui.domain.subscription import GIB, Traffic
from cabinet_tui.domain.traffic import TrafficPackage, TrafficRequest
from tests.services.deeds import rich_house
from tests.services.fake_more import FakeMore
from tests.services.house import House


def traffic_house() -> tuple[House, FakeMore]:
    house = rich_house()
    fake = house.extras.traffic
    assert isinstance(fake, FakeMore)
    return house, fake


async def test_a_plan_for_traffic_adds_to_the_limit_alone() -> None:
    house, _fake = traffic_house()
    plan = await house.cabinet.traffic.plan(60)
    assert plan.before is not None
    assert (plan.before.traffic, plan.after.traffic) == (300 * GIB, 360 * GIB)
    assert plan.after.expires_at == plan.before.expires_at
    assert plan.after.devices == plan.before.devices
    assert plan.request == TrafficRequest(60, 7)
    assert plan.warnings == (TrafficEnds(), Discount(10, Kopeks(50_000)))


async def test_a_package_without_a_limit_takes_the_limit_away() -> None:
    house, fake = traffic_house()
    fake.packages_sold = (TrafficPackage(0, Kopeks(90_000), is_unlimited=True),)
    assert (await house.cabinet.traffic.plan(0)).after.traffic is None


async def test_what_was_bought_is_shown_with_its_end() -> None:
    house, _fake = traffic_house()
    await house.cabinet.traffic.buy(await house.cabinet.traffic.plan(20))
    held = house.state().subscription.value
    assert held is not None
    assert [(bought.gb, bought.expires_at is not None) for bought in held.bought_traffic] == [
        (20, True)
    ]


async def test_a_package_that_is_not_sold_or_costs_more_is_not_paid() -> None:
    house, fake = traffic_house()
    with pytest.raises(NotOffered):
        await house.cabinet.traffic.plan(7)
    plan = await house.cabinet.traffic.plan(20)
    fake.packages_sold = (TrafficPackage(20, Kopeks(4_100)),)
    await house.cabinet.traffic.refresh()
    with pytest.raises(PriceChanged):
        await house.cabinet.traffic.buy(plan)
    assert house.wire.count("buy_traffic") == 0


async def test_the_new_count_is_shown_and_cannot_be_asked_again_for_a_minute() -> None:
    house, _fake = traffic_house()
    await house.subscription.refresh()
    await house.cabinet.traffic.count_again()
    held = house.state().subscription.value
    assert held is not None
    assert held.traffic == Traffic(7 * GIB, 300 * GIB)
    await house.clock.advance(20)
    with pytest.raises(TooSoon) as told:
        await house.cabinet.traffic.count_again()
    assert told.value.seconds == 40
    assert house.wire.count("count") == 1
    await house.clock.advance(40)
    await house.cabinet.traffic.count_again()
    assert house.wire.count("count") == 2


@pytest.mark.parametrize("refused", [False, True])
async def test_the_wait_the_server_names_is_kept(*, refused: bool) -> None:
    house, fake = traffic_house()
    wait = timedelta(seconds=33)
    if refused:
        house.wire.failures["count"] = RateLimited(retry_after=wait)
        with pytest.raises(TooSoon):
            await house.cabinet.traffic.count_again()
    else:
        fake.wait = wait
        await house.cabinet.traffic.count_again()
    assert house.state().traffic_count_at == house.clock.now() + wait


async def test_a_failed_count_may_be_asked_again_at_once() -> None:
    house, _fake = traffic_house()
    house.wire.failures["count"] = ServerFailure()
    with pytest.raises(ServerFailure):
        await house.cabinet.traffic.count_again()
    assert house.state().traffic_count_at is None


async def test_the_wait_of_one_account_is_not_that_of_the_next() -> None:
    house, _fake = traffic_house()
    await house.cabinet.traffic.count_again()
    await house.session.sign_out()
    assert house.state().traffic_count_at is None


async def test_the_chosen_subscription_is_named() -> None:
    house, fake = traffic_house()
    house.store.update(lambda state: replace(state, chosen_subscription=31))
    await house.cabinet.traffic.refresh()
    await house.cabinet.traffic.count_again()
    assert fake.asked_of == [31, 31]


async def test_a_server_without_packages_says_so() -> None:
    house = House()
    with pytest.raises(NotSupported):
        await house.cabinet.traffic.plan(20)
    with pytest.raises(NotSupported):
        await house.cabinet.traffic.count_again()
