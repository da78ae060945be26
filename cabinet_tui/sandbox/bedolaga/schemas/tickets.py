"""Bodies of /tickets."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, Field, model_validator

from cabinet_tui.sandbox.bedolaga.conversations import status_of
from cabinet_tui.sandbox.bedolaga.moments import precise
from cabinet_tui.sandbox.state import Attachment, Message, Ticket

Text = Annotated[str, Field(max_length=4000)]


class MessageOrder(BaseModel):
    """POST /tickets/{ticket_id}/messages; there has to be a text or a file."""

    message: Text = ""
    media_type: str | None = None
    media_file_id: str | None = None
    media_caption: Annotated[str, Field(max_length=1000)] | None = None

    @model_validator(mode="after")
    def says_something(self) -> Self:
        """The order itself; ValueError for an empty one."""
        if not self.message.strip() and not self.media_file_id:
            raise ValueError("message or media is required")
        return self


class TicketOrder(MessageOrder):
    """POST /tickets."""

    title: Annotated[str, Field(min_length=3, max_length=255)]


class MessageBody(BaseModel):
    """One message; a file hangs on it by an id and a token of its own."""

    id: int
    message_text: str
    is_from_admin: bool
    has_media: bool = False
    media_type: str | None = None
    media_file_id: str | None = None
    media_token: str | None = None
    media_caption: str | None = None
    media_items: list[dict[str, Any]] | None = None
    created_at: datetime

    @classmethod
    def of(cls, message: Message) -> Self:
        """The body of a message."""
        first = message.files[0] if message.files else None
        return cls(
            id=message.id,
            message_text=message.text,
            is_from_admin=message.from_admin,
            has_media=first is not None,
            media_type=first.kind if first else None,
            media_file_id=first.file_id if first else None,
            media_token=first.token if first else None,
            media_caption=(first.caption or None) if first else None,
            media_items=[_item(file) for file in message.files] if message.files[1:] else None,
            created_at=precise(message.created_at, message.id),
        )


class TicketHead(BaseModel):
    """What a list and a single ticket tell alike."""

    id: int
    title: str
    status: str
    priority: str = "normal"
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None


class TicketBody(TicketHead):
    """A ticket of the list."""

    messages_count: int
    last_message: MessageBody | None

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """The body of a ticket."""
        last = ticket.messages[-1] if ticket.messages else None
        return cls(
            **_head(ticket),
            messages_count=len(ticket.messages),
            last_message=MessageBody.of(last) if last else None,
        )


class WholeTicket(TicketHead):
    """A ticket with all its messages, the oldest first."""

    is_reply_blocked: bool = False
    messages: list[MessageBody]

    @classmethod
    def of(cls, ticket: Ticket) -> Self:
        """The body of a ticket."""
        return cls(
            **_head(ticket),
            is_reply_blocked=ticket.reply_blocked,
            messages=[MessageBody.of(m) for m in ticket.messages],
        )


class Tickets(BaseModel):
    """A page of tickets."""

    items: list[TicketBody]
    total: int
    page: int
    per_page: int
    pages: int


def _item(file: Attachment) -> dict[str, Any]:
    return {
        "type": file.kind,
        "file_id": file.file_id,
        "caption": file.caption or None,
        "token": file.token,
    }


def _head(ticket: Ticket) -> dict[str, Any]:
    closed = ticket.status == "closed"
    return {
        "id": ticket.id,
        "title": ticket.subject,
        "status": status_of(ticket),
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "closed_at": ticket.updated_at if closed else None,
    }
