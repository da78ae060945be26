"""Bodies of /tickets."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.schemas.order import Order
from cabinet_tui.sandbox.state import Account, Message, Ticket

Subject = Annotated[str, Field(min_length=1, max_length=255)]
Text = Annotated[str, Field(min_length=1, max_length=4000)]


class TicketBody(BaseModel):
    """A ticket in the list."""

    id: int
    subject: str
    status: str
    created_at: datetime
    updated_at: datetime
    last_message: str | None
    unread_messages: int

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """The wire form of a ticket."""
        return cls(
            id=ticket.id,
            subject=ticket.subject,
            status=ticket.status,
            created_at=ticket.created_at,
            updated_at=ticket.updated_at,
            last_message=ticket.messages[-1].text if ticket.messages else None,
            unread_messages=ticket.unread,
        )


class Tickets(BaseModel):
    """GET /tickets."""

    tickets: list[TicketBody]


class TicketOrder(Order):
    """POST /tickets."""

    subject: Subject
    message: Text


class CreatedTicket(BaseModel):
    """A ticket that was just opened."""

    id: int
    subject: str
    status: str
    created_at: datetime


class MessageBody(BaseModel):
    """A message of a ticket."""

    id: int
    ticket_id: int
    from_admin: bool
    from_user_id: int | None
    message: str
    created_at: datetime
    is_read: bool

    @classmethod
    def of(cls, message: Message, ticket: Ticket, account: Account) -> Self:
        """The wire form of a message."""
        return cls(
            id=message.id,
            ticket_id=ticket.id,
            from_admin=message.from_admin,
            from_user_id=None if message.from_admin else account.id,
            message=message.text,
            created_at=message.created_at,
            is_read=message.is_read,
        )


class Messages(BaseModel):
    """GET /tickets/{ticket_id}/messages."""

    messages: list[MessageBody]


class MessageOrder(Order):
    """POST /tickets/{ticket_id}/messages."""

    message: Text


class CreatedMessage(BaseModel):
    """A message that was just written."""

    id: int
    ticket_id: int
    message: str
    created_at: datetime


class ClosedTicket(BaseModel):
    """PATCH /tickets/{ticket_id}/close."""

    success: bool
    ticket_id: int
    status: str
