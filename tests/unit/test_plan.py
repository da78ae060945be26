"""What a plan says of a purchase, a renewal and a trial."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import (
    DeviceLimitDrops,
    Discount,
    TariffChanges,
    Terms,
    TrafficIsUsedUp,
    TrafficLimitDrops,
    TrialEnds,
)
from cabinet_tui.domain.planning import plan_purchase, plan_renewal, plan_trial
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    PurchaseRequest,
    RenewalOption,
    RenewalRequest,
    Server,
    Subscription,
    SubscriptionStatus,
    Tariff,
    Traffic,
    TrialOffer,
    TrialRequest,
)
from tests.held_clock import START

PERIOD = Period(30, Kopeks(44_910))
TARIFF = Tariff(2, "Standard", (PERIOD,), traffic_gb=300, devices=5)
EXPIRY = START + timedelta(days=10)
HELD = Subscription(
    id=7,
    status=SubscriptionStatus.ACTIVE,
    plan="Standard",
    expires_at=EXPIRY,
    traffic=Traffic(used=40 * GIB, limit=300 * GIB),
    devices_used=3,
    devices_limit=5,
    servers=(Server("Nowhere"), Server("Amsterdam", "NL", "uuid-ams")),
)
RICH = Kopeks(100_000)


def test_a_purchase_says_what_it_costs_and_what_is_left() -> None:
    plan = plan_purchase(TARIFF, PERIOD, HELD, RICH, START)
    assert (plan.price, plan.balance_before, plan.balance_after) == (44_910, 100_000, 55_090)
    assert plan.missing == 0
    assert plan.is_affordable
    assert plan.warnings == ()


def test_what_is_missing_is_exact_and_the_balance_never_goes_below_zero() -> None:
    plan = plan_purchase(TARIFF, PERIOD, HELD, Kopeks(44_909), START)
    assert plan.missing == 1
    assert plan.balance_after == 0
    assert not plan.is_affordable


def test_a_subscription_that_runs_is_extended_from_its_expiry() -> None:
    plan = plan_purchase(TARIFF, PERIOD, HELD, RICH, START)
    assert plan.before == Terms(EXPIRY, 300 * GIB, 5)
    assert plan.after == Terms(EXPIRY + timedelta(days=30), 300 * GIB, 5)


@pytest.mark.parametrize(
    "held",
    [
        None,
        replace(HELD, status=SubscriptionStatus.EXPIRED, expires_at=START - timedelta(days=1)),
        replace(HELD, status=SubscriptionStatus.SUSPENDED),
        replace(HELD, expires_at=START),
        replace(HELD, is_trial=True),
    ],
)
def test_without_one_that_runs_a_purchase_begins_now(held: Subscription | None) -> None:
    plan = plan_purchase(TARIFF, PERIOD, held, RICH, START)
    assert plan.after.expires_at == START + timedelta(days=30)
    assert (plan.before is None) == (held is None)


def test_a_state_nobody_knows_counts_as_running_while_it_lasts() -> None:
    held = replace(HELD, status="on_holiday")
    assert plan_purchase(TARIFF, PERIOD, held, RICH, START).after.expires_at == EXPIRY + timedelta(
        days=30
    )


def test_an_expiry_that_was_not_told_is_not_made_up() -> None:
    plan = plan_purchase(TARIFF, PERIOD, replace(HELD, expires_at=None), RICH, START)
    assert plan.after.expires_at is None


def test_a_length_beyond_the_calendar_has_no_expiry() -> None:
    period = replace(PERIOD, days=10**9)
    assert plan_purchase(TARIFF, period, HELD, RICH, START).after.expires_at is None


def test_a_purchase_stays_on_the_server_of_the_subscription() -> None:
    plan = plan_purchase(TARIFF, PERIOD, HELD, RICH, START)
    assert plan.request == PurchaseRequest(2, 30, "uuid-ams", 7)
    assert plan.server_uuid == "uuid-ams"
    fresh = plan_purchase(TARIFF, PERIOD, None, RICH, START)
    assert fresh.request == PurchaseRequest(2, 30)
    assert fresh.at_server("other").request == PurchaseRequest(2, 30, "other")


def test_less_than_before_is_said() -> None:
    small = Tariff(1, "Basic", (PERIOD,), traffic_gb=30, devices=2)
    plan = plan_purchase(small, PERIOD, HELD, RICH, START)
    assert plan.warnings == (
        TariffChanges("Standard", "Basic"),
        DeviceLimitDrops(5, 2, 3),
        TrafficLimitDrops(300 * GIB, 30 * GIB),
        TrafficIsUsedUp(40 * GIB, 30 * GIB),
    )


def test_what_was_used_of_a_subscription_that_is_over_does_not_count() -> None:
    over = replace(HELD, expires_at=START - timedelta(days=1), status=SubscriptionStatus.EXPIRED)
    small = replace(TARIFF, traffic_gb=30)
    plan = plan_purchase(small, PERIOD, over, RICH, START)
    assert plan.warnings == (TrafficLimitDrops(300 * GIB, 30 * GIB),)


def test_leaving_unlimited_traffic_is_a_loss_and_getting_it_is_none() -> None:
    unlimited = replace(HELD, traffic=Traffic(used=10 * GIB, limit=None))
    plan = plan_purchase(TARIFF, PERIOD, unlimited, RICH, START)
    assert plan.warnings == (TrafficLimitDrops(None, 300 * GIB),)
    plan = plan_purchase(replace(TARIFF, traffic_gb=None), PERIOD, HELD, RICH, START)
    assert plan.warnings == ()
    assert plan.after.traffic is None


def test_a_trial_that_still_runs_is_lost() -> None:
    plan = plan_purchase(TARIFF, PERIOD, replace(HELD, is_trial=True), RICH, START)
    assert plan.warnings == (TrialEnds(timedelta(days=10)),)


def test_a_discount_may_not_come_again() -> None:
    period = replace(PERIOD, full_price=Kopeks(49_900), discount_percent=10)
    plan = plan_purchase(TARIFF, period, HELD, RICH, START)
    assert plan.warnings == (Discount(10, Kopeks(49_900)),)
    assert plan.full_price == 49_900


def test_a_renewal_goes_on_from_the_expiry_and_keeps_the_devices() -> None:
    plan = plan_renewal(RenewalOption(90, Kopeks(1), traffic_gb=100), HELD, RICH, START)
    assert plan.after == Terms(EXPIRY + timedelta(days=90), 100 * GIB, 5)
    assert plan.request == RenewalRequest(90, 100, 7)
    assert plan.warnings == (TrafficLimitDrops(300 * GIB, 100 * GIB),)


def test_a_renewal_of_one_that_is_over_begins_now() -> None:
    over = replace(HELD, expires_at=START - timedelta(days=40))
    plan = plan_renewal(RenewalOption(30, Kopeks(1)), over, RICH, START)
    assert plan.after.expires_at == START + timedelta(days=30)


def test_a_renewal_that_names_no_traffic_leaves_it() -> None:
    plan = plan_renewal(RenewalOption(30, Kopeks(1)), HELD, RICH, START)
    assert plan.after.traffic == 300 * GIB
    assert plan.request == RenewalRequest(30, None, 7)
    assert plan.at_server("elsewhere") is plan
    assert plan.server_uuid == ""


def test_a_renewal_below_what_is_used_says_so() -> None:
    plan = plan_renewal(RenewalOption(30, Kopeks(1), traffic_gb=30), HELD, RICH, START)
    assert TrafficIsUsedUp(40 * GIB, 30 * GIB) in plan.warnings


def test_a_trial_gives_what_it_offers_for_nothing() -> None:
    offer = TrialOffer(available=True, days=3, traffic_gb=5, devices=2)
    plan = plan_trial(offer, None, Kopeks(0), START)
    assert (plan.price, plan.missing) == (0, 0)
    assert plan.after == Terms(START + timedelta(days=3), 5 * GIB, 2)
    assert plan.request == TrialRequest(devices=2)


def test_a_trial_may_cost_and_may_be_for_fewer_devices() -> None:
    offer = TrialOffer(available=True, days=3, devices=2, price=Kopeks(100))
    plan = plan_trial(offer, None, Kopeks(40), START, devices=1)
    assert plan.missing == 60
    assert plan.request == TrialRequest(devices=1)
    assert plan.after.traffic is None
