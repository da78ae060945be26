"""The tickets of the account: the list, their conversations, opening and closing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from cabinet_tui.domain.errors import NotACabinet, OutcomeUnknown
from cabinet_tui.domain.outbox import TicketDraft
from cabinet_tui.domain.refusals import EmptyText
from cabinet_tui.domain.ticket import (
    MESSAGE_MOST,
    SUBJECT_LEAST,
    SUBJECT_MOST,
    Conversation,
    Message,
    Ticket,
    TicketStatus,
)
from cabinet_tui.domain.ticket_refusals import BadSubject, MessageTooLong
from cabinet_tui.services.gateways import TicketsGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.outbox import Outbox
from cabinet_tui.services.parts import TICKETS, conversation
from cabinet_tui.services.rereads import Read
from cabinet_tui.services.slices import Part
from cabinet_tui.services.ticket_opener import TicketOpener
from cabinet_tui.services.words import WordKeeper
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.state import AppState


class TicketsService:
    """Keeps the tickets in the store, in the server's order, and what is written in them."""

    def __init__(self, ground: Ground, gateway: TicketsGateway, words: WordKeeper) -> None:
        self._ground = ground
        self._gateway = gateway
        self._outbox = Outbox(ground, gateway, self.conversation, words)
        self._opener = TicketOpener(ground, gateway, words)
        ground.rereads.register(TICKETS, self.refresh, self.refresh_if_stale)
        ground.rereads.register_family(self._conversations)

    async def refresh(self) -> None:
        """Read the tickets; the open one too when the list tells of something new in it."""
        await self._ground.loader.load(TICKETS, self._fetch, force=True)
        await self._follow_open()

    async def refresh_if_stale(self) -> None:
        """Read the tickets unless they are fresh."""
        await self._ground.loader.load(TICKETS, self._fetch)

    async def conversation(self, ticket_id: int) -> None:
        """Read the messages of a ticket, which the server takes for reading them."""
        await self._load_conversation(ticket_id, force=True)

    async def conversation_if_stale(self, ticket_id: int) -> None:
        """Read the messages of a ticket unless they are fresh."""
        await self._load_conversation(ticket_id, force=False)

    def look_at(self, ticket_id: int | None) -> None:
        """This ticket is in front of the person: replies are read as they come. None for none."""
        self._ground.store.update(lambda state: replace(state, open_ticket=ticket_id))

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        """Open a ticket, once; its draft goes. Raises EmptyText, BadSubject, MessageTooLong, Busy,
        TicketOpenAlready and CabinetError.

        When no answer comes, the list tells whether the ticket is there after all.
        """
        subject, text = subject.strip(), text.strip()
        if not subject or not text:
            raise EmptyText
        if not SUBJECT_LEAST <= len(subject) <= SUBJECT_MOST:
            raise BadSubject(length=len(subject))
        if len(text) > MESSAGE_MOST:
            raise MessageTooLong(length=len(text))
        with self._ground.writes.alone("open_ticket"):
            return await self._opener.open(TicketDraft(subject, text))

    async def close_ticket(self, ticket_id: int) -> None:
        """Close a ticket, once; raises Busy and CabinetError."""
        with self._ground.writes.alone(f"close_ticket {ticket_id}"):
            try:
                await self._gateway.close_ticket(ticket_id)
            except (OutcomeUnknown, NotACabinet):
                await self.refresh()
                if not self._is_closed(ticket_id):
                    raise
                return
            self._patch(ticket_id, lambda ticket: replace(ticket, status=TicketStatus.CLOSED))
            await self.refresh()

    async def send(self, ticket_id: int, text: str) -> Message:
        """Write into a ticket; ``state.unsent`` shows it from now on, until it has arrived.

        Raises EmptyText, MessageTooLong and Busy (the same text is on its way), then nothing was
        kept; any other CabinetError leaves the message as failed, for ``retry`` or ``discard``.
        """
        return await self._outbox.send(ticket_id, text)

    async def retry(self, local_id: int) -> Message:
        """Send a message that failed once more, unless it has arrived; raises as ``send``."""
        return await self._outbox.retry(local_id)

    def discard(self, local_id: int) -> None:
        """Throw a message away that failed."""
        self._outbox.discard(local_id)

    def draft(self, ticket_id: int) -> str:
        """What was begun to be written into a ticket."""
        return self._ground.state.drafts.get(ticket_id, "")

    def set_draft(self, ticket_id: int, text: str) -> None:
        """Keep what was begun to be written into a ticket."""

        def change(state: AppState) -> AppState:
            others = {key: kept for key, kept in state.drafts.items() if key != ticket_id}
            return replace(state, drafts={**others, ticket_id: text} if text else others)

        self._ground.store.update(change)

    def set_new_ticket(self, draft: TicketDraft) -> None:
        """Keep the ticket that was begun; it is ``state.new_ticket``."""
        self._ground.store.update(lambda state: replace(state, new_ticket=draft))

    def _conversations(self, state: AppState) -> Iterator[tuple[Part, Read]]:
        for ticket_id in state.conversations:
            yield conversation(ticket_id), partial(self._follow, ticket_id)

    async def _follow(self, ticket_id: int) -> None:
        """Read what came into a ticket, and then the list, which counts it as read."""
        await self.conversation(ticket_id)
        await self._ground.rereads.wanted(TICKETS)

    async def _follow_open(self) -> None:
        state = self._ground.state
        ticket = next(
            (item for item in state.tickets.value or () if item.id == state.open_ticket), None
        )
        if ticket is not None and _has_news(ticket, state.conversation(ticket.id)):
            await self.conversation(ticket.id)

    async def _load_conversation(self, ticket_id: int, *, force: bool) -> None:
        async def fetch() -> Conversation:
            return await self._gateway.conversation(ticket_id)

        part = conversation(ticket_id)
        await self._ground.loader.load(part, fetch, force=force)
        remote = part.get(self._ground.state)
        if remote.error is None and remote.is_known and not remote.stale:
            self._patch(ticket_id, lambda ticket: replace(ticket, unread=0))
            self._outbox.look_through(ticket_id)

    def _is_closed(self, ticket_id: int) -> bool:
        remote = self._ground.state.tickets
        tickets = remote.value or ()
        return remote.error is None and any(
            ticket.is_closed for ticket in tickets if ticket.id == ticket_id
        )

    def _patch(self, ticket_id: int, how: Callable[[Ticket], Ticket]) -> None:
        """Show a change of a ticket in the list before it is read again."""

        def change(state: AppState) -> AppState:
            if state.tickets.value is None:
                return state
            tickets = tuple(
                how(ticket) if ticket.id == ticket_id else ticket for ticket in state.tickets.value
            )
            return replace(state, tickets=replace(state.tickets, value=tickets))

        self._ground.store.update(change)

    async def _fetch(self) -> tuple[Ticket, ...]:
        return tuple(await self._gateway.tickets())


def _has_news(ticket: Ticket, talk: Remote[Conversation]) -> bool:
    """Whether the list tells of a message that a conversation on screen does not have."""
    if talk.value is None:
        return False
    last = max(
        (message.created_at for message in talk.value.messages if message.created_at), default=None
    )
    is_later = last is not None and ticket.updated_at is not None and ticket.updated_at > last
    return ticket.unread > 0 or is_later
