"""Support: writing to people, and hearing from them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Input, OptionList

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import Rejected, Unreachable
from cabinet_tui.domain.event import TicketReplied
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from cabinet_tui.screens.support import SupportScreen
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.message_area import MessageArea
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

DOWN = Unreachable(host="vpn.example.com")
LONG = 1_000


def house_with(count: int = 6, *, unread: int = 2) -> House:
    """Three tickets; the first has ``count`` messages, the last of them unread."""
    house = full_house()
    now = house.clock.now()
    talk = tuple(
        Message(
            number,
            f"Message {number}.",
            from_support=number % 2 == 0,
            created_at=now - timedelta(minutes=count - number),
            is_read=number <= count - unread,
        )
        for number in range(1, count + 1)
    )
    house.server.talks = {1: talk, 2: (Message(5001, "Long ago.", True),), 3: ()}
    house.server.tickets = [
        Ticket(1, "Connection problem", TicketStatus.OPEN, unread=unread, last_message="Last."),
        Ticket(2, "About money", TicketStatus.CLOSED),
        Ticket(3, "Nothing said", TicketStatus.IN_PROGRESS),
    ]
    house.store.update(
        lambda state: replace(state, capabilities=frozenset({Capability.CLOSE_TICKET}))
    )
    return house


async def listed(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("6")
    await stage.until_shown("Connection problem", "About money")


async def opened(stage: Stage, last: str = "Message 6.") -> None:
    await listed(stage)
    await stage.press("enter")
    await stage.until_shown("#1", last)


async def write(stage: Stage, text: str) -> None:
    """Put a text where the reply is written."""
    area = stage.app.screen.query_one(MessageArea)
    if stage.focused() is not area:
        await stage.press("w")
    await stage.until(lambda: stage.focused() is area)
    await stage.type(text)
    await stage.until(lambda: text in area.text)


def chat(stage: Stage) -> ChatLog:
    return stage.app.screen.query_one(ChatLog)


def at_end(stage: Stage) -> Callable[[], bool]:
    return lambda: chat(stage).scroll_offset.y >= chat(stage).max_scroll_y


async def test_the_list_says_how_each_ticket_is() -> None:
    async with staged(house_with()) as stage:
        await listed(stage)
        line = next(row for row in stage.text().splitlines() if "Connection problem" in row)
        assert "2 new" in line
        assert "open" in line
        await stage.until_shown("Last.", "closed", "in progress")


async def test_opening_a_ticket_reads_it_and_the_badge_goes() -> None:
    async with staged(house_with()) as stage:
        await listed(stage)
        await stage.until_shown("2 new")
        await stage.press("enter")
        await stage.until_shown("Message 6.", "#1")
        await stage.until(lambda: stage.house.state().unread == 0)
        await stage.until_gone("2 new")


async def test_escape_goes_back_to_the_list_on_a_narrow_terminal() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        assert "About money" not in stage.text()
        await stage.press("escape")
        await stage.until_shown("About money")
        assert stage.house.state().open_ticket is None


async def test_a_wide_terminal_shows_the_list_beside_the_chat() -> None:
    async with staged(house_with(), size=(120, 36)) as stage:
        await listed(stage)
        await stage.until_shown("Enter opens a ticket.")
        await stage.press("enter")
        await stage.until_shown("Message 6.", "About money")


async def test_a_reply_is_there_at_once_and_then_with_the_server() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        stage.house.wire.hold("reply")
        await write(stage, "It works now")
        await stage.press("ctrl+s")
        await stage.until_shown("sending…", "It works now")
        assert stage.app.screen.query_one(MessageArea).text == ""
        stage.house.wire.release("reply")
        await stage.until_gone("sending…")
        await stage.until_shown("sent", "It works now")
        assert stage.house.server.talks[1][-1].text == "It works now"


async def test_enter_begins_a_line_and_the_other_keys_send() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        for number, key in enumerate(("ctrl+s", "ctrl+enter", "alt+enter")):
            await write(stage, f"first {number}")
            await stage.press("enter", "x", key)
            wanted = f"first {number}\nx"
            await stage.until(lambda wanted=wanted: stage.house.server.talks[1][-1].text == wanted)  # type: ignore[misc] # bound now


async def test_the_button_sends_too() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await write(stage, "by button")
        await stage.press("tab", "enter")
        await stage.until(lambda: stage.house.server.talks[1][-1].text == "by button")


async def test_a_failed_reply_says_why_and_can_be_sent_again() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        stage.house.wire.failures["reply"] = DOWN
        await write(stage, "Can you hear me")
        await stage.press("ctrl+s")
        await stage.until_shown("not sent", "Can you hear me", "vpn.example.com cannot be reached.")
        del stage.house.wire.failures["reply"]
        await stage.press("escape", "a")
        await stage.until(lambda: stage.house.server.talks[1][-1].text == "Can you hear me")
        await stage.until_gone("not sent")
        assert stage.house.wire.count("reply") == 2


async def test_a_failed_reply_can_be_thrown_away() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        stage.house.wire.failures["reply"] = DOWN
        await write(stage, "Never mind")
        await stage.press("ctrl+s")
        await stage.until_shown("not sent")
        await stage.press("escape", "x")
        await stage.until_gone("Never mind")
        assert stage.house.state().outbox == ()


async def test_a_failed_reply_outlives_the_screen() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        stage.house.wire.hold("reply")
        stage.house.wire.failures["reply"] = DOWN
        await write(stage, "Going away")
        await stage.press("ctrl+s")
        await stage.until_shown("sending…")
        await stage.press("escape", "1")
        await stage.until_shown("Needs you")
        stage.house.wire.release("reply")
        await stage.press("6")
        await stage.until_shown("not sent", "Going away")


async def test_nothing_is_not_sent_and_too_much_is_refused_in_place() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.press("w", "ctrl+s")
        await stage.until_shown("There is nothing to send.")
        await stage.type("x" * 4_001)
        await stage.until_shown("1 character too many")
        await stage.press("ctrl+s")
        await stage.until_shown("This is too long for one message")
        assert stage.house.wire.count("reply") == 0
        assert len(stage.app.screen.query_one(MessageArea).text) == 4_001


async def test_news_that_come_while_the_screen_is_taken_down_do_no_harm() -> None:
    async with staged(house_with(2)) as stage:
        await opened(stage, last="Message 2.")
        screen = stage.app.screen
        assert isinstance(screen, SupportScreen)
        await screen.query_one("#matter").remove()
        stage.house.store.update(lambda state: replace(state, open_ticket=None))
        screen.mirror(stage.house.state())
        await stage.pilot.pause()
        assert not screen.is_composed


async def test_a_draft_survives_leaving_the_screen_and_other_tickets() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await write(stage, "half a thou")
        await stage.press("escape", "escape")
        await stage.until_shown("Nothing said")
        await stage.press("down", "down", "enter")
        await stage.until_shown("#3")
        assert stage.app.screen.query_one(MessageArea).text == ""
        await stage.press("1")
        await stage.until_shown("Needs you")
        await stage.press("6", "escape", "up", "up", "enter")
        await stage.until_shown("#1", "half a thou")
        assert stage.house.state().drafts == {1: "half a thou"}


async def test_a_push_appears_in_the_open_chat_without_a_key() -> None:
    house = house_with()
    async with staged(house) as stage, house.watching():
        await opened(stage)
        house.server.write(1, "We are on it", from_support=True)
        house.listener.on_event(TicketReplied(ticket_id=1, text="We are on it"))
        await house.clock.advance(1)
        await stage.until_shown("We are on it", "new")
        await stage.until(lambda: house.state().unread == 0)
        assert "Support answered" not in stage.text()


async def test_a_push_for_another_ticket_is_counted_in_the_badge() -> None:
    house = house_with(unread=0)
    async with staged(house) as stage, house.watching():
        await opened(stage)
        house.server.write(3, "And here", from_support=True)
        house.listener.on_event(TicketReplied(ticket_id=3, text="And here"))
        await house.clock.advance(1)
        await stage.until_shown("1 new", "Support answered: And here")
        assert house.wire.count("conversation") == 1


async def test_the_place_stays_when_a_message_comes_unless_it_was_the_end() -> None:
    house = house_with(60, unread=0)
    async with staged(house) as stage, house.watching():
        await opened(stage, "Message 60.")
        await stage.until(at_end(stage))
        await stage.press("pageup")
        place = chat(stage).scroll_offset.y
        assert place < chat(stage).max_scroll_y
        house.server.write(1, "Far below", from_support=True)
        house.listener.on_event(TicketReplied(ticket_id=1, text="Far below"))
        await house.clock.advance(1)
        await stage.until_shown("1 new below")
        assert chat(stage).scroll_offset.y == place
        assert "Far below" not in stage.text()
        await stage.press("end")
        await stage.until_shown("Far below")
        await stage.until_gone("new below")
        await house.clock.advance(6)
        house.server.write(1, "And more", from_support=True)
        house.listener.on_event(TicketReplied(ticket_id=1, text="And more"))
        await house.clock.advance(1)
        await stage.until(at_end(stage))
        await stage.until(lambda: chat(stage).entries[-1].text == "And more")
        await stage.until(at_end(stage))


async def test_a_conversation_of_a_thousand_messages_is_one_widget() -> None:
    house = house_with(LONG, unread=0)
    async with staged(house) as stage:
        await opened(stage, f"Message {LONG}.")
        assert len(chat(stage).entries) == LONG
        assert len(chat(stage).children) <= 3
        await stage.press("home")
        await stage.until_shown("Message 1.")
        await stage.press("end")
        await stage.until_shown(f"Message {LONG}.")


async def test_the_mark_moves_message_by_message_and_copies_one() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.press("up", "up", "y")
        await stage.until(lambda: stage.app.clipboard == "Message 4.")
        await stage.press("down", "y")
        await stage.until(lambda: stage.app.clipboard == "Message 5.")


@pytest.mark.walk
async def test_every_line_of_a_message_taller_than_the_screen_can_be_reached() -> None:
    house = house_with(2, unread=0)
    lines = "\n".join(f"line {number}." for number in range(60))
    house.server.talks[1] = (Message(1, "before", False), Message(2, lines, True))
    async with staged(house) as stage:
        await opened(stage, "line 59.")
        seen: set[str] = set()
        for _ in range(80):
            seen.update(word for word in stage.text().splitlines() if "line " in word)
            await stage.press("up")
        assert all(any(f"line {number}." in row for row in seen) for number in range(60))
        await stage.until_shown("before")


async def test_a_message_is_read_on_its_own_with_where_its_links_lead() -> None:
    house = house_with(1, unread=0)
    text = "See https://пример.рф/help, not javascript:alert(1). [@click=app.quit]x[/]"
    house.server.talks[1] = (Message(1, text, True),)
    async with staged(house, size=(120, 36)) as stage:
        await opened(stage, "[@click=app.quit]x[/]")
        await stage.press("enter")
        await stage.until_shown("xn--e1afmkfd.xn--p1ai", "https://пример.рф/help")
        assert stage.app.screen.query_one(OptionList).option_count == 1
        await stage.press("l")
        await stage.until(lambda: stage.app.clipboard == "https://пример.рф/help")
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard == text)
        await stage.press("escape")
        await stage.until_shown("#1")


async def test_a_long_word_is_broken_and_nothing_is_lost() -> None:
    house = house_with(1, unread=0)
    house.server.talks[1] = (Message(1, "x" * 500 + "END", True),)
    async with staged(house) as stage:
        await opened(stage, "END")
        assert stage.text().count("x") >= 500


async def test_a_closed_ticket_says_so_and_offers_a_new_one() -> None:
    async with staged(house_with()) as stage:
        await listed(stage)
        await stage.press("down", "enter")
        await stage.until_shown("#2", "This ticket is closed", "n opens a new one")
        assert not stage.app.screen.query_one(MessageArea).region
        await stage.press("w", "c")
        assert len(stage.app.screen_stack) == 1


async def test_closing_asks_first_and_then_nothing_can_be_written() -> None:
    async with staged(house_with()) as stage:
        await opened(stage)
        await stage.press("c")
        await stage.until_shown("Close “Connection problem”?")
        await stage.press("enter")
        await stage.until_gone("Close “Connection problem”?")
        assert stage.house.wire.count("close_ticket") == 0
        await stage.press("c")
        await stage.until_shown("Close “Connection problem”?")
        await stage.press("y")
        await stage.until_shown("This ticket is closed", "The ticket is closed.")
        assert stage.house.server.tickets[0].status is TicketStatus.CLOSED


async def test_a_server_that_cannot_close_tickets_has_no_key_for_it() -> None:
    house = house_with()
    house.store.update(lambda state: replace(state, capabilities=frozenset()))
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("c")
        assert len(stage.app.screen_stack) == 1


async def test_a_new_ticket_is_opened_and_shown() -> None:
    async with staged(house_with()) as stage:
        await listed(stage)
        await stage.press("n")
        await stage.until_shown("New ticket", "Subject")
        await stage.press("o", "k", "ctrl+s")
        await stage.until_shown("A subject needs at least 3 characters.")
        await stage.press("a", "y", "enter", "ctrl+s")
        await stage.until_shown("Write what it is about.")
        await stage.type("It is slow")
        await stage.press("ctrl+s")
        await stage.until_gone("New ticket")
        await stage.until_shown("okay", "It is slow")
        assert "okay" in [ticket.subject for ticket in stage.house.server.tickets]
        assert stage.house.state().new_ticket.subject == ""


async def test_a_new_ticket_that_is_refused_loses_nothing() -> None:
    house = house_with()
    house.wire.failures["open_ticket"] = Rejected(status=400, detail="Not today")
    async with staged(house) as stage:
        await begun(stage)
        await stage.press("ctrl+s")
        await stage.until_shown("Not today", "My subject", "My text")
        await stage.press("escape")
        await stage.until_gone("Not today")
        await stage.press("n")
        await stage.until_shown("My subject", "My text")
        assert stage.app.screen.query_one(Input).value == "My subject"


async def test_where_one_is_open_already_a_button_leads_to_it() -> None:
    house = house_with()
    house.wire.failures["open_ticket"] = Rejected(status=409, detail="You already have one")
    async with staged(house) as stage:
        await begun(stage)
        await stage.press("ctrl+s")
        await stage.until_shown("You have an open ticket already: number 1.", "Open ticket 1")
        await stage.press("enter")
        await stage.until_shown("#1", "Message 6.")
        assert house.state().new_ticket.text == "My text"


async def begun(stage: Stage) -> None:
    """A new ticket is written, not sent."""
    await listed(stage)
    await stage.press("n")
    await stage.until_shown("Subject")
    await stage.type("My subject")
    await stage.press("enter")
    await stage.type("My text")


async def test_home_leads_to_the_ticket_that_was_answered() -> None:
    async with staged(house_with()) as stage:
        await stage.until_shown("2 replies in “Connection problem”")
        attention = stage.app.screen.query_one(OptionList)
        attention.focus()
        place = next(
            number
            for number, option in enumerate(attention.options)
            if "Connection problem" in str(option.prompt)
        )
        await stage.press(*["down"] * place, "enter")
        await stage.until_shown("#1", "Message 6.")
        await stage.until(lambda: stage.house.state().unread == 0)


async def test_without_tickets_the_screen_says_what_to_do() -> None:
    house = full_house()
    house.server.tickets = []
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("6")
        await stage.until_shown("You have not written to support yet. Press n to ask something.")


async def test_a_list_that_cannot_be_read_says_so() -> None:
    house = house_with()
    house.wire.failures["tickets"] = DOWN
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("6")
        await stage.until_shown("vpn.example.com cannot be reached.")


async def test_a_conversation_that_cannot_be_read_says_so_and_a_refresh_reads_it() -> None:
    house = house_with()
    house.wire.failures["conversation"] = DOWN
    async with staged(house) as stage:
        await listed(stage)
        await stage.press("enter")
        await stage.until_shown("#1", "vpn.example.com cannot be reached.")
        del house.wire.failures["conversation"]
        await stage.press("r")
        await stage.until_shown("Message 6.")


async def test_a_resize_keeps_the_chat_whole() -> None:
    async with staged(house_with(40, unread=0)) as stage:
        await opened(stage, "Message 40.")
        for size in ((120, 36), (60, 20), (80, 24)):
            await stage.pilot.resize_terminal(*size)
            await stage.until_shown("Message 40.")
            await stage.until(at_end(stage))


async def test_another_account_does_not_meet_the_ticket_of_the_one_before() -> None:
    house = house_with()
    async with staged(house) as stage:
        await opened(stage)
        await house.session.sign_out()
        await stage.until_shown("Password")
        await house.session.sign_in("b@example.com", "right")
        await stage.until_shown("Connection problem", "About money")
        assert "Message 6." not in stage.text()
        assert house.state().open_ticket is None
        assert house.wire.count("conversation") == 1
