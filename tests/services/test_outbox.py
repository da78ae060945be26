"""Messages to support on their way: at once on screen, never lost, never twice."""

import asyncio

import pytest

from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    Rejected,
    SignInRequired,
    Unreachable,
)
from cabinet_tui.domain.outbox import OutboxMessage, OutboxState
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from tests.held_clock import START, settle
from tests.services.fakes import DOWN
from tests.services.house import House

LOST = OutcomeUnknown(host="vpn.example.com")


async def talking_house() -> House:
    house = House()
    house.server.tickets.append(Ticket(1, "Connection", TicketStatus.OPEN))
    house.server.write(1, "Help", from_support=False)
    await house.tickets.refresh()
    await house.tickets.conversation(1)
    house.wire.calls.clear()
    return house


def texts(house: House) -> list[str]:
    talk = house.state().conversation(1).value
    return [message.text for message in talk.messages] if talk else []


def sent(house: House) -> list[str]:
    """What the server has of ours besides the first."""
    return [message.text for message in house.server.talks[1][1:]]


def only(house: House) -> OutboxMessage:
    (message,) = house.state().unsent(1)
    return message


async def test_a_message_is_shown_while_it_is_sent_and_then_in_the_conversation() -> None:
    house = await talking_house()
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, " Hello\nthere \n"))
    await settle()
    message = only(house)
    assert (message.text, message.state, message.at) == (
        "Hello\nthere",
        OutboxState.SENDING,
        START,
    )
    assert texts(house) == ["Help"]
    house.wire.hold("conversation")
    house.wire.release("reply")
    await settle()
    assert house.state().unsent(1) == ()
    assert texts(house) == ["Help", "Hello\nthere"]
    house.wire.release("conversation")
    assert (await sending).text == "Hello\nthere"
    assert house.wire.calls == ["reply", "conversation", "tickets"]


async def test_a_read_that_began_before_takes_no_message_away() -> None:
    house = await talking_house()
    house.wire.hold("conversation")
    reading = asyncio.create_task(house.tickets.conversation(1))
    await settle()
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    house.wire.release("conversation")
    await settle()
    assert texts(house) == ["Help", "Hello"]
    house.wire.release("conversation")
    await asyncio.gather(reading, sending)
    assert texts(house) == ["Help", "Hello"]


async def test_its_draft_becomes_the_message() -> None:
    house = await talking_house()
    house.tickets.set_draft(1, "Hello")
    house.tickets.set_draft(2, "Other")
    await house.tickets.send(1, "Hello")
    assert house.state().drafts == {2: "Other"}


async def test_nothing_is_not_sent() -> None:
    house = await talking_house()
    with pytest.raises(EmptyText):
        await house.tickets.send(1, " \n ")
    assert house.state().outbox == ()


async def test_a_key_pressed_twice_sends_once() -> None:
    house = await talking_house()
    house.wire.hold("reply")
    first = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    with pytest.raises(Busy):
        await house.tickets.send(1, "Hello ")
    assert len(house.state().outbox) == 1
    house.wire.release("reply")
    await first
    assert sent(house) == ["Hello"]
    house.wire.pass_on("reply")
    await house.tickets.send(1, "Hello")
    assert sent(house) == ["Hello", "Hello"]


async def test_messages_arrive_in_the_order_of_writing() -> None:
    house = await talking_house()
    house.wire.hold("reply")
    sending = [asyncio.create_task(house.tickets.send(1, text)) for text in ("one", "two")]
    await settle()
    assert house.wire.count("reply") == 1
    assert [message.text for message in house.state().unsent(1)] == ["one", "two"]
    house.wire.release("reply")
    await settle()
    house.wire.release("reply")
    await asyncio.gather(*sending)
    assert sent(house) == ["one", "two"]


async def test_tickets_do_not_wait_for_each_other() -> None:
    house = await talking_house()
    house.server.write(2, "Other", from_support=False)
    house.wire.hold("reply")
    sending = [asyncio.create_task(house.tickets.send(number, "Hello")) for number in (1, 2)]
    await settle()
    assert house.wire.held("reply") == 2
    house.wire.release("reply")
    house.wire.release("reply")
    await asyncio.gather(*sending)


@pytest.mark.parametrize("refusal", [DOWN, Rejected(detail="Ticket is closed")])
async def test_a_message_that_failed_stays_and_can_be_sent_again(refusal: CabinetError) -> None:
    house = await talking_house()
    house.wire.failures["reply"] = refusal
    with pytest.raises(type(refusal)):
        await house.tickets.send(1, "Hello")
    message = only(house)
    assert (message.state, message.error) == (OutboxState.FAILED, refusal)
    assert house.wire.count("reply") == 1
    house.wire.failures.clear()
    await house.tickets.retry(message.local_id)
    assert sent(house) == ["Hello"]
    assert house.state().outbox == ()


async def test_a_message_that_failed_can_be_thrown_away() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = DOWN
    with pytest.raises(Unreachable):
        await house.tickets.send(1, "Hello")
    message = only(house)
    house.tickets.discard(message.local_id)
    assert house.state().outbox == ()
    with pytest.raises(Busy):
        await house.tickets.retry(message.local_id)


async def test_a_message_on_its_way_can_neither_be_thrown_away_nor_sent_again() -> None:
    house = await talking_house()
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    message = only(house)
    house.tickets.discard(message.local_id)
    assert house.state().outbox == (message,)
    with pytest.raises(Busy):
        await house.tickets.retry(message.local_id)
    house.wire.release("reply")
    await sending
    assert sent(house) == ["Hello"]


@pytest.mark.parametrize("lost", [LOST, NotACabinet()])
async def test_a_message_whose_answer_was_lost_is_found_in_the_ticket(lost: CabinetError) -> None:
    house = await talking_house()
    house.wire.failures["reply"] = lost
    house.wire.got_through.add("reply")
    assert (await house.tickets.send(1, "Hello")).text == "Hello"
    assert house.state().outbox == ()
    assert texts(house) == ["Help", "Hello"]
    assert house.wire.count("reply") == 1


async def test_the_same_words_from_before_are_not_taken_for_it() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.tickets.send(1, "Help")
    assert only(house).error is LOST


async def test_the_same_words_of_support_are_not_taken_for_it() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = LOST
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    house.server.write(1, "Hello", from_support=True)
    house.wire.release("reply")
    with pytest.raises(OutcomeUnknown):
        await sending
    assert only(house).state is OutboxState.FAILED


async def test_before_it_is_sent_again_the_ticket_is_asked_whether_it_arrived() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = LOST
    with pytest.raises(OutcomeUnknown):
        await house.tickets.send(1, "Hello")
    # It was only slow.
    house.server.write(1, "Hello", from_support=False)
    house.wire.failures.clear()
    await house.tickets.retry(only(house).local_id)
    assert sent(house) == ["Hello"]
    assert house.wire.count("reply") == 1
    assert texts(house) == ["Help", "Hello"]


async def test_while_nobody_can_ask_it_is_not_sent_again() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = LOST
    house.wire.failures["conversation"] = DOWN
    with pytest.raises(OutcomeUnknown):
        await house.tickets.send(1, "Hello")
    with pytest.raises(Unreachable):
        await house.tickets.retry(only(house).local_id)
    assert house.wire.count("reply") == 1
    assert only(house).state is OutboxState.FAILED


async def test_control_characters_do_not_hide_that_it_arrived() -> None:
    house = await talking_house()
    house.wire.failures["reply"] = LOST
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "tab\there"))
    await settle()
    house.server.write(1, "tab    here", from_support=False)
    house.wire.release("reply")
    assert (await sending).text == "tab    here"


async def test_a_message_into_a_ticket_that_was_not_read_reads_it_first() -> None:
    house = await talking_house()
    house = House()
    house.server.write(1, "Help", from_support=False)
    await house.tickets.send(1, "Hello")
    assert house.wire.calls == ["conversation", "reply", "conversation"]
    house.wire.failures["conversation"] = DOWN
    house.server.write(2, "Help", from_support=False)
    with pytest.raises(Unreachable):
        await house.tickets.send(2, "Hello")
    assert house.wire.count("reply") == 1


async def test_a_sender_that_is_given_up_leaves_a_message_nobody_is_sure_of() -> None:
    house = await talking_house()
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    sending.cancel()
    await asyncio.wait({sending})
    assert only(house).state is OutboxState.FAILED
    assert isinstance(only(house).error, OutcomeUnknown)
    house.wire.pass_on("reply")
    # The fake server had it before the sender went away.
    await house.tickets.retry(only(house).local_id)
    assert sent(house) == ["Hello"]
    assert house.wire.count("reply") == 1


async def test_what_waited_its_turn_is_not_sent_by_the_next_account() -> None:
    house = await talking_house()
    await house.session.restore()
    await house.tickets.conversation(1)
    house.wire.hold("reply")
    first = asyncio.create_task(house.tickets.send(1, "one"))
    second = asyncio.create_task(house.tickets.send(1, "two"))
    await settle()
    await house.session.sign_in("b@example.com", "right")
    house.wire.release("reply")
    await first
    with pytest.raises(SignInRequired):
        await second
    assert sent(house) == ["one"]
    assert house.state().outbox == ()
    assert house.state().conversations == {}
