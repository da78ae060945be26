"""Words outlive the program: what was begun is there again, and nothing is sent twice."""

import asyncio

import pytest

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.errors import OutcomeUnknown, Rejected, Unreachable
from cabinet_tui.domain.outbox import MaybeSent, NotSent, OutboxMessage, OutboxState, TicketDraft
from cabinet_tui.domain.refusals import Busy
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.services.words import PAUSE
from tests.held_clock import settle
from tests.services.fake_server import Server
from tests.services.fake_shelf import FakeShelf
from tests.services.fakes import DOWN
from tests.services.house import House

LOST = OutcomeUnknown(host="vpn.example.com")


async def run_of(shelf: FakeShelf, server: Server | None = None) -> House:
    """A run of the program on this computer, signed in, its account read."""
    house = House(shelf=shelf, server=server)
    if server is None:
        house.server.tickets.append(Ticket(1, "Connection", TicketStatus.OPEN))
        house.server.write(1, "Help", from_support=False)
    await house.session.restore()
    await house.session.refresh()
    await settle()
    house.wire.failures.clear()
    house.wire.got_through.clear()
    return house


async def next_run(house: House) -> House:
    """The program was killed; this is its next run."""
    return await run_of(house.shelf, house.server)


def sent(house: House) -> list[str]:
    return [message.text for message in house.server.talks[1][1:]]


def only(house: House) -> OutboxMessage:
    (message,) = house.state().unsent(1)
    return message


async def killed_while_sending(*, arrives: bool) -> House:
    """A run that was killed after its message left; whether the server has it."""
    house = await run_of(FakeShelf())
    await house.tickets.conversation(1)
    if arrives:
        house.wire.got_through.add("reply")
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    assert house.wire.count("reply") == 1
    shelved = dict(house.shelf.messages)
    sending.cancel()
    await asyncio.wait({sending})
    # A run that is killed writes nothing any more.
    house.shelf.messages = shelved
    house.wire.pass_on("reply")
    house.server.talks[1] = house.server.talks[1][: 2 if arrives else 1]
    house.wire.calls.clear()
    return house


async def test_drafts_are_there_again_after_a_crash() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(1, "Begun")
    house.tickets.set_draft(2, "Other")
    house.tickets.set_new_ticket(TicketDraft("Subject", "Text"))
    await house.clock.advance(PAUSE)
    after = await next_run(house)
    assert after.state().drafts == {1: "Begun", 2: "Other"}
    assert after.state().new_ticket == TicketDraft("Subject", "Text")


async def test_a_fast_typist_does_not_write_to_the_disk_for_each_letter() -> None:
    house = await run_of(FakeShelf())
    house.shelf.writes.clear()
    for length in range(100):
        house.tickets.set_draft(1, "x" * length)
    await house.clock.advance(PAUSE)
    assert house.shelf.writes == ["drafts"]
    assert house.shelf.of[1].drafts == {1: "x" * 99}


async def test_a_draft_that_was_emptied_is_not_there_again() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(1, "Begun")
    await house.clock.advance(PAUSE)
    house.tickets.set_draft(1, "")
    await house.clock.advance(PAUSE)
    assert (await next_run(house)).state().drafts == {}


async def test_what_was_written_last_is_kept_at_the_end_of_the_program() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(1, "Begun")
    await house.cabinet.close()
    assert (await next_run(house)).state().drafts == {1: "Begun"}


async def test_another_account_sees_none_of_it_and_its_own_finds_it_again() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(2, "Mine")
    house.wire.failures["reply"] = Rejected(detail="closed")
    with pytest.raises(Rejected):
        await house.tickets.send(1, "Unsent")
    house.wire.failures.clear()
    mine = house.server.account
    await house.session.sign_out()
    house.server.account = Account(id=2)
    await house.session.sign_in("b@example.com", "right")
    await settle()
    assert house.state().drafts == {}
    assert house.state().outbox == ()
    house.tickets.set_draft(2, "Theirs")
    await house.session.sign_out()
    house.server.account = mine
    await house.session.sign_in("a@example.com", "right")
    await settle()
    assert house.state().drafts == {2: "Mine"}
    assert only(house).text == "Unsent"


async def test_forgetting_the_words_at_sign_out_leaves_none() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(1, "Mine")
    await house.session.sign_out(forget_words=True)
    assert house.shelf.of == {}
    await house.session.sign_in("a@example.com", "right")
    await settle()
    assert house.state().drafts == {}


async def test_a_message_is_on_the_disk_before_it_leaves() -> None:
    house = await run_of(FakeShelf())
    await house.tickets.conversation(1)
    house.wire.hold("reply")
    sending = asyncio.create_task(house.tickets.send(1, "Hello"))
    await settle()
    ((account, message),) = house.shelf.messages.values()
    assert (account, message.text, message.before) == (1, "Hello", frozenset({1}))
    assert message.left_at == house.clock.now()
    house.wire.release("reply")
    await sending
    await settle()
    assert house.shelf.messages == {}


async def test_a_message_that_never_left_stays_and_is_sent_when_asked() -> None:
    house = await run_of(FakeShelf())
    house.wire.failures["conversation"] = DOWN
    with pytest.raises(Unreachable):
        await house.tickets.send(1, "Hello")
    after = await next_run(house)
    assert isinstance(only(after).error, NotSent)
    await after.tickets.retry(only(after).local_id)
    assert sent(after) == ["Hello"]
    assert after.state().outbox == ()
    await settle()
    assert after.shelf.messages == {}


async def test_a_message_that_arrived_before_the_crash_is_not_sent_again() -> None:
    after = await next_run(await killed_while_sending(arrives=True))
    assert isinstance(only(after).error, MaybeSent)
    await after.tickets.retry(only(after).local_id)
    assert after.wire.count("reply") == 0
    assert sent(after) == ["Hello"]
    await settle()
    assert after.shelf.messages == {}


async def test_reading_the_ticket_finds_a_message_that_arrived_before_the_crash() -> None:
    after = await next_run(await killed_while_sending(arrives=True))
    await after.tickets.conversation(1)
    assert after.state().outbox == ()
    await settle()
    assert after.shelf.messages == {}


async def test_writing_the_same_words_again_means_the_message_nobody_is_sure_of() -> None:
    after = await next_run(await killed_while_sending(arrives=True))
    assert (await after.tickets.send(1, "Hello")).text == "Hello"
    assert sent(after) == ["Hello"]
    assert after.wire.count("reply") == 0


async def test_what_may_still_be_on_its_way_is_waited_for_before_it_is_sent_again() -> None:
    after = await next_run(await killed_while_sending(arrives=False))
    again = asyncio.create_task(after.tickets.retry(only(after).local_id))
    await after.clock.until_sleeping(30.0)
    assert only(after).state is OutboxState.SENDING
    # It was slow, and comes now.
    after.server.write(1, "Hello", from_support=False)
    await after.clock.advance(30.0)
    assert (await again).text == "Hello"
    assert sent(after) == ["Hello"]
    assert after.wire.count("reply") == 0


async def test_what_never_arrived_is_sent_once_it_cannot_come_any_more() -> None:
    after = await next_run(await killed_while_sending(arrives=False))
    again = asyncio.create_task(after.tickets.retry(only(after).local_id))
    await after.clock.until_sleeping(30.0)
    await after.clock.advance(30.0)
    await again
    assert sent(after) == ["Hello"]
    assert after.wire.count("reply") == 1


async def test_while_the_ticket_cannot_be_read_nothing_is_sent_again() -> None:
    after = await next_run(await killed_while_sending(arrives=True))
    after.wire.failures["conversation"] = DOWN
    with pytest.raises(Unreachable):
        await after.tickets.retry(only(after).local_id)
    assert after.wire.count("reply") == 0
    third = await next_run(after)
    assert isinstance(only(third).error, MaybeSent)


async def test_two_programs_do_not_both_send_a_message_that_was_left() -> None:
    house = await run_of(FakeShelf())
    house.wire.failures["conversation"] = DOWN
    with pytest.raises(Unreachable):
        await house.tickets.send(1, "Hello")
    one, other = await next_run(house), await next_run(house)
    await one.tickets.retry(only(one).local_id)
    with pytest.raises(Busy):
        await other.tickets.retry(only(other).local_id)
    assert sent(one) == ["Hello"]
    assert other.state().outbox == ()


async def test_a_message_that_was_thrown_away_is_not_there_again() -> None:
    house = await run_of(FakeShelf())
    house.wire.failures["reply"] = Rejected(detail="closed")
    with pytest.raises(Rejected):
        await house.tickets.send(1, "Hello")
    house.tickets.discard(only(house).local_id)
    await settle()
    assert (await next_run(house)).state().outbox == ()


async def test_messages_keep_their_order_on_the_disk_and_on_their_way() -> None:
    house = await run_of(FakeShelf())
    sending = [house.tickets.send(1, text) for text in ("one", "two", "three")]
    await asyncio.gather(*sending)
    assert sent(house) == ["one", "two", "three"]


async def test_a_full_disk_keeps_nobody_from_writing() -> None:
    house = await run_of(FakeShelf())
    house.shelf.is_full = True
    house.tickets.set_draft(1, "Begun")
    await house.clock.advance(PAUSE)
    await house.tickets.send(1, "Hello")
    assert sent(house) == ["Hello"]
    assert isinstance(house.state().not_kept, NotKept)


async def test_a_ticket_whose_opening_was_cut_by_a_crash_is_not_opened_twice() -> None:
    house = await run_of(FakeShelf())
    house.server.tickets.clear()
    house.tickets.set_new_ticket(TicketDraft("Slow", "It is slow"))
    await house.clock.advance(PAUSE)
    house.wire.failures["open_ticket"] = LOST
    house.wire.failures["tickets"] = DOWN
    house.wire.got_through.add("open_ticket")
    await _tickets_known(house)
    with pytest.raises(OutcomeUnknown):
        await house.tickets.open_ticket("Slow", "It is slow")
    assert len(house.server.tickets) == 1
    after = await next_run(house)
    assert after.state().new_ticket == TicketDraft("Slow", "It is slow")
    after.wire.calls.clear()
    ticket = await after.tickets.open_ticket("Slow", "It is slow")
    assert ticket.subject == "Slow"
    assert after.wire.count("open_ticket") == 0
    assert len(after.server.tickets) == 1
    assert after.state().new_ticket == TicketDraft()
    await after.clock.advance(PAUSE)
    assert after.shelf.of[1].opening is None


async def _tickets_known(house: House) -> None:
    down = house.wire.failures.pop("tickets")
    await house.tickets.refresh()
    house.wire.failures["tickets"] = down


async def test_a_message_takes_no_other_draft_of_its_ticket_away() -> None:
    house = await run_of(FakeShelf())
    house.tickets.set_draft(1, "Begun in another program")
    await house.tickets.send(1, "Hello")
    assert house.state().drafts == {1: "Begun in another program"}


async def test_a_ticket_that_is_opened_takes_no_other_away_that_was_begun() -> None:
    house = await run_of(FakeShelf())
    house.server.tickets.clear()
    begun = TicketDraft("Begun", "in another program")
    house.tickets.set_new_ticket(begun)
    await house.clock.advance(PAUSE)
    await house.tickets.open_ticket("Help", "Hello")
    await house.clock.advance(PAUSE)
    assert house.state().new_ticket == begun
    assert house.shelf.of[1].new_ticket == begun
