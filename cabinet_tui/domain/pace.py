"""How fast traffic is used, and how long it lasts at that pace. Bytes, seconds, aware times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from cabinet_tui.domain.subscription import GIB, Subscription, SubscriptionStatus
from cabinet_tui.domain.traffic_period import Counting, TrafficReset, counting

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_HORIZON = timedelta(days=3650)
_RUNS = frozenset({SubscriptionStatus.ACTIVE, SubscriptionStatus.LIMITED})


class Outlook(StrEnum):
    """What becomes of the traffic at this pace."""

    RUNS_OUT = "runs_out"
    LASTS = "lasts"
    UNLIMITED = "unlimited"
    UNUSED = "unused"
    USED_UP = "used_up"
    TOO_EARLY = "too_early"
    NOT_KNOWN = "not_known"


class Basis(StrEnum):
    """What the pace is counted from."""

    RESET = "reset"
    START = "start"
    SEEN = "seen"


class End(StrEnum):
    """What comes first: the traffic is counted anew, or the subscription ends."""

    RESET = "reset"
    EXPIRY = "expiry"


@dataclass(frozen=True, slots=True)
class Seen:
    """Bytes that were used, as the server told at some time."""

    at: datetime
    used: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """How it goes on at this pace.

    ``at`` is when ``used`` was told, ``points`` is what is known until then, the oldest first.
    ``used_at_end`` is what will be used by ``ends_at``; ``even`` is the part of the limit, from 0
    to 1, that would be used by now at a pace that makes it last just so long.
    """

    outlook: Outlook
    at: datetime
    used: int
    limit: int | None = None
    basis: Basis | None = None
    points: Sequence[Seen] = ()
    per_day: float | None = None
    end: End | None = None
    ends_at: datetime | None = None
    used_at_end: int | None = None
    runs_out_at: datetime | None = None
    even: float | None = None

    @property
    def since(self) -> datetime | None:
        """From when on the pace is counted."""
        return self.points[0].at if self.points else None


def forecast(
    held: Subscription, at: datetime, now: datetime, seen: Sequence[Seen] = ()
) -> Forecast | None:
    """What the pace of a subscription leads to; None where there is nothing to be said.

    ``at`` is when the server told of it, ``seen`` what it told before, as this program kept it.
    """
    used = held.traffic.used
    if used is None or not _runs(held, now):
        return None
    rule = counting(held.resets, held.started_at, at)
    if rule is not None and rule.anew_at is not None and rule.anew_at <= now:
        # Told before the last reset: what is used by now nobody knows.
        return None
    end, ends_at = _end(held, rule, at)
    limit = held.traffic.limit
    least = _least(held.resets)
    basis, points = _points(rule, [*_before(seen, at), Seen(at, used)], least)
    plain = Forecast(Outlook.NOT_KNOWN, at, used, limit, basis, points, end=end, ends_at=ends_at)
    if held.status is SubscriptionStatus.LIMITED or (limit is not None and used >= limit):
        return replace(plain, outlook=Outlook.USED_UP)
    if basis is None:
        return plain
    elapsed, grown = at - points[0].at, used - points[0].used
    if elapsed < least:
        return replace(plain, outlook=Outlook.TOO_EARLY)
    if grown <= 0:
        return replace(plain, outlook=Outlook.UNUSED, even=_even(plain))
    return _at_pace(held, plain, grown / elapsed.total_seconds())


def _at_pace(held: Subscription, plain: Forecast, rate: float) -> Forecast:
    """``rate`` is in bytes a second, and above nothing."""
    per_day = rate * _DAY.total_seconds()
    by_end = None
    if plain.ends_at is not None:
        by_end = plain.used + round(rate * (plain.ends_at - plain.at).total_seconds())
    if plain.limit is None:
        return replace(plain, outlook=Outlook.UNLIMITED, per_day=per_day, used_at_end=by_end)
    out = _runs_out(held, plain, rate)
    outlook = Outlook.LASTS if out is None else Outlook.RUNS_OUT
    return replace(
        plain,
        outlook=outlook,
        per_day=per_day,
        used_at_end=by_end,
        runs_out_at=out,
        even=_even(plain),
    )


def _runs(held: Subscription, now: datetime) -> bool:
    is_over = held.time_left(now) == timedelta() and held.daily is None
    is_paused = held.daily is not None and held.daily.is_paused
    return held.status in _RUNS and not is_over and not is_paused


def _end(
    held: Subscription, rule: Counting | None, at: datetime
) -> tuple[End | None, datetime | None]:
    """What comes first. A subscription that is paid by the day goes on, whatever date it has."""
    reset = rule.anew_at if rule is not None else None
    over = held.expires_at if held.daily is None else None
    if over is not None and over <= at:
        over = None
    if over is not None and (reset is None or over < reset):
        return End.EXPIRY, over
    return (End.RESET, reset) if reset is not None else (None, None)


def _least(reset: TrafficReset | None) -> timedelta:
    """How long it has to be looked at before a pace means anything."""
    return _HOUR if reset is TrafficReset.DAY else _DAY


def _before(seen: Sequence[Seen], at: datetime) -> Iterator[Seen]:
    """What was seen before, in the order of time."""
    yield from sorted((one for one in seen if one.at < at), key=lambda one: one.at)


def _points(
    rule: Counting | None, seen: Sequence[Seen], least: timedelta
) -> tuple[Basis | None, tuple[Seen, ...]]:
    """Where the pace begins, and what is known from there on."""
    fell = max((at for at in range(1, len(seen)) if seen[at].used < seen[at - 1].used), default=0)
    rising = tuple(seen[fell:])
    if rule is None or (fell and seen[fell - 1].at >= rule.since + least):
        # It was set back when no rule says so, by a payment maybe: only what came after counts.
        return (Basis.SEEN, rising) if len(rising) > 1 else (None, rising)
    of_period = [one for one in rising if one.at > rule.since] or [seen[-1]]
    basis = Basis.RESET if rule.is_reset else Basis.START
    return basis, (Seen(rule.since, 0), *of_period)


def _even(plain: Forecast) -> float | None:
    """Only where it is known when the counting began: what is seen may begin in the middle."""
    if plain.ends_at is None or plain.basis is Basis.SEEN or not plain.points:
        return None
    whole = plain.ends_at - plain.points[0].at
    return (plain.at - plain.points[0].at) / whole if whole > timedelta() else None


def _runs_out(held: Subscription, plain: Forecast, rate: float) -> datetime | None:
    """When the limit is reached. It falls when traffic that was bought beside it ends."""
    if plain.limit is None:
        return None
    at, limit, used = plain.at, plain.limit, plain.used
    # A date that a calendar has no place for is as good as none.
    latest = datetime.max.replace(tzinfo=UTC) - _DAY
    until = plain.ends_at if plain.ends_at is not None else min(at, latest - _HORIZON) + _HORIZON
    falls = sorted(
        (one.expires_at, round(one.gb * GIB))
        for one in held.bought_traffic
        if one.expires_at is not None and at < one.expires_at < until
    )
    for step, gone in [*falls, (until, 0)]:
        seconds = (step - at).total_seconds()
        if limit - used <= rate * seconds:
            return at + timedelta(seconds=min(seconds, max(0.0, (limit - used) / rate)))
        limit -= max(0, gone)
    return None
