"""What is kept on a computer, in memory: it outlives the services of one run."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import datetime

from cabinet_tui.domain.last_known import KeptSession, LastKnown
from cabinet_tui.domain.outbox import (
    MaybeSent,
    NotSent,
    Opening,
    OutboxMessage,
    OutboxState,
    TicketDraft,
    Words,
)
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.storage_errors import NotKept


class FakeShelf:
    """Satisfies ``WordShelf`` and ``LastKnownShelf``; a full disk keeps nothing."""

    def __init__(self) -> None:
        self.is_full = False
        self.of: dict[int, Words] = {}
        self.session: KeptSession | None = None
        self.known = LastKnown()
        self.seen: dict[int, tuple[Seen, ...]] = {}
        self.sessions = 0
        self.messages: dict[int, tuple[int, OutboxMessage]] = {}
        self.writes: list[str] = []

    def _write(self, what: str) -> None:
        if self.is_full:
            raise NotKept(place="disk", reason="full")
        self.writes.append(what)

    async def words(self, account: int) -> Words:
        left = self.of.get(account, Words())
        unsent = tuple(_left(note) for whose, note in self.messages.values() if whose == account)
        opening = left.opening and replace(left.opening, is_of_before=True)
        return replace(left, outbox=unsent, opening=opening)

    async def keep_drafts(self, account: int, drafts: Mapping[int, str]) -> None:
        self._write("drafts")
        left = self.of.get(account, Words())
        kept = {ticket: text for ticket, text in {**left.drafts, **drafts}.items() if text}
        self.of[account] = replace(left, drafts=kept)

    async def keep_new_ticket(self, account: int, draft: TicketDraft) -> None:
        self._write("new_ticket")
        self.of[account] = replace(self.of.get(account, Words()), new_ticket=draft)

    async def keep_opening(self, account: int, opening: Opening | None) -> None:
        self._write("opening")
        self.of[account] = replace(self.of.get(account, Words()), opening=opening)

    async def opened(self, account: int) -> None:
        self._write("opened")
        left = self.of.get(account, Words())
        self.of[account] = replace(left, opening=None, new_ticket=TicketDraft())

    async def add(self, account: int, message: OutboxMessage) -> int:
        self._write("add")
        number = 1 + max(self.messages, default=0)
        self.messages[number] = (account, replace(message, kept_id=number))
        return number

    async def leaves(self, message: OutboxMessage, was_left_at: datetime | None) -> bool:
        self._write("leaves")
        kept = self.messages.get(message.kept_id or 0)
        if kept is None or kept[1].left_at != was_left_at:
            return False
        self.messages[message.kept_id or 0] = (kept[0], message)
        return True

    async def stays(self, kept_id: int) -> None:
        self._write("stays")
        account, message = self.messages[kept_id]
        self.messages[kept_id] = (account, replace(message, left_at=None))

    async def drop(self, kept_id: int) -> None:
        self._write("drop")
        self.messages.pop(kept_id, None)

    async def forget_words(self) -> None:
        self._write("forget_words")
        self.of.clear()
        self.messages.clear()

    async def resume(self) -> KeptSession:
        return self.session or self._anew(None)

    async def begin(self, account: int | None) -> KeptSession:
        if self.session and account is not None and self.session.account == account:
            return self.session
        return self._anew(account)

    async def keep(self, session: KeptSession, known: LastKnown) -> None:
        self._write("keep")
        if self.session is None or self.session.mark != session.mark:
            return
        self.session = session
        told = {field.name: getattr(known, field.name) for field in fields(known)}
        self.known = replace(self.known, **{name: kept for name, kept in told.items() if kept})
        held = known.subscription
        if held is not None and held.value is not None and held.value.traffic.used is not None:
            seen = Seen(held.at, held.value.traffic.used)
            self.seen[held.value.id] = (*self.seen.get(held.value.id, ()), seen)

    async def traffic_seen(self) -> Mapping[int, tuple[Seen, ...]]:
        return dict(self.seen)

    async def drop_links(self) -> None:
        self._write("drop_links")
        self.known = replace(self.known, subscription=None, subscriptions=None)

    async def forget(self) -> None:
        self._write("forget")
        self.session, self.known = None, LastKnown()
        self.seen.clear()

    def _anew(self, account: int | None) -> KeptSession:
        self._write("anew")
        self.sessions += 1
        self.session, self.known = KeptSession(f"mark {self.sessions}", account), LastKnown()
        return self.session


def _left(message: OutboxMessage) -> OutboxMessage:
    """A message as the next run finds it."""
    error = MaybeSent() if message.left_at else NotSent()
    return replace(message, local_id=0, state=OutboxState.FAILED, error=error, is_of_before=True)
