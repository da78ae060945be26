"""What /tickets/notifications answers."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from cabinet_tui.sandbox.state import Message, Ticket


class News(BaseModel):
    """That support answered; it is numbered like the answer."""

    id: int
    ticket_id: int
    notification_type: str = "admin_reply"
    message: str | None
    is_read: bool
    created_at: datetime
    read_at: datetime | None = None

    @classmethod
    def of(cls, ticket: Ticket, message: Message) -> Self:
        """The news of an answer."""
        return cls(
            id=message.id,
            ticket_id=ticket.id,
            message="Ответ поддержки",
            is_read=message.is_read,
            created_at=message.created_at,
        )


class NewsList(BaseModel):
    """GET /tickets/notifications."""

    items: list[News]
    unread_count: int


class Unread(BaseModel):
    """GET /tickets/notifications/unread-count."""

    unread_count: int


class Marked(BaseModel):
    """How many are read now that were not."""

    success: bool = True
    marked_count: int
