"""The history: page after page, whole, without doubles, whatever arrives meanwhile."""

import asyncio

from cabinet_tui.domain.balance import TransactionKind
from cabinet_tui.services.paging import PER_PAGE
from tests.held_clock import settle
from tests.services.fakes import DOWN, transaction
from tests.services.house import House


def house_with(count: int) -> House:
    house = House()
    arrive(house, count)
    return house


def arrive(house: House, count: int, kind: TransactionKind = TransactionKind.TOP_UP) -> None:
    """So many newer transactions, newest first as the server lists them."""
    first = len(house.server.transactions) + 1
    rows = [transaction(number, kind) for number in range(first, first + count)]
    house.server.transactions[:0] = reversed(rows)


def ids(house: House) -> list[int]:
    return [row.id for row in house.state().history.items.value or ()]


def all_ids(house: House) -> list[int]:
    return [row.id for row in house.server.transactions]


async def test_pages_are_appended_until_there_are_no_more() -> None:
    house = house_with(2 * PER_PAGE + 5)
    await house.balance.refresh_history()
    assert ids(house) == all_ids(house)[:PER_PAGE]
    assert house.state().history.has_more
    await house.balance.load_more()
    await house.balance.load_more()
    assert ids(house) == all_ids(house)
    assert house.state().history.total == 2 * PER_PAGE + 5
    assert not house.state().history.has_more
    await house.balance.load_more()
    assert house.wire.count("transactions") == 3


async def test_rows_pushed_down_by_an_arrival_are_not_shown_twice() -> None:
    house = house_with(2 * PER_PAGE)
    await house.balance.refresh_history()
    arrive(house, 3)
    await house.balance.load_more()
    assert ids(house) == all_ids(house)[3 : 2 * PER_PAGE]
    assert house.state().history.items.stale
    await house.balance.load_more()
    assert ids(house) == all_ids(house)[3:]
    await house.balance.refresh_history_if_stale()
    assert ids(house) == all_ids(house)
    assert not house.state().history.has_more


async def test_a_page_that_is_all_known_is_passed_over() -> None:
    house = house_with(2 * PER_PAGE)
    await house.balance.refresh_history()
    arrive(house, PER_PAGE)
    await house.balance.load_more()
    assert ids(house) == all_ids(house)[PER_PAGE:]


async def test_a_refresh_puts_arrivals_on_top_and_keeps_what_follows() -> None:
    house = house_with(3 * PER_PAGE)
    await house.balance.refresh_history()
    await house.balance.load_more()
    arrive(house, 2)
    await house.balance.refresh_history()
    assert ids(house) == all_ids(house)[: 2 * PER_PAGE + 2]
    await house.balance.load_more()
    assert ids(house) == all_ids(house)[: 3 * PER_PAGE]
    await house.balance.load_more()
    assert ids(house) == all_ids(house)


async def test_a_refresh_after_more_arrivals_than_a_page_leaves_no_hole() -> None:
    house = house_with(PER_PAGE)
    await house.balance.refresh_history()
    arrive(house, PER_PAGE + 1)
    await house.balance.refresh_history()
    assert ids(house) == all_ids(house)[:PER_PAGE]
    await house.balance.load_more()
    await house.balance.load_more()
    assert ids(house) == all_ids(house)


async def test_two_calls_for_more_read_one_page() -> None:
    house = house_with(3 * PER_PAGE)
    await house.balance.refresh_history()
    house.wire.hold("transactions")
    first = asyncio.create_task(house.balance.load_more())
    await settle()
    await house.balance.load_more()
    assert house.state().history.items.loading
    assert house.wire.count("transactions") == 2
    house.wire.release("transactions")
    await first
    assert ids(house) == all_ids(house)[: 2 * PER_PAGE]


async def test_a_page_that_failed_can_be_tried_again() -> None:
    house = house_with(2 * PER_PAGE)
    await house.balance.refresh_history()
    house.wire.failures["transactions"] = DOWN
    await house.balance.load_more()
    assert house.state().history.items.error is DOWN
    assert not house.state().history.items.loading
    assert len(ids(house)) == PER_PAGE
    house.wire.failures.clear()
    await house.balance.load_more()
    assert house.state().history.items.error is None
    assert ids(house) == all_ids(house)


async def test_a_refresh_wins_over_a_page_under_way() -> None:
    house = house_with(2 * PER_PAGE)
    await house.balance.refresh_history()
    house.wire.hold("transactions")
    more = asyncio.create_task(house.balance.load_more())
    await settle()
    arrive(house, 1)
    refreshing = asyncio.create_task(house.balance.refresh_history())
    await settle()
    house.wire.release("transactions", which=1)
    await refreshing
    house.wire.release("transactions")
    await more
    assert ids(house) == all_ids(house)[: PER_PAGE + 1]
    assert not house.state().history.items.loading


async def test_one_kind_at_a_time() -> None:
    house = house_with(3)
    arrive(house, 2, TransactionKind.REFUND)
    await house.balance.show_kind(None)
    assert ids(house) == [5, 4, 3, 2, 1]
    await house.balance.show_kind(TransactionKind.REFUND)
    assert house.state().history.kind is TransactionKind.REFUND
    assert ids(house) == [5, 4]
    await house.balance.show_kind(TransactionKind.BONUS)
    assert ids(house) == []
    assert house.state().history.items.is_known


async def test_the_answer_for_another_kind_is_never_shown() -> None:
    house = house_with(3)
    arrive(house, 2, TransactionKind.REFUND)
    house.wire.hold("transactions")
    every = asyncio.create_task(house.balance.show_kind(None))
    await settle()
    refunds = asyncio.create_task(house.balance.show_kind(TransactionKind.REFUND))
    await settle()
    await every
    refunds.cancel()
    await asyncio.wait({refunds})
    await settle()
    assert house.state().history.kind is TransactionKind.REFUND
    assert ids(house) == []
    assert not house.state().history.items.loading
    house.wire.pass_on("transactions")
    await house.balance.refresh_history_if_stale()
    assert ids(house) == [5, 4]
