"""Words that are not with the server outlive this run, each for the account that wrote them."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count
from typing import TypeVar

from cabinet_tui.domain.outbox import Opening, OutboxMessage, TicketDraft, Words
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.services.gateways.words import WordShelf
from cabinet_tui.services.ground import Ground
from cabinet_tui.store.state import AppState

T = TypeVar("T")

PAUSE = 0.4
"""Seconds between a letter and its place on the disk: a fast typist does not write for each."""


@dataclass(frozen=True, slots=True)
class _Drafts:
    """What was begun."""

    drafts: Mapping[int, str]
    new_ticket: TicketDraft


class WordKeeper:
    """Takes up what an account left, and keeps what it writes; without a shelf nothing is kept.

    A shelf that fails keeps nobody from writing: ``state.not_kept`` tells of its first failure.
    """

    def __init__(self, ground: Ground, shelf: WordShelf | None) -> None:
        self._ground = ground
        self._shelf = shelf
        self._taking_up: tuple[int, int] | None = None
        self._whose: tuple[int, int] | None = None
        self._shelved: dict[int, _Drafts] = {}
        self._due: dict[int, _Drafts] = {}
        self._saver: asyncio.Task[None] | None = None
        self._jobs: set[asyncio.Task[object]] = set()
        self._order = asyncio.Lock()
        if shelf is not None:
            ground.store.subscribe(self._changed)

    async def take_up(self, account: int) -> None:
        """Show what this account left; it is whoever is signed in."""
        self._begin(account)
        await self._settled()

    async def add(self, message: OutboxMessage) -> OutboxMessage:
        """Keep a message before it is sent."""
        account = self._account
        if self._shelf is None or account is None:
            return message
        shelf = self._shelf
        kept_id = await self._job(lambda: shelf.add(account, message), None)
        return replace(message, kept_id=kept_id)

    async def leaves(self, message: OutboxMessage, was_left_at: datetime | None) -> bool:
        """Keep that a message leaves now; False when another process has sent or dropped it."""
        shelf = self._shelf
        if shelf is None or message.kept_id is None:
            return True
        return await self._job(lambda: shelf.leaves(message, was_left_at), True)

    def stays(self, message: OutboxMessage) -> None:
        """Keep that a message is known not to have arrived."""
        shelf, kept_id = self._shelf, message.kept_id
        if shelf is not None and kept_id is not None:
            self._job(lambda: shelf.stays(kept_id), None)

    def drop(self, message: OutboxMessage) -> None:
        """A message has arrived, or is not wanted any more."""
        shelf, kept_id = self._shelf, message.kept_id
        if shelf is not None and kept_id is not None:
            self._job(lambda: shelf.drop(kept_id), None)

    async def keep_opening(self, opening: Opening | None) -> None:
        """Keep that a ticket is being opened, before that leaves; None when it is known."""
        shelf, account = self._shelf, self._account
        if shelf is not None and account is not None:
            await self._job(lambda: shelf.keep_opening(account, opening), None)

    async def opened(self) -> None:
        """The ticket that was begun is open; never is it kept without its opening."""
        shelf, account = self._shelf, self._account
        if shelf is None or account is None:
            return
        for drafts in (self._shelved, self._due):
            if account in drafts:
                drafts[account] = replace(drafts[account], new_ticket=TicketDraft())
        await self._job(lambda: shelf.opened(account), None)

    async def flush(self) -> None:
        """Have on the disk whatever is not there yet."""
        if self._saver is not None:
            self._saver.cancel()
            self._saver = None
        await self._save_due()
        await self._settled()

    async def forget(self) -> None:
        """Take away whatever any account wrote here and did not send."""
        await self.flush()
        if self._shelf is not None:
            await self._job(self._shelf.forget_words, None)

    @property
    def _account(self) -> int | None:
        """Whose words these are, once what was left of them is taken up."""
        if self._whose is None or not self._ground.is_still(self._whose[0]):
            return None
        return self._whose[1]

    def _changed(self, state: AppState) -> None:
        account = state.account.value
        if not state.session.signed_in or account is None:
            return
        if self._whose != (state.session.serial, account.id):
            self._begin(account.id)
            return
        drafts = _Drafts(state.drafts, state.new_ticket)
        if drafts != self._due.get(account.id, self._shelved[account.id]):
            self._due[account.id] = drafts
            if self._saver is None:
                self._saver = asyncio.create_task(self._save(), name="keep drafts")

    def _begin(self, account: int) -> None:
        shelf, session = self._shelf, (self._ground.serial, account)
        if shelf is not None and session not in (self._taking_up, self._whose):
            self._taking_up = session
            self._job(lambda: self._take_up(shelf, session), None)

    async def _take_up(self, shelf: WordShelf, session: tuple[int, int]) -> None:
        serial, account = session
        try:
            left = await shelf.words(account)
        except NotKept as error:
            failed(self._ground, error)
            left = Words()
        if not self._ground.is_still(serial):
            return
        self._shelved[account] = _Drafts(left.drafts, left.new_ticket)
        self._whose = session
        self._ground.store.update(lambda state: with_words(state, left))

    async def _save(self) -> None:
        while self._due:
            await self._ground.clock.sleep(PAUSE)
            await self._save_due()
        self._saver = None

    async def _save_due(self) -> None:
        due, self._due = self._due, {}
        shelf = self._shelf
        for account, drafts in due.items():
            if shelf is not None:
                await self._job(partial(self._save_of, shelf, account, drafts), None)

    async def _save_of(self, shelf: WordShelf, account: int, now: _Drafts) -> None:
        before = self._shelved[account]
        changed = {
            ticket: now.drafts.get(ticket, "")
            for ticket in {*now.drafts, *before.drafts}
            if now.drafts.get(ticket) != before.drafts.get(ticket)
        }
        if changed:
            await shelf.keep_drafts(account, changed)
        if now.new_ticket != before.new_ticket:
            await shelf.keep_new_ticket(account, now.new_ticket)
        self._shelved[account] = now

    def _job(self, work: Callable[[], Coroutine[None, None, T]], otherwise: T) -> Awaitable[T]:
        """Do it after what was asked for before; it goes on when nobody waits for it."""

        async def in_order() -> T:
            async with self._order:
                try:
                    return await work()
                except NotKept as error:
                    failed(self._ground, error)
                    return otherwise

        task = asyncio.create_task(in_order(), name="keep words")
        self._jobs.add(task)
        task.add_done_callback(self._jobs.discard)
        return asyncio.shield(task)

    async def _settled(self) -> None:
        while self._jobs:
            await asyncio.wait(self._jobs)


def failed(ground: Ground, error: NotKept) -> None:
    """Something could not be kept: the first time is enough to say so."""
    if ground.state.not_kept is None:
        ground.store.update(lambda state: replace(state, not_kept=error))


def with_words(state: AppState, left: Words) -> AppState:
    """The state with what was left; what is written since goes before."""
    numbers = count(1 + max((message.local_id for message in state.outbox), default=0))
    known = {message.kept_id for message in state.outbox}
    unsent = (
        replace(message, local_id=next(numbers))
        for message in left.outbox
        if message.kept_id not in known
    )
    begun = state.new_ticket if state.new_ticket != TicketDraft() else left.new_ticket
    return replace(
        state,
        drafts={**left.drafts, **state.drafts},
        new_ticket=begun,
        outbox=(*unsent, *state.outbox),
        opening=state.opening or left.opening,
    )
