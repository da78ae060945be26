"""Reads: the latest wins, those alike are shared, a cancelled one leaves no trace."""

import asyncio

import pytest

from cabinet_tui.domain.errors import HeldBack
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.urgency import background
from cabinet_tui.services.parts import BALANCE
from cabinet_tui.store.remote import Face
from tests.held_clock import settle
from tests.services.fakes import DOWN
from tests.services.house import House


async def test_a_read_shows_that_it_is_under_way_and_then_its_value() -> None:
    house = House()
    house.wire.hold("balance")
    reading = asyncio.create_task(house.balance.refresh())
    await settle()
    assert house.state().balance.loading
    house.wire.release("balance")
    await reading
    assert not house.state().balance.loading
    assert house.state().balance.value == 15_050
    assert house.state().balance.fetched_at == house.clock.now()


async def test_a_failure_becomes_state_and_keeps_what_was_known() -> None:
    house = House()
    await house.balance.refresh()
    house.wire.failures["balance"] = DOWN
    await house.balance.refresh()
    assert house.state().balance.error is DOWN
    assert house.state().balance.value == 15_050
    assert not house.state().balance.loading


async def test_the_first_failure_shows_the_error_face_and_success_heals_it() -> None:
    house = House()
    house.wire.failures["balance"] = DOWN
    await house.balance.refresh_if_stale()
    assert house.state().balance.face is Face.ERROR
    house.wire.failures.clear()
    await house.balance.refresh_if_stale()
    assert house.state().balance.face is Face.READY
    assert house.state().balance.error is None


async def test_a_fresh_value_is_not_read_again_unless_forced() -> None:
    house = House()
    await house.balance.refresh_if_stale()
    await house.clock.advance(29)
    await house.balance.refresh_if_stale()
    assert house.wire.count("balance") == 1
    await house.balance.refresh()
    assert house.wire.count("balance") == 2
    await house.clock.advance(30)
    await house.balance.refresh_if_stale()
    assert house.wire.count("balance") == 3


async def test_a_failed_reload_of_a_fresh_value_is_tried_again_at_the_next_look() -> None:
    house = House()
    await house.balance.refresh()
    house.wire.failures["balance"] = DOWN
    await house.balance.refresh()
    house.wire.failures.clear()
    await house.balance.refresh_if_stale()
    assert house.state().balance.error is None
    assert house.wire.count("balance") == 3


async def test_the_same_read_under_way_is_shared() -> None:
    house = House()
    house.wire.hold("balance")
    readings = [asyncio.create_task(house.balance.refresh_if_stale()) for _ in range(3)]
    await settle()
    assert house.wire.count("balance") == 1
    house.wire.release("balance")
    await asyncio.gather(*readings)
    assert house.state().balance.value == 15_050


async def test_an_older_answer_that_comes_later_is_dropped() -> None:
    house = House()
    house.wire.hold("balance")
    older = asyncio.create_task(house.balance.refresh())
    await settle()
    house.server.balance = Kopeks(20_000)
    newer = asyncio.create_task(house.balance.refresh())
    await settle()
    house.wire.release("balance", which=1)
    await newer
    assert house.state().balance.value == 20_000
    assert not house.state().balance.loading
    house.wire.release("balance")
    await older
    assert house.state().balance.value == 20_000
    assert not house.state().balance.loading


async def test_an_older_answer_that_comes_earlier_is_dropped_too() -> None:
    house = House()
    house.wire.hold("balance")
    older = asyncio.create_task(house.balance.refresh())
    await settle()
    house.server.balance = Kopeks(20_000)
    newer = asyncio.create_task(house.balance.refresh())
    await settle()
    house.wire.release("balance")
    await older
    assert house.state().balance.loading
    assert house.state().balance.value is None
    house.wire.release("balance")
    await newer
    assert house.state().balance.value == 20_000


async def test_a_cancelled_read_leaves_no_spinner() -> None:
    house = House()
    house.wire.hold("balance")
    reading = asyncio.create_task(house.balance.refresh())
    await settle()
    reading.cancel()
    await asyncio.wait({reading})
    assert not house.state().balance.loading
    assert house.state().balance.face is Face.LOADING


async def test_a_cancelled_read_that_is_slow_to_end_is_joined_by_nobody() -> None:
    house = House()
    may_end = asyncio.Event()

    async def reluctant() -> Kopeks:
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()
        return Kopeks(1)

    reading = asyncio.create_task(house.loader.load(BALANCE, reluctant))
    await settle()
    reading.cancel()
    await asyncio.wait({reading})
    assert not house.state().balance.loading
    await house.balance.refresh_if_stale()
    assert house.state().balance.value == 15_050
    may_end.set()
    await settle()
    assert house.state().balance.value == 15_050


async def test_a_shared_read_goes_on_while_somebody_waits_for_it() -> None:
    house = House()
    house.wire.hold("balance")
    first = asyncio.create_task(house.balance.refresh())
    await settle()
    second = asyncio.create_task(house.balance.refresh_if_stale())
    await settle()
    first.cancel()
    await asyncio.wait({first})
    assert house.state().balance.loading
    house.wire.release("balance")
    await second
    assert house.state().balance.value == 15_050


async def test_when_the_latest_read_is_given_up_the_one_before_counts() -> None:
    house = House()
    house.wire.hold("balance")
    older = asyncio.create_task(house.balance.refresh())
    await settle()
    newer = asyncio.create_task(house.balance.refresh())
    await settle()
    newer.cancel()
    await asyncio.wait({newer})
    assert house.state().balance.loading
    house.wire.release("balance")
    await older
    assert house.state().balance.value == 15_050
    assert not house.state().balance.loading


async def test_a_bug_is_raised_and_leaves_no_spinner(monkeypatch: pytest.MonkeyPatch) -> None:
    house = House()

    def broken() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(house.clock, "now", broken)
    with pytest.raises(ZeroDivisionError):
        await house.balance.refresh()
    assert not house.state().balance.loading


async def test_each_service_reads_its_part_and_obeys_its_age() -> None:
    house = House()
    parts = {
        "me": house.session.refresh_if_stale,
        "transactions": house.balance.refresh_history_if_stale,
        "pending": house.payments.refresh_if_stale,
        "subscription": house.subscription.refresh_if_stale,
        "tickets": house.tickets.refresh_if_stale,
    }
    for call, refresh_if_stale in parts.items():
        await refresh_if_stale()
        await refresh_if_stale()
        assert house.wire.count(call) == 1, call
        await house.clock.advance(30)
        await refresh_if_stale()
        assert house.wire.count(call) == 2, call
    assert house.state().account.value == house.server.account
    assert house.state().subscription.value == house.server.subscription
    assert house.state().pending.face is Face.EMPTY
    assert house.state().tickets.face is Face.EMPTY


async def test_no_subscription_is_something_known() -> None:
    house = House()
    house.server.subscription = None
    await house.subscription.refresh()
    assert house.state().subscription.face is Face.EMPTY


async def test_branding_and_contacts_keep_for_an_hour() -> None:
    house = House()
    await house.info.refresh_if_stale()
    await house.clock.advance(3599)
    await house.info.refresh_if_stale()
    assert (house.wire.count("info"), house.wire.count("branding")) == (1, 1)
    await house.clock.advance(1)
    await house.info.refresh_if_stale()
    assert (house.wire.count("info"), house.wire.count("branding")) == (2, 2)
    house.wire.failures["branding"] = DOWN
    await house.info.refresh()
    assert house.state().branding.error is DOWN
    assert house.state().info.error is None


async def test_a_person_does_not_wait_behind_what_nobody_waits_for() -> None:
    house = House()
    house.wire.hold("balance")
    with background():
        unhurried = asyncio.create_task(house.balance.refresh_if_stale())
    await settle()
    hurried = asyncio.create_task(house.balance.refresh_if_stale())
    await settle()
    assert house.wire.count("balance") == 2
    with background():
        joins = asyncio.create_task(house.balance.refresh_if_stale())
    await settle()
    assert house.wire.count("balance") == 2
    house.wire.release("balance", 1)
    await asyncio.gather(hurried, joins)
    assert not house.state().balance.loading
    house.wire.release("balance")
    await unhurried
    assert house.state().balance.value == 15_050


async def test_what_gave_way_in_the_background_is_no_failure() -> None:
    house = House()
    await house.balance.refresh()
    known = house.state().balance
    house.wire.failures["balance"] = HeldBack()
    with background():
        await house.balance.refresh()
    assert house.state().balance == known
    await house.balance.refresh()
    assert isinstance(house.state().balance.error, HeldBack)
