"""Tickets: opening, reading, closing, and what is open in front of the person."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.errors import NotACabinet, NotFound, OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.event import TicketReplied
from cabinet_tui.domain.outbox import TicketDraft
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.services.router import BATCH
from tests.held_clock import START, settle
from tests.services.fakes import DOWN
from tests.services.house import House

LOST = OutcomeUnknown(host="vpn.example.com")


def talking_house() -> House:
    """Two tickets; the first has an unread answer."""
    house = House()
    for number, subject in ((2, "Payment"), (1, "Connection")):
        house.server.tickets.append(Ticket(number, subject, TicketStatus.OPEN))
        house.server.write(number, f"Help with {subject}", from_support=False)
    house.server.write(1, "Restart it", from_support=True)
    return house


def ticket(house: House, ticket_id: int) -> Ticket:
    return next(item for item in house.state().tickets.value or () if item.id == ticket_id)


def texts(house: House, ticket_id: int) -> list[str]:
    talk = house.state().conversation(ticket_id).value
    return [message.text for message in talk.messages] if talk else []


async def test_reading_a_conversation_leaves_nothing_unread() -> None:
    house = talking_house()
    await house.tickets.refresh()
    assert house.state().unread == 1
    await house.tickets.conversation(1)
    assert texts(house, 1) == ["Help with Connection", "Restart it"]
    assert house.state().unread == 0
    assert house.wire.count("tickets") == 1


async def test_a_fresh_conversation_is_not_read_again_unless_forced() -> None:
    house = talking_house()
    await house.tickets.conversation_if_stale(1)
    await house.tickets.conversation_if_stale(1)
    assert house.wire.count("conversation") == 1
    await house.tickets.conversation(1)
    await house.clock.advance(30)
    await house.tickets.conversation_if_stale(1)
    assert house.wire.count("conversation") == 3


async def test_a_conversation_that_cannot_be_read_says_so_and_keeps_its_count() -> None:
    house = talking_house()
    await house.tickets.refresh()
    house.wire.failures["conversation"] = DOWN
    await house.tickets.conversation(1)
    assert house.state().conversation(1).error is DOWN
    assert house.state().unread == 1
    house.wire.failures.clear()
    await house.tickets.conversation(9)
    assert isinstance(house.state().conversation(9).error, NotFound)


async def test_conversations_are_kept_apart() -> None:
    house = talking_house()
    await asyncio.gather(house.tickets.conversation(1), house.tickets.conversation(2))
    assert texts(house, 2) == ["Help with Payment"]
    assert len(texts(house, 1)) == 2


async def test_an_answer_in_the_open_ticket_is_read_as_it_comes() -> None:
    house = talking_house()
    await house.tickets.refresh()
    await house.tickets.conversation(1)
    house.tickets.look_at(1)
    async with house.routing():
        house.server.write(1, "Any news?", from_support=True)
        house.router.handle(TicketReplied(ticket_id=1, text="Any news?"))
        await house.clock.advance(BATCH)
        assert texts(house, 1)[-1] == "Any news?"
        assert house.state().unread == 0
        assert house.wire.calls[-2:] == ["conversation", "tickets"]


async def test_an_answer_in_another_ticket_is_counted_and_left_unread() -> None:
    house = talking_house()
    await asyncio.gather(*map(house.tickets.conversation, (1, 2)), house.tickets.refresh())
    house.tickets.look_at(2)
    house.wire.calls.clear()
    async with house.routing():
        house.server.write(1, "Any news?", from_support=True)
        house.router.handle(TicketReplied(ticket_id=1, text="Any news?"))
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["tickets"]
        assert ticket(house, 1).unread == 1
        await house.tickets.conversation_if_stale(1)
        assert texts(house, 1)[-1] == "Any news?"


async def test_a_ticket_that_was_left_is_no_longer_read_by_itself() -> None:
    house = talking_house()
    await house.tickets.refresh()
    await house.tickets.conversation(1)
    house.tickets.look_at(1)
    house.tickets.look_at(None)
    house.wire.calls.clear()
    async with house.routing():
        house.router.handle(TicketReplied(ticket_id=1))
        await house.clock.advance(BATCH)
        assert house.wire.calls == ["tickets"]


async def test_without_pushes_the_list_tells_of_an_answer_in_the_open_ticket() -> None:
    house = talking_house()
    await house.tickets.conversation(1)
    house.tickets.look_at(1)
    await house.tickets.refresh()
    assert house.wire.count("conversation") == 1
    house.server.write(1, "Any news?", from_support=True)
    await house.tickets.refresh()
    assert texts(house, 1)[-1] == "Any news?"
    assert house.state().unread == 0


async def test_a_server_that_counts_nothing_tells_by_the_time_of_the_change() -> None:
    house = talking_house()
    await house.tickets.conversation(1)
    house.tickets.look_at(1)
    house.server.write(1, "Any news?", from_support=True)
    house.server.tickets = [
        replace(item, unread=0, updated_at=START + timedelta(minutes=1))
        for item in house.server.tickets
    ]
    await house.tickets.refresh()
    assert texts(house, 1)[-1] == "Any news?"


async def test_a_ticket_is_opened_once_and_is_in_the_list() -> None:
    house = talking_house()
    house.tickets.set_new_ticket(TicketDraft("Speed", "Slow."))
    opened = await house.tickets.open_ticket("  Speed ", " Slow.\n")
    assert opened.subject == "Speed"
    assert ticket(house, opened.id).subject == "Speed"
    assert [message.text for message in house.server.talks[opened.id]] == ["Slow."]
    assert house.wire.count("open_ticket") == 1
    assert house.state().new_ticket == TicketDraft()


@pytest.mark.parametrize(("subject", "text"), [("", "text"), ("subject", " \n"), (" ", "")])
async def test_an_empty_ticket_is_not_sent(subject: str, text: str) -> None:
    house = House()
    with pytest.raises(EmptyText):
        await house.tickets.open_ticket(subject, text)
    assert house.wire.calls == []


async def test_a_key_pressed_twice_opens_one_ticket() -> None:
    house = House()
    house.wire.hold("open_ticket")
    first = asyncio.create_task(house.tickets.open_ticket("Speed", "Slow."))
    await settle()
    with pytest.raises(Busy):
        await house.tickets.open_ticket("Speed", "Slow.")
    house.wire.release("open_ticket")
    await first
    assert house.wire.count("open_ticket") == 1


@pytest.mark.parametrize("lost", [LOST, NotACabinet()])
async def test_a_ticket_whose_answer_was_lost_is_found_in_the_list(
    lost: OutcomeUnknown | NotACabinet,
) -> None:
    house = talking_house()
    house.wire.failures["open_ticket"] = lost
    house.wire.got_through.add("open_ticket")
    opened = await house.tickets.open_ticket("Connection", "Again.")
    assert opened.id == 3
    assert house.wire.count("open_ticket") == 1


async def test_a_ticket_that_never_arrived_keeps_its_draft() -> None:
    house = talking_house()
    draft = TicketDraft("Connection", "Again.")
    house.tickets.set_new_ticket(draft)
    house.wire.failures["open_ticket"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.tickets.open_ticket(draft.subject, draft.text)
    assert house.state().new_ticket == draft


async def test_when_the_list_cannot_be_read_nothing_is_sent() -> None:
    house = House()
    house.wire.failures["tickets"] = DOWN
    with pytest.raises(Unreachable):
        await house.tickets.open_ticket("Speed", "Slow.")
    assert house.wire.count("open_ticket") == 0


async def test_a_ticket_that_is_open_already_is_shown() -> None:
    house = House()
    await house.tickets.refresh()
    house.server.tickets = [Ticket(1, "Connection", TicketStatus.OPEN)]
    house.wire.failures["open_ticket"] = Rejected(status=409, detail="You already have one")
    with pytest.raises(Rejected, match="already"):
        await house.tickets.open_ticket("Speed", "Slow.")
    assert ticket(house, 1).subject == "Connection"


async def test_a_ticket_is_closed_once_and_shown_closed() -> None:
    house = talking_house()
    await house.tickets.refresh()
    house.wire.hold("close_ticket")
    closing = asyncio.create_task(house.tickets.close_ticket(1))
    await settle()
    with pytest.raises(Busy):
        await house.tickets.close_ticket(1)
    house.wire.hold("tickets")
    house.wire.release("close_ticket")
    await settle()
    assert ticket(house, 1).is_closed
    house.wire.release("tickets")
    await closing
    assert ticket(house, 1).is_closed
    assert not ticket(house, 2).is_closed
    assert house.wire.count("close_ticket") == 1


async def test_a_close_whose_answer_was_lost_is_what_the_list_says() -> None:
    house = talking_house()
    house.wire.failures["close_ticket"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.tickets.close_ticket(1)
    assert not ticket(house, 1).is_closed
    house.wire.got_through.add("close_ticket")
    await house.tickets.close_ticket(1)
    assert ticket(house, 1).is_closed


async def test_drafts_are_kept_by_ticket() -> None:
    house = House()
    house.tickets.set_draft(1, "Hello")
    house.tickets.set_draft(2, "Other")
    assert (house.tickets.draft(1), house.tickets.draft(2), house.tickets.draft(3)) == (
        "Hello",
        "Other",
        "",
    )
    house.tickets.set_draft(1, "")
    assert house.state().drafts == {2: "Other"}


async def test_the_next_account_reads_nothing_of_the_one_before() -> None:
    house = talking_house()
    await house.session.restore()
    await house.tickets.conversation(1)
    house.tickets.look_at(1)
    house.tickets.set_draft(1, "Secret")
    house.tickets.set_new_ticket(TicketDraft("Secret", "Secret"))
    house.wire.hold("conversation")
    reading = asyncio.create_task(house.tickets.conversation(1))
    await settle()
    await house.session.sign_in("b@example.com", "right")
    await reading
    state = house.state()
    assert (state.conversations, state.drafts, state.open_ticket) == ({}, {}, None)
    assert state.new_ticket == TicketDraft()
