"""What was written to support and is not with the server yet, or not even sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.errors import CabinetError


class OutboxState(StrEnum):
    """How far a message has come."""

    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message of ours on its way; once it has arrived, its conversation has it instead."""

    local_id: int
    ticket_id: int
    text: str
    at: datetime
    state: OutboxState = OutboxState.SENDING
    error: CabinetError | None = None


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket that was begun."""

    subject: str = ""
    text: str = ""
