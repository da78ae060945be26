"""Events: a notice, what they carry at once, and what they changed read again."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.event import (
    AccountBlocked,
    AccountUnblocked,
    AutopayFailed,
    AutopaySucceeded,
    BalanceUpdated,
    DayCharged,
    DayNotCharged,
    DevicesBought,
    DevicesChanged,
    Event,
    PaymentCompleted,
    RecurringPayment,
    ReferralEarned,
    SubscriptionActivated,
    SubscriptionChanged,
    SubscriptionExpired,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    TrafficBought,
    TrafficReset,
    UnknownEvent,
    Warned,
    WithdrawalDecided,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.services.consequences import CHANGES
from cabinet_tui.services.router import BATCH, NOTICES_KEPT
from tests.held_clock import START, settle
from tests.services.fakes import DOWN
from tests.services.house import House

EVERYTHING = ["balance", "me", "pending", "subscription", "tickets", "transactions"]


@pytest.mark.parametrize(
    ("event", "calls"),
    [
        (PaymentCompleted(), ["balance", "pending", "subscription", "transactions"]),
        (BalanceUpdated(), ["balance", "transactions"]),
        (SubscriptionRenewed(), ["balance", "subscription", "transactions"]),
        (SubscriptionExpiresSoon(), ["subscription"]),
        (TicketReplied(ticket_id=1), ["tickets"]),
        (ReferralEarned(), ["balance", "transactions"]),
        (SubscriptionActivated(), ["balance", "subscription", "transactions"]),
        (SubscriptionExpired(), ["subscription"]),
        (SubscriptionChanged(), ["subscription"]),
        (DevicesBought(), ["balance", "subscription", "transactions"]),
        (DevicesChanged(), ["subscription"]),
        (TrafficBought(), ["balance", "subscription", "transactions"]),
        (TrafficReset(), ["subscription"]),
        (AutopaySucceeded(), ["balance", "subscription", "transactions"]),
        (AutopayFailed(), ["balance", "subscription"]),
        (DayCharged(), ["balance", "subscription", "transactions"]),
        (DayNotCharged(), ["balance", "subscription"]),
        (RecurringPayment(), ["balance", "subscription", "transactions"]),
        (WithdrawalDecided(), ["balance", "transactions"]),
        (AccountBlocked(), ["me"]),
        (AccountUnblocked(), ["me"]),
        (Warned(), []),
        (UnknownEvent(kind="new"), []),
    ],
)
async def test_an_event_has_read_again_what_it_changed(event: Event, calls: list[str]) -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        house.router.handle(event)
        await house.clock.advance(BATCH)
        assert sorted(house.wire.calls) == calls


async def test_what_nobody_looked_at_is_not_read() -> None:
    house = House()
    await house.balance.refresh()
    house.wire.calls.clear()
    async with house.routing():
        house.router.handle(PaymentCompleted())
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["balance"]


async def test_the_new_balance_is_shown_at_once_and_still_read_again() -> None:
    house = House()
    await house.load_everything()
    house.server.balance = Kopeks(65_051)
    async with house.routing():
        house.router.handle(PaymentCompleted(new_balance=Kopeks(65_050)))
        assert house.state().balance.value == 65_050
        assert house.state().balance.stale
        await house.clock.advance(BATCH)
        assert house.state().balance.value == 65_051
        assert not house.state().balance.stale


async def test_a_balance_nobody_read_is_not_made_up_from_an_event() -> None:
    house = House()
    house.router.handle(BalanceUpdated(new_balance=Kopeks(1)))
    assert not house.state().balance.is_known
    assert house.state().balance.value is None


async def test_events_that_come_together_are_read_together() -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        for number in range(1000):
            house.router.handle(TicketReplied(ticket_id=number))
            house.router.handle(BalanceUpdated())
        await house.clock.advance(BATCH - 0.01)
        assert house.wire.calls == []
        await house.clock.advance(0.01)
        assert sorted(house.wire.calls) == ["balance", "tickets", "transactions"]


async def test_an_event_during_a_reload_has_it_read_once_more() -> None:
    house = House()
    await house.load_everything()
    house.wire.hold("tickets")
    async with house.routing():
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        house.router.handle(TicketReplied(ticket_id=2))
        house.router.handle(TicketReplied(ticket_id=3))
        await house.clock.advance(BATCH)
        assert house.wire.count("tickets") == 1
        house.wire.release("tickets")
        await house.clock.advance(BATCH)
        assert house.wire.count("tickets") == 2
        house.wire.release("tickets")
        await house.clock.advance(10)
        assert house.wire.count("tickets") == 2
        assert not house.state().tickets.loading


async def test_a_slow_reload_holds_up_no_other() -> None:
    house = House()
    await house.load_everything()
    house.wire.hold("tickets")
    async with house.routing():
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        house.router.handle(SubscriptionExpiresSoon())
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["tickets", "subscription"]
        assert not house.state().subscription.loading


async def test_a_reload_that_fails_is_state_and_the_next_event_is_still_heard() -> None:
    house = House()
    await house.load_everything()
    house.wire.failures["tickets"] = DOWN
    async with house.routing():
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        assert house.state().tickets.error is DOWN
        house.wire.failures.clear()
        house.router.handle(TicketReplied(ticket_id=2))
        await house.clock.advance(BATCH)
        assert house.state().tickets.error is None


async def test_a_reload_taken_over_by_a_screen_that_goes_away_is_not_lost() -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        house.wire.hold("tickets")
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        screen = asyncio.create_task(house.tickets.refresh())
        await settle()
        screen.cancel()
        await asyncio.wait({screen})
        house.wire.release("tickets")
        await settle()
        assert not house.state().tickets.loading
        assert not house.state().tickets.stale


async def test_notices_are_newest_first_and_so_many() -> None:
    house = House()
    for number in range(NOTICES_KEPT + 5):
        house.router.handle(TicketReplied(ticket_id=number))
    shown = [event.ticket_id for event in house.state().notices if isinstance(event, TicketReplied)]
    assert shown == list(range(NOTICES_KEPT + 4, 4, -1))


async def test_the_same_event_within_seconds_is_one_notice() -> None:
    house = House()
    event = TicketReplied(ticket_id=1, text="hello")
    house.router.handle(event)
    await house.clock.advance(5)
    house.router.handle(TicketReplied(ticket_id=1, text="hello"))
    assert house.state().notices == (replace(event, at=START),)
    house.router.handle(TicketReplied(ticket_id=1, text="hello again"))
    assert len(house.state().notices) == 2
    await house.clock.advance(0.1)
    house.router.handle(event)
    assert len(house.state().notices) == 3


async def test_events_of_another_time_or_type_are_not_the_same() -> None:
    house = House()
    house.router.handle(BalanceUpdated(START, amount=Kopeks(1)))
    house.router.handle(BalanceUpdated(START + timedelta(seconds=1), amount=Kopeks(1)))
    house.router.handle(PaymentCompleted(START, amount=Kopeks(1)))
    assert len(house.state().notices) == 3


async def test_a_repeated_event_is_read_again_all_the_same() -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        assert house.wire.count("tickets") == 2


async def test_after_a_gap_everything_that_was_asked_for_is_read_again() -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        house.router.resync()
        await house.clock.advance(BATCH)
        assert sorted(house.wire.calls) == EVERYTHING


async def test_after_a_gap_an_error_heals_and_the_rest_is_left_alone() -> None:
    house = House()
    house.wire.failures["tickets"] = DOWN
    await house.tickets.refresh()
    house.wire.failures.clear()
    house.wire.calls.clear()
    async with house.routing():
        house.router.resync()
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["tickets"]
        assert house.state().tickets.error is None


async def test_catching_up_reads_what_is_some_seconds_old_and_marks_what_is_not() -> None:
    house = House()
    await house.balance.refresh()
    await house.clock.advance(6)
    await house.tickets.refresh()
    house.wire.calls.clear()
    async with house.routing():
        house.router.catch_up()
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["balance"]
        assert house.state().tickets.stale
        await house.tickets.refresh_if_stale()
        assert house.wire.calls == ["balance", "tickets"]


def test_every_event_says_what_it_changes_or_that_it_changes_nothing() -> None:
    silent = {Warned, UnknownEvent}
    # By their names: the class that slots were added to is there beside the one without.
    events = {kind.__name__ for kind in Event.__subclasses__()}
    assert events == {kind.__name__ for kind in (*CHANGES, *silent)}


async def test_what_is_offered_after_a_purchase_is_read_at_the_next_look() -> None:
    house = House()
    await house.tariffs.refresh()
    house.wire.calls.clear()
    async with house.routing():
        house.router.handle(SubscriptionActivated())
        await house.clock.advance(BATCH)
        assert house.wire.calls == []
        await house.tariffs.refresh_if_stale()
        assert house.wire.calls == ["tariffs"]


async def test_a_day_that_was_charged_shows_the_new_balance_at_once() -> None:
    house = House()
    await house.load_everything()
    house.router.handle(DayCharged(amount=Kopeks(-500), new_balance=Kopeks(14_550)))
    assert house.state().balance.value == 14_550


async def test_what_an_event_told_of_is_read_once_there_is_room_again() -> None:
    house = House()
    await house.load_everything()
    async with house.routing():
        house.wire.failures["tickets"] = RateLimited(retry_after=timedelta(seconds=40))
        house.wire.calls.clear()
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(39)
        house.router.handle(TicketReplied(ticket_id=2))
        await house.clock.advance(1)
        assert house.wire.calls == ["tickets"]
        house.wire.failures.clear()
        await house.clock.advance(1)
        assert house.wire.calls == ["tickets", "tickets"]
        assert house.state().tickets.error is None
        await house.clock.advance(90)
        assert house.wire.calls == ["tickets", "tickets"]
