"""How long traffic lasts: since when it is counted, and what the pace leads to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.pace import Basis, End, Forecast, Outlook, Seen, forecast
from cabinet_tui.domain.subscription import GIB, Subscription, SubscriptionStatus, Traffic
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset, counting

NOW = datetime(2026, 11, 11, tzinfo=UTC)
DAY = timedelta(days=1)
MONTHLY = Subscription(
    id=1,
    status=SubscriptionStatus.ACTIVE,
    expires_at=datetime(2027, 3, 1, tzinfo=UTC),
    traffic=Traffic(used=50 * GIB, limit=100 * GIB),
    started_at=datetime(2026, 9, 17, tzinfo=UTC),
    resets=TrafficReset.MONTH,
)
BARE = replace(MONTHLY, started_at=None, resets=None)


def told(held: Subscription, *seen: Seen, at: datetime = NOW, now: datetime = NOW) -> Forecast:
    found = forecast(held, at, now, seen)
    assert found is not None
    return found


def used(held: Subscription, gigabytes: float, limit: float | None = 100) -> Subscription:
    whole = None if limit is None else round(limit * GIB)
    return replace(held, traffic=Traffic(round(gigabytes * GIB), whole))


@pytest.mark.parametrize(
    ("reset", "since", "anew"),
    [
        (TrafficReset.DAY, "2026-11-11", "2026-11-12"),
        (TrafficReset.WEEK, "2026-11-09", "2026-11-16"),
        (TrafficReset.MONTH, "2026-11-01", "2026-12-01"),
        (TrafficReset.ROLLING, "2026-10-17", "2026-11-17"),
        (TrafficReset.NEVER, "2026-09-17", None),
    ],
)
def test_a_rule_says_since_when_it_is_counted(
    reset: TrafficReset, since: str, anew: str | None
) -> None:
    found = counting(reset, MONTHLY.started_at, NOW + timedelta(hours=13))
    assert found is not None
    assert f"{found.since:%Y-%m-%d}" == since
    assert (f"{found.anew_at:%Y-%m-%d}" if found.anew_at else None) == anew


def test_a_rolling_month_knows_short_months_and_the_turn_of_the_year() -> None:
    start = datetime(2025, 8, 31, 15, tzinfo=UTC)
    of = [
        counting(TrafficReset.ROLLING, start, datetime(*day, tzinfo=UTC))
        for day in ((2026, 2, 28), (2026, 1, 30), (2025, 12, 31))
    ]
    days = [(f"{one.since:%y%m%d}", f"{one.anew_at:%y%m%d}") for one in of if one and one.anew_at]
    assert days == [("260228", "260331"), ("251231", "260131"), ("251231", "260131")]


def test_what_began_within_the_period_is_counted_from_its_start() -> None:
    young = replace(MONTHLY, started_at=NOW - 5 * DAY)
    found = told(young)
    assert (found.basis, found.since) == (Basis.START, NOW - 5 * DAY)
    assert found.runs_out_at == NOW + 5 * DAY


def test_a_pace_that_is_too_fast_runs_out_before_the_reset() -> None:
    found = told(MONTHLY)
    assert found.outlook is Outlook.RUNS_OUT
    assert found.per_day == pytest.approx(5 * GIB)
    assert found.runs_out_at == NOW + 10 * DAY
    assert (found.end, found.ends_at) == (End.RESET, datetime(2026, 12, 1, tzinfo=UTC))
    assert found.even == pytest.approx(1 / 3)


def test_a_slow_pace_lasts_until_it_is_counted_anew() -> None:
    found = told(used(MONTHLY, 10))
    assert (found.outlook, found.runs_out_at) == (Outlook.LASTS, None)
    assert found.used_at_end == pytest.approx(30 * GIB)


def test_a_subscription_that_ends_first_is_the_end() -> None:
    found = told(used(replace(MONTHLY, expires_at=NOW + 5 * DAY), 10))
    assert (found.end, found.used_at_end) == (End.EXPIRY, 15 * GIB)
    assert found.even == pytest.approx(10 / 15)


def test_one_paid_by_the_day_goes_on_and_a_paused_one_says_nothing() -> None:
    daily = replace(MONTHLY, expires_at=NOW + DAY, daily=Daily())
    assert told(daily).end is End.RESET
    assert forecast(replace(daily, daily=Daily(is_paused=True)), NOW, NOW) is None


@pytest.mark.parametrize(
    ("held", "outlook"),
    [
        (used(MONTHLY, 100), Outlook.USED_UP),
        (used(MONTHLY, 140), Outlook.USED_UP),
        (replace(MONTHLY, status=SubscriptionStatus.LIMITED), Outlook.USED_UP),
        (used(MONTHLY, 0, 0), Outlook.USED_UP),
        (used(MONTHLY, 0), Outlook.UNUSED),
        (used(MONTHLY, 30, None), Outlook.UNLIMITED),
        (used(MONTHLY, 0, None), Outlook.UNUSED),
        (replace(MONTHLY, started_at=NOW - DAY / 2), Outlook.TOO_EARLY),
        (replace(MONTHLY, started_at=NOW + DAY), Outlook.TOO_EARLY),
        (replace(MONTHLY, is_trial=True), Outlook.RUNS_OUT),
        (BARE, Outlook.NOT_KNOWN),
        (replace(BARE, resets=TrafficReset.NEVER), Outlook.NOT_KNOWN),
        (replace(BARE, resets=TrafficReset.ROLLING), Outlook.NOT_KNOWN),
    ],
)
def test_each_state_has_its_outlook(held: Subscription, outlook: Outlook) -> None:
    found = told(held)
    assert found.outlook is outlook
    assert (found.runs_out_at is not None) is (outlook is Outlook.RUNS_OUT)


@pytest.mark.parametrize(
    "held",
    [
        replace(MONTHLY, traffic=Traffic(None, 5)),
        replace(MONTHLY, status=SubscriptionStatus.EXPIRED),
        replace(MONTHLY, status=SubscriptionStatus.SUSPENDED),
        replace(MONTHLY, status="strange"),
        replace(MONTHLY, expires_at=NOW - DAY),
    ],
)
def test_where_nothing_runs_nothing_is_said(held: Subscription) -> None:
    assert forecast(held, NOW, NOW) is None


def test_what_was_told_before_the_last_reset_says_nothing_any_more() -> None:
    assert forecast(MONTHLY, NOW, NOW + 25 * DAY) is None
    assert told(MONTHLY, now=NOW + 5 * DAY).runs_out_at == NOW + 10 * DAY


def test_without_a_rule_the_pace_is_what_was_seen() -> None:
    seen = (Seen(NOW - 4 * DAY, 42 * GIB), Seen(NOW - 2 * DAY, 45 * GIB))
    found = told(BARE, *reversed(seen))
    assert (found.basis, found.since) == (Basis.SEEN, NOW - 4 * DAY)
    assert found.per_day == pytest.approx(2 * GIB)
    assert found.runs_out_at == NOW + 25 * DAY
    assert found.even is None
    assert told(BARE, Seen(NOW - DAY / 2, 0)).outlook is Outlook.TOO_EARLY


def test_what_was_seen_later_than_what_is_shown_is_not_yet_known() -> None:
    found = told(BARE, Seen(NOW - 2 * DAY, 30 * GIB), Seen(NOW + DAY, 31 * GIB))
    assert [one.at for one in found.points] == [NOW - 2 * DAY, NOW]
    assert found.per_day == pytest.approx(10 * GIB)


def test_what_was_set_back_is_seen_anew() -> None:
    """A payment may set the traffic back: no rule knows of that, but it was seen."""
    before, after = Seen(NOW - 6 * DAY, 80 * GIB), Seen(NOW - 4 * DAY, 2 * GIB)
    for held in (BARE, MONTHLY):
        found = told(used(held, 10), before, after)
        assert (found.basis, found.since) == (Basis.SEEN, NOW - 4 * DAY)
        assert found.per_day == pytest.approx(2 * GIB)
    fresh = told(used(MONTHLY, 1), before)
    assert fresh.outlook is Outlook.NOT_KNOWN


def test_a_fall_at_the_reset_itself_is_the_reset() -> None:
    first = datetime(2026, 11, 1, tzinfo=UTC)
    late = Seen(first + timedelta(minutes=8), 99 * GIB)
    found = told(MONTHLY, Seen(first - 3 * DAY, 90 * GIB), late, Seen(first + DAY, GIB))
    assert (found.basis, found.since) == (Basis.RESET, first)
    assert [one.used // GIB for one in found.points] == [0, 1, 50]


def test_traffic_that_was_bought_ends_and_the_limit_falls() -> None:
    bought = (BoughtTraffic(30, NOW + 4 * DAY), BoughtTraffic(5), BoughtTraffic(9, NOW + 90 * DAY))
    found = told(replace(MONTHLY, bought_traffic=bought))
    assert found.runs_out_at == NOW + 4 * DAY
    assert told(replace(used(MONTHLY, 5), bought_traffic=bought)).outlook is Outlook.LASTS


def test_without_an_end_what_lasts_for_years_lasts() -> None:
    endless = replace(MONTHLY, resets=TrafficReset.NEVER, expires_at=None)
    assert told(used(endless, 0.001)).outlook is Outlook.LASTS
    assert told(endless).outlook is Outlook.RUNS_OUT


moments = some.datetimes(timezones=some.just(UTC))
amounts = some.one_of(some.none(), some.integers(0, 10**15), some.integers(0, 200 * GIB))
subscriptions = some.builds(
    Subscription,
    id=some.just(1),
    status=some.sampled_from([SubscriptionStatus.ACTIVE, SubscriptionStatus.LIMITED]),
    expires_at=some.none() | moments,
    traffic=some.builds(Traffic, amounts, amounts),
    started_at=some.none() | moments,
    resets=some.none() | some.sampled_from(TrafficReset),
    bought_traffic=some.lists(
        some.builds(BoughtTraffic, some.floats(-1e15, 1e15), some.none() | moments), max_size=2
    ),
)
sightings = some.lists(some.builds(Seen, moments, some.integers(0, 10**15)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(subscriptions, moments, moments, sightings)
def test_whatever_a_server_says_the_forecast_holds_together(
    held: Subscription, at: datetime, now: datetime, seen: list[Seen]
) -> None:
    found = forecast(held, at, now, seen)
    if found is None:
        return
    assert found.ends_at is None or found.ends_at > found.at
    assert (found.runs_out_at is not None) is (found.outlook is Outlook.RUNS_OUT)
    assert (found.ends_at is None) is (found.end is None)
    assert found.per_day is None or found.per_day > 0
    if found.runs_out_at is not None:
        assert at <= found.runs_out_at <= (found.ends_at or found.runs_out_at)
    if found.even is not None:
        assert 0 <= found.even <= 1
    if found.outlook in (Outlook.RUNS_OUT, Outlook.LASTS, Outlook.UNLIMITED):
        times = [one.at for one in found.points]
        assert times == sorted(times)
        assert all(b.used >= a.used for a, b in zip(found.points, found.points[1:], strict=False))


@settings(max_examples=60, deadline=None)
@given(some.integers(1, 99), some.integers(1, 99))
def test_the_more_is_used_the_sooner_it_runs_out(one: int, other: int) -> None:
    little, much = sorted((one, other))
    ends = [told(used(MONTHLY, amount)).runs_out_at for amount in (little, much)]
    assert ends[1] is None or ends[0] is None or ends[1] <= ends[0]
    assert ends[0] is None or ends[1] is not None
