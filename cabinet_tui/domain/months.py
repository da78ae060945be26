"""Money that came and went, month by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.money import ZERO, Kopeks


@dataclass(frozen=True, slots=True)
class Month:
    """One month by the local calendar; both sums are positive."""

    start: datetime
    income: Kopeks = ZERO
    spent: Kopeks = ZERO


def by_month(transactions: Iterable[Transaction], now: datetime, most: int) -> tuple[Month, ...]:
    """The last ``most`` months up to now, oldest first, from the first one with money on.

    What was not completed did not move money. What has no date, or one to come, is left out.
    """
    return months_of(moves_of(transactions), now, most)


def moves_of(transactions: Iterable[Transaction]) -> Iterator[tuple[datetime | None, Kopeks]]:
    """The dates and sums of what moved money."""
    return ((item.created_at, item.amount) for item in transactions if item.completed)


def months_of(
    moves: Iterable[tuple[datetime | None, Kopeks]], now: datetime, most: int
) -> tuple[Month, ...]:
    """The same of any sums with their dates; a sum below zero was spent."""
    newest = _number(now)
    sums: dict[int, tuple[int, int]] = {}
    for at, amount in moves:
        if at is not None and at <= now:
            key = _number(at)
            income, spent = sums.get(key, (0, 0))
            sums[key] = income + max(0, amount), spent + max(0, -amount)
    shown = [key for key in sums if key > newest - most]
    if not shown:
        return ()
    return tuple(_month(key, *sums.get(key, (0, 0))) for key in range(min(shown), newest + 1))


def _number(moment: datetime) -> int:
    local = moment.astimezone()
    return local.year * 12 + local.month - 1


def _month(key: int, income: int, spent: int) -> Month:
    start = datetime(key // 12, key % 12 + 1, 1).astimezone()
    return Month(start, Kopeks(income), Kopeks(spent))
