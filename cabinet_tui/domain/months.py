"""Money that came and went, month by month."""

from collections.abc import Iterable
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
    newest = _number(now)
    sums: dict[int, tuple[int, int]] = {}
    for item in transactions:
        if item.completed and item.created_at is not None and item.created_at <= now:
            key = _number(item.created_at)
            income, spent = sums.get(key, (0, 0))
            sums[key] = income + max(0, item.amount), spent + max(0, -item.amount)
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
