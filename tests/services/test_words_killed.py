"""Killed at every step of sending: no message is lost, and none is sent twice."""

import asyncio
from asyncio import FIRST_COMPLETED
from collections.abc import Callable, Coroutine, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import pytest

from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown
from cabinet_tui.domain.outbox import Opening, OutboxMessage, TicketDraft
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.services.outbox import ON_ITS_WAY
from cabinet_tui.services.words import PAUSE
from tests.held_clock import settle
from tests.services.fake_server import Server
from tests.services.fake_shelf import FakeShelf
from tests.services.house import House
from tests.services.wire import Wire

T = TypeVar("T")
MOST_STEPS = 60
DRAFT = TicketDraft("Slow", "It is slow")


class Reaper:
    """Counts what a program does to the disk and to the server, and ends it at one step."""

    def __init__(self) -> None:
        self._left: int | None = None
        self.has_come = asyncio.Event()

    def comes_after(self, steps: int) -> None:
        """From now on the steps are counted."""
        self._left = steps

    async def came(self) -> None:
        """Wait until it has ended the program."""
        await self.has_come.wait()

    async def step(self) -> None:
        """Goes on, or never again."""
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self.has_come.set()
            await asyncio.Event().wait()


class MortalWire(Wire):
    """A wire of a program that may die before a request leaves, or before its answer comes."""

    def __init__(self, reaper: Reaper) -> None:
        super().__init__()
        self._reaper = reaper

    async def answer(self, call: str, value: T) -> T:
        await self._reaper.step()
        return await super().answer(call, value)

    async def change(self, call: str, effect: Callable[[], T]) -> T:
        await self._reaper.step()
        return await super().change(call, effect)


class MortalShelf(FakeShelf):
    """A disk of a program that may die before it has written, or right after."""

    def __init__(self, reaper: Reaper) -> None:
        super().__init__()
        self._reaper = reaper

    async def _mortal(self, work: Coroutine[None, None, T]) -> T:
        try:
            await self._reaper.step()
        except BaseException:
            work.close()
            raise
        done = await work
        await self._reaper.step()
        return done

    async def keep_drafts(self, account: int, drafts: Mapping[int, str]) -> None:
        await self._mortal(super().keep_drafts(account, drafts))

    async def keep_new_ticket(self, account: int, draft: TicketDraft) -> None:
        await self._mortal(super().keep_new_ticket(account, draft))

    async def keep_opening(self, account: int, opening: Opening | None) -> None:
        await self._mortal(super().keep_opening(account, opening))

    async def opened(self, account: int) -> None:
        await self._mortal(super().opened(account))

    async def add(self, account: int, message: OutboxMessage) -> int:
        return await self._mortal(super().add(account, message))

    async def leaves(self, message: OutboxMessage, was_left_at: datetime | None) -> bool:
        return await self._mortal(super().leaves(message, was_left_at))

    async def stays(self, kept_id: int) -> None:
        await self._mortal(super().stays(kept_id))

    async def drop(self, kept_id: int) -> None:
        await self._mortal(super().drop(kept_id))


async def begun(reaper: Reaper) -> House:
    """A run with one open ticket, and both kinds of draft on its disk already."""
    house = House(shelf=MortalShelf(reaper), server=Server(wire=MortalWire(reaper)))
    house.server.tickets.append(Ticket(1, "Connection", TicketStatus.OPEN))
    house.server.write(1, "Help", from_support=False)
    await house.session.restore()
    await house.session.refresh()
    house.tickets.set_draft(1, "Hello")
    house.tickets.set_new_ticket(DRAFT)
    await house.clock.advance(PAUSE)
    return house


async def next_run_after(
    work: Callable[[House], Coroutine[None, None, object]], last: int, failing: Mapping[str, bool]
) -> House | None:
    """The run after one that was killed at this step of its work, None when it had no such step.

    ``failing`` are requests whose answer is lost, and whether they were carried out.
    """
    reaper = Reaper()
    house = await begun(reaper)
    reaper.comes_after(last)
    for call, is_done in failing.items():
        house.wire.failures[call] = OutcomeUnknown()
        if is_done:
            house.wire.got_through.add(call)
    doing = asyncio.create_task(work(house))
    saving = asyncio.create_task(house.clock.advance(PAUSE))
    dying = asyncio.create_task(reaper.came())
    ending = asyncio.create_task(_all(doing, saving))
    await asyncio.wait({dying, ending}, return_when=FIRST_COMPLETED)
    for waiting in (dying, ending):
        waiting.cancel()
    if not reaper.has_come.is_set():
        return None
    await settle()
    shelf = FakeShelf()
    shelf.of, shelf.messages = dict(house.shelf.of), dict(house.shelf.messages)
    server = replace(house.server, wire=Wire(), talks=deepcopy(house.server.talks))
    server.tickets = list(house.server.tickets)
    for task in (doing, saving):
        task.cancel()
    await asyncio.wait({doing, saving})
    after = House(shelf=shelf, server=server)
    await after.session.restore()
    await after.session.refresh()
    await after.clock.advance(house.clock.monotonic())
    return after


async def _all(*tasks: asyncio.Task[object] | asyncio.Task[None]) -> None:
    await asyncio.wait(tasks)


async def finished(house: House, work: Coroutine[None, None, object]) -> None:
    """Done with whatever time it takes."""
    task = asyncio.create_task(work)
    await house.clock.advance(2 * ON_ITS_WAY.total_seconds())
    await task


async def send(house: House) -> object:
    try:
        return await house.tickets.send(1, "Hello")
    except CabinetError:
        return None


async def open_ticket(house: House) -> object:
    try:
        return await house.tickets.open_ticket(DRAFT.subject, DRAFT.text)
    except CabinetError:
        return None


FATES = pytest.mark.parametrize(
    "lost", [None, True, False], ids=["answered", "lost-but-done", "lost-and-not-done"]
)


@FATES
async def test_a_message_is_neither_lost_nor_sent_twice(lost: bool | None) -> None:
    failing = {} if lost is None else {"reply": lost}
    killed = 0
    for step in range(1, MOST_STEPS):
        house = await next_run_after(send, step, failing)
        if house is None:
            break
        there = [message.text for message in house.server.talks[1]].count("Hello")
        unsent = house.state().unsent(1)
        is_begun = house.state().drafts.get(1) == "Hello"
        assert there or unsent or is_begun, f"lost at step {step}"
        for message in unsent:
            await finished(house, house.tickets.retry(message.local_id))
        if not there and not unsent:
            await finished(house, house.tickets.send(1, "Hello"))
        texts = [message.text for message in house.server.talks[1]]
        assert texts.count("Hello") == 1, f"step {step}"
        assert house.state().outbox == ()
        await settle()
        assert house.shelf.messages == {}
        killed += 1
    assert 10 <= killed < MOST_STEPS - 1


@FATES
async def test_a_ticket_is_neither_lost_nor_opened_twice(lost: bool | None) -> None:
    failing = {} if lost is None else {"open_ticket": lost}
    killed = 0
    for step in range(1, MOST_STEPS):
        house = await next_run_after(open_ticket, step, failing)
        if house is None:
            break
        there = [ticket.subject for ticket in house.server.tickets].count("Slow")
        is_begun = house.state().new_ticket == DRAFT
        assert there or is_begun, f"lost at step {step}"
        if is_begun:
            await finished(house, house.tickets.open_ticket(DRAFT.subject, DRAFT.text))
        subjects = [ticket.subject for ticket in house.server.tickets]
        assert subjects.count("Slow") == 1, f"step {step}"
        killed += 1
    assert 6 <= killed < MOST_STEPS - 1
