"""What an earlier run knew and wrote, on the screen before the network and without it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.domain.last_known import KeptSession
from cabinet_tui.domain.outbox import MaybeSent, OutboxMessage, OutboxState, TicketDraft
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.services.last_known import known_of, shown, without_kept
from tests.held_clock import START
from tests.picture import picture, qr_texts
from tests.services.full_house import LINK, full_house
from tests.services.house import House
from tests.ui.stage import staged

AGE = "As of 18 Jan 2024 16:00."
DOWN = Unreachable(host="vpn.example.com")


async def kept_house() -> House:
    """A run that begins with what one of two days ago knew."""
    before = full_house()
    before.clock._passed = -timedelta(days=2).total_seconds()
    await before.session.restore()
    await before.load_everything()
    known = known_of(before.state())
    house = full_house()
    house.store.update(lambda state: shown(state, KeptSession("mark", 1), known))
    return house


async def test_what_was_last_known_is_there_before_the_network() -> None:
    house, network = await kept_house(), asyncio.Event()
    async with staged(house, network=network) as stage:
        await stage.until_shown("1,540.50 ₽", "Standard, active", AGE, "Movement 130")
        assert "Loading" not in stage.text()
        await stage.press("4")
        await stage.until_shown("40 of 300 GB", AGE)
        assert qr_texts(picture(stage.app)) == [LINK]
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard == LINK)
        await stage.press("6")
        await stage.until_shown("Connection problem", AGE)
        await stage.press("7")
        await stage.until_shown("ivan@example.com", AGE)
        await stage.press("1")
        await stage.until_shown("1,540.50 ₽")
        network.set()
        await stage.until_gone("As of")
        assert "1,540.50 ₽" in stage.text()


async def test_it_stays_with_its_age_while_the_server_is_out_of_reach() -> None:
    house = await kept_house()
    house.wire.failures["*"] = DOWN
    async with staged(house, size=(120, 36)) as stage:
        await stage.until_told("1,540.50 ₽", f"{AGE} vpn.example.com cannot be reached.")
        house.blocks.failed(DOWN)
        await house.blocks.look()
        await stage.until_told("This is what was known at 18 Jan 2024 16:00.")
        await stage.press("4")
        await stage.until_told("Standard, active", AGE)
        assert qr_texts(picture(stage.app)) == [LINK]


async def test_a_ticket_opened_before_the_network_stays_open() -> None:
    house, network = await kept_house(), asyncio.Event()
    house.server.write(1, "Help me", from_support=False)
    async with staged(house, network=network) as stage:
        await stage.press("6")
        await stage.until_shown("Connection problem")
        await stage.press("enter")
        await stage.until_shown("esc Back")
        network.set()
        await stage.until_shown("Help me", "esc Back")


async def test_what_is_written_before_the_network_is_kept_once_it_is_there() -> None:
    house, network = await kept_house(), asyncio.Event()
    house.server.write(1, "Help me", from_support=False)
    async with staged(house, network=network) as stage:
        await stage.press("6")
        await stage.until_shown("Connection problem")
        await stage.press("enter")
        await stage.until_shown("esc Back")
        await stage.press("w", *"quick")
        await stage.until_shown("quick")
        assert house.state().drafts == {}
        network.set()
        await stage.until(lambda: house.state().drafts == {1: "quick"})
        await stage.until_shown("Help me", "quick")


async def test_a_ticket_begun_before_the_network_is_kept_once_it_is_there() -> None:
    house, network = await kept_house(), asyncio.Event()
    async with staged(house, network=network) as stage:
        await stage.press("6")
        await stage.until_shown("Connection problem")
        await stage.press("n")
        await stage.until_shown("Ctrl+S sends. Esc goes back")
        await stage.press(*"Slow", "tab", *"line")
        await stage.until_shown("Slow", "line")
        network.set()
        await stage.until(lambda: house.state().new_ticket == TicketDraft("Slow", "line"))
        assert "Ctrl+S sends. Esc goes back" in stage.text()
        await stage.press("escape", "n")
        await stage.until_shown("Slow", "line", "Ctrl+S sends. Esc goes back")


async def test_a_ticket_of_somebody_else_is_closed_again() -> None:
    house, network = await kept_house(), asyncio.Event()
    async with staged(house, network=network) as stage:
        await stage.press("6")
        await stage.until_shown("Connection problem")
        await stage.press("enter")
        await stage.until_shown("esc Back")
        house.server.tickets = [Ticket(9, "Mine", TicketStatus.OPEN)]
        house.store.update(without_kept)
        await stage.until_gone("esc Back")
        assert "Connection problem" not in stage.text()


async def test_home_tells_of_messages_that_were_not_sent_and_leads_to_them() -> None:
    house = await kept_house()
    house.server.write(1, "Help me", from_support=False)
    left = OutboxMessage(
        1, 1, "Hello?", START, OutboxState.FAILED, MaybeSent(), frozenset({1}), START, 1, True
    )
    house.store.update(lambda state: replace(state, outbox=(left, replace(left, local_id=2))))
    async with staged(house) as stage:
        await stage.until_shown("2 messages in “Connection problem” were not sent")
        await stage.press("down", "enter")
        await stage.until_told("Hello?", "It is not known whether this was sent.")


async def test_signing_out_says_that_what_was_written_stays() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("7", "o")
        await stage.until_told("Sign out on this machine?")
        assert "Drafts" not in stage.words()
        await stage.press("n")
        house.cabinet.tickets.set_draft(1, "Begun")
        await stage.press("o")
        await stage.until_told("Drafts and unsent messages stay here, for this account only.")


async def test_what_could_not_be_kept_is_said() -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        failure = NotKept(place="/home/ivan/file", reason="Read-only file system")
        house.store.update(lambda state: replace(state, not_kept=failure))
        await stage.until_shown("/home/ivan/file cannot be used")
