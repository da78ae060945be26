"""Support: tickets and the messages in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.ticket_media import Media

SUBJECT_LEAST = 3
"""Characters that a subject needs."""
SUBJECT_MOST = 255
"""Characters that a subject may have."""
MESSAGE_MOST = 4000
"""Characters that a message may have."""


class TicketStatus(StrEnum):
    """How far a ticket has come."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    ANSWERED = "answered"
    PENDING = "pending"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a ticket."""

    id: int
    text: str
    from_support: bool
    created_at: datetime | None = None
    is_read: bool = True
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as a list shows it."""

    id: int
    subject: str
    status: TicketStatus | str
    created_at: datetime | None = None
    updated_at: datetime | None = None
    last_message: str = ""
    unread: int = 0

    @property
    def is_closed(self) -> bool:
        """Whether nothing more can be written."""
        return self.status == TicketStatus.CLOSED


@dataclass(frozen=True, slots=True)
class Conversation:
    """The messages of one ticket, oldest first; ``is_blocked`` lets nobody but support write."""

    ticket_id: int
    messages: Sequence[Message]
    is_blocked: bool = False
