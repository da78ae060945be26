"""What a plan says where buying converts the subscription."""

from dataclasses import replace
from datetime import timedelta

from cabinet_tui import locale
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import DeviceLimitDrops, TariffChanges, TrafficIsUsedUp
from cabinet_tui.domain.plan_notes import (
    AddedTrafficIsLost,
    ChargedDaily,
    DaysAreNotReckoned,
    ExtraDevicesIncluded,
    SubscriptionBeside,
    TrafficStartsAnew,
)
from cabinet_tui.domain.planning import plan_purchase
from cabinet_tui.domain.planning_sales import plan_switch
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    PurchaseRequest,
    Subscription,
    SubscriptionStatus,
    Tariff,
    Traffic,
)
from cabinet_tui.domain.subscriptions import Subscriptions, is_over, named_among
from cabinet_tui.domain.switch import SwitchOffer, SwitchRequest
from cabinet_tui.domain.traffic import BoughtTraffic
from tests.held_clock import START

PERIOD = Period(30, Kopeks(36_900), extra_devices=1)
TARIFF = Tariff(2, "Standard", (PERIOD,), traffic_gb=250, devices=5)
BASIC = Tariff(1, "Basic", (Period(30, Kopeks(19_900)),), traffic_gb=100, devices=2)
DAILY = Tariff(5, "Daily", (Period(1, Kopeks(1_900)),), traffic_gb=15, devices=1, is_daily=True)
EXPIRY = START + timedelta(days=23, hours=5)
HELD = Subscription(
    id=7,
    status=SubscriptionStatus.ACTIVE,
    plan="Standard",
    tariff_id=2,
    expires_at=EXPIRY,
    traffic=Traffic(used=120 * GIB, limit=350 * GIB),
    devices_limit=6,
    bought_traffic=(BoughtTraffic(100),),
)
RICH = Kopeks(100_000)


def test_the_tariff_there_is_goes_on_with_what_was_added_to_it() -> None:
    plan = plan_purchase(TARIFF, PERIOD, HELD, RICH, START, converts=True)
    assert plan.after.expires_at == EXPIRY + timedelta(days=30)
    assert (plan.after.traffic, plan.after.devices) == (350 * GIB, 6)
    assert plan.warnings == (
        TrafficStartsAnew(120 * GIB, packages_stay=True),
        ExtraDevicesIncluded(1),
    )


def test_another_tariff_converts_day_for_day_and_takes_devices_away() -> None:
    plan = plan_purchase(BASIC, BASIC.periods[0], HELD, RICH, START, converts=True)
    assert plan.after.expires_at == EXPIRY + timedelta(days=30)
    assert TariffChanges("Standard", "Basic") in plan.warnings
    assert DeviceLimitDrops(6, 2) in plan.warnings
    assert DaysAreNotReckoned(23) in plan.warnings
    assert TrafficStartsAnew(120 * GIB) in plan.warnings
    # What was used is counted from 0 again: the smaller limit leaves all of itself.
    assert not any(isinstance(warning, TrafficIsUsedUp) for warning in plan.warnings)


def test_one_that_is_over_begins_anew_and_converts_nothing() -> None:
    over = replace(
        HELD, status=SubscriptionStatus.EXPIRED, expires_at=START - timedelta(days=1), tariff_id=2
    )
    plan = plan_purchase(TARIFF, PERIOD, over, RICH, START, converts=True)
    assert plan.after.expires_at == START + timedelta(days=30)
    assert (plan.after.traffic, plan.after.devices) == (250 * GIB, 6)
    assert not any(isinstance(warning, DaysAreNotReckoned) for warning in plan.warnings)


def test_where_nothing_is_converted_nothing_is_said_of_it() -> None:
    plan = plan_purchase(BASIC, BASIC.periods[0], HELD, RICH, START)
    assert not any(
        isinstance(warning, DaysAreNotReckoned | TrafficStartsAnew) for warning in plan.warnings
    )


def test_a_new_one_beside_the_others_names_none_of_them() -> None:
    plan = plan_purchase(BASIC, BASIC.periods[0], None, RICH, START, converts=True, beside=True)
    assert plan.before is None
    assert plan.warnings == (SubscriptionBeside(),)
    assert plan.request == PurchaseRequest(1, 30)


def test_a_daily_tariff_says_that_it_is_charged_every_day() -> None:
    plan = plan_purchase(DAILY, DAILY.periods[0], None, RICH, START)
    assert plan.warnings == (ChargedDaily(Kopeks(1_900)),)


def test_a_switch_keeps_the_end_and_loses_what_was_added() -> None:
    offer = SwitchOffer(1, "Basic", Kopeks(0), days_left=23)
    plan = plan_switch(offer, BASIC, HELD, RICH)
    assert plan.request == SwitchRequest(1, 30, 7)
    assert (plan.after.expires_at, plan.after.devices) == (EXPIRY, 2)
    assert DeviceLimitDrops(6, 2) in plan.warnings
    assert AddedTrafficIsLost() in plan.warnings
    # It costs nothing: what was used stays counted.
    assert TrafficIsUsedUp(120 * GIB, 100 * GIB) in plan.warnings


def test_a_switch_that_costs_counts_traffic_anew() -> None:
    plan = plan_switch(SwitchOffer(1, "", Kopeks(500)), BASIC, HELD, RICH)
    assert plan.name == "Basic"
    assert TrafficStartsAnew(120 * GIB) in plan.warnings
    assert not any(isinstance(warning, TrafficIsUsedUp) for warning in plan.warnings)


def test_going_over_to_a_daily_tariff_promises_no_end() -> None:
    plan = plan_switch(SwitchOffer(5, "Daily", Kopeks(1_900)), DAILY, HELD, RICH)
    assert plan.after.expires_at is None
    assert ChargedDaily(Kopeks(1_900)) in plan.warnings


def test_the_first_sensible_runs_and_is_paid_for() -> None:
    trial = replace(HELD, id=1, is_trial=True)
    over = replace(HELD, id=2, status=SubscriptionStatus.EXPIRED)
    paused = replace(HELD, id=3, status=SubscriptionStatus.SUSPENDED)
    for held, expected in (
        ((over, trial, HELD), HELD),
        ((over, trial), trial),
        ((paused, over), paused),
        ((), None),
    ):
        assert Subscriptions(held, may_be_several=True).first_sensible() == expected
    assert [is_over(held) for held in (HELD, trial, over, paused)] == [False, False, True, True]


def test_a_name_is_said_only_where_there_is_something_to_tell_apart() -> None:
    locale.use("en")
    other = replace(HELD, id=8, plan="")
    several = Subscriptions((HELD, other), may_be_several=True)
    assert named_among(several, HELD) == "Standard #7"
    assert named_among(several, other) == "Subscription #8"
    assert named_among(several, None) == ""
    assert named_among(Subscriptions((HELD,), may_be_several=True), HELD) == ""
    assert named_among(Subscriptions((HELD, other)), HELD) == ""
    assert named_among(None, HELD) == ""
