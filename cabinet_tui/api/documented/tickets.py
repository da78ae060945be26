"""Support tickets: ``/tickets``."""

from collections.abc import Sequence

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.wire import Flag, Id, Integer, Items, Moment, Prose, Text, Wire, Word, each
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.ticket import Conversation, Message, Ticket, TicketStatus


class TicketsReply(Wire):
    """``GET /tickets``."""

    tickets: Items


class TicketItem(Wire):
    """A ticket in the list, or the one just opened."""

    id: Id
    subject: Text = ""
    status: Word = ""
    created_at: Moment = None
    updated_at: Moment = None
    last_message: Text = ""
    unread_messages: Integer = None

    def ticket(self) -> Ticket:
        """The ticket; one without a status is open."""
        return Ticket(
            id=self.id,
            subject=self.subject,
            status=known(TicketStatus, self.status) if self.status else TicketStatus.OPEN,
            created_at=self.created_at,
            updated_at=self.updated_at,
            last_message=self.last_message,
            unread=max(0, self.unread_messages or 0),
        )


class ConversationReply(Wire):
    """``GET /tickets/{ticket_id}/messages``."""

    messages: Items


class MessageItem(Wire):
    """A message of a ticket, or the one just sent."""

    id: Id
    message: Prose = ""
    from_admin: Flag = None
    created_at: Moment = None
    is_read: Flag = None

    def as_message(self) -> Message:
        """The message; one that does not say is ours and read."""
        return Message(
            id=self.id,
            text=self.message,
            from_support=self.from_admin is True,
            created_at=self.created_at,
            is_read=self.is_read is not False,
        )


class DocumentedTickets:
    """Satisfies ``services.gateways.TicketsGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def tickets(self) -> Sequence[Ticket]:
        """All tickets, in the server's order."""
        reply = await self._client.ask(Call("GET", "/tickets"), TicketsReply)
        return [item.ticket() for item in each(TicketItem, reply.tickets)]

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        """Open a ticket."""
        call = Call("POST", "/tickets", body={"subject": subject, "message": text})
        reply = await self._client.ask(call, TicketItem)
        return reply.ticket()

    async def conversation(self, ticket_id: int) -> Conversation:
        """The messages of a ticket, oldest first."""
        reply = await self._client.ask(
            Call("GET", f"/tickets/{ticket_id}/messages"), ConversationReply
        )
        messages = [item.as_message() for item in each(MessageItem, reply.messages)]
        return Conversation(
            ticket_id=ticket_id, messages=tuple(sorted(messages, key=lambda message: message.id))
        )

    async def reply(self, ticket_id: int, text: str) -> Message:
        """Write into a ticket."""
        call = Call("POST", f"/tickets/{ticket_id}/messages", body={"message": text})
        reply = await self._client.ask(call, MessageItem)
        return reply.as_message()

    async def close_ticket(self, ticket_id: int) -> None:
        """Close a ticket."""
        await self._client.send(Call("PATCH", f"/tickets/{ticket_id}/close"))
