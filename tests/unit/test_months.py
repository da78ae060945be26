"""Money by month: what is counted, and where."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.months import by_month

NOW = datetime(2024, 3, 15, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def moscow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Three hours east of Greenwich."""
    monkeypatch.setenv("TZ", "Europe/Moscow")
    time.tzset()
    yield
    monkeypatch.undo()
    os.environ.setdefault("TZ", "UTC")
    time.tzset()


def moved(amount: int, at: datetime | None, *, completed: bool = True) -> Transaction:
    return Transaction(1, TransactionKind.TOP_UP, Kopeks(amount), "", at, completed=completed)


def sums(*rows: Transaction, most: int = 12) -> list[tuple[str, int, int]]:
    return [
        (f"{month.start:%Y-%m}", month.income, month.spent) for month in by_month(rows, NOW, most)
    ]


def test_what_came_and_what_went_are_counted_apart() -> None:
    at = datetime(2024, 3, 1, 12, tzinfo=UTC)
    assert sums(moved(500, at), moved(-300, at), moved(200, at)) == [("2024-03", 700, 300)]


def test_months_without_money_are_there_and_the_last_one_is_this_one() -> None:
    old = datetime(2023, 12, 5, tzinfo=UTC)
    assert sums(moved(100, old)) == [
        ("2023-12", 100, 0),
        ("2024-01", 0, 0),
        ("2024-02", 0, 0),
        ("2024-03", 0, 0),
    ]


def test_a_month_is_one_of_the_local_calendar() -> None:
    late = datetime(2024, 2, 29, 22, 30, tzinfo=UTC)
    assert sums(moved(100, late)) == [("2024-03", 100, 0)]


def test_what_is_older_than_asked_for_is_left_out() -> None:
    rows = [moved(100, datetime(2023, month, 10, tzinfo=UTC)) for month in range(1, 13)]
    assert [name for name, _in, _out in sums(*rows, most=4)] == [
        "2023-12",
        "2024-01",
        "2024-02",
        "2024-03",
    ]


def test_what_moved_no_money_is_not_counted() -> None:
    at = datetime(2024, 3, 1, tzinfo=UTC)
    future = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    past = datetime(1, 1, 1, tzinfo=UTC)
    rows = [moved(100, None), moved(100, at, completed=False), moved(100, future)]
    assert sums(*rows) == []
    assert sums(moved(100, past), moved(5, at)) == [("2024-03", 5, 0)]
