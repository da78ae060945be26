"""Support tickets: ``/tickets``."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from cabinet_tui.api.bedolaga.tickets_wire import (
    ConversationReply,
    MessageItem,
    NotificationItem,
    NotificationsReply,
    TicketItem,
    TicketsReply,
)
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import each
from cabinet_tui.domain.errors import CabinetError, NotSupported
from cabinet_tui.domain.ticket import Conversation, Message, Ticket

_PER_PAGE = 100
_MOST_PAGES = 10
_MOST_NEWS = 100


class BedolagaTickets:
    """Satisfies ``services.gateways.TicketsGateway``.

    What was not read is counted by the notifications, which have to be told apart from reading.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._unread: set[int] | None = None

    async def tickets(self) -> Sequence[Ticket]:
        """All tickets, in the server's order."""
        items, unread = await asyncio.gather(self._items(), self._replies())
        return [item.ticket(unread.get(item.id, 0)) for item in items]

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        """Open a ticket."""
        call = Call("POST", "/tickets", body={"title": subject, "message": text})
        reply = await self._client.ask(call, TicketItem)
        return reply.ticket()

    async def conversation(self, ticket_id: int) -> Conversation:
        """The messages of a ticket, oldest first."""
        reply = await self._client.ask(Call("GET", f"/tickets/{ticket_id}"), ConversationReply)
        messages = [item.as_message() for item in each(MessageItem, reply.messages)]
        await self._mark_read(ticket_id)
        return Conversation(
            ticket_id=ticket_id,
            messages=tuple(sorted(messages, key=lambda message: message.id)),
            is_blocked=reply.is_reply_blocked is True,
        )

    async def reply(self, ticket_id: int, text: str) -> Message:
        """Write into a ticket."""
        call = Call("POST", f"/tickets/{ticket_id}/messages", body={"message": text})
        reply = await self._client.ask(call, MessageItem)
        return reply.as_message()

    async def close_ticket(self, ticket_id: int) -> None:
        """Not here: only support closes a ticket. Raises NotSupported."""
        raise NotSupported

    async def _items(self) -> list[TicketItem]:
        found: list[TicketItem] = []
        for page in range(1, _MOST_PAGES + 1):
            query = {"page": page, "per_page": _PER_PAGE}
            reply = await self._client.ask(Call("GET", "/tickets", query=query), TicketsReply)
            found += each(TicketItem, reply.items)
            if not reply.items or page >= (reply.pages or 1):
                break
        return found

    async def _replies(self) -> Mapping[int, int]:
        """Replies that nobody has read, by their ticket."""
        query: dict[str, str | int] = {"unread_only": "true", "limit": _MOST_NEWS}
        call = Call("GET", "/tickets/notifications", query=query)
        try:
            reply = await self._client.ask(call, NotificationsReply)
        except CabinetError:
            # The tickets are worth showing without what is new in them.
            return {}
        news = each(NotificationItem, reply.items)
        counted = Counter(item.ticket_id for item in news if item.is_unread_reply())
        self._unread = set(counted)
        return counted

    async def _mark_read(self, ticket_id: int) -> None:
        """Tell the server that its replies were read, unless it is known that none was new."""
        if self._unread is not None and ticket_id not in self._unread:
            return
        call = Call("POST", f"/tickets/notifications/ticket/{ticket_id}/read")
        try:
            await self._client.send(call)
        except CabinetError:
            # They will count as new until the next look.
            return
        if self._unread is not None:
            self._unread.discard(ticket_id)
