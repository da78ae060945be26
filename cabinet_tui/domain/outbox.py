"""What was written to support and is not with the server yet, or not even sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import _


class OutboxState(StrEnum):
    """How far a message has come."""

    SENDING = "sending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message of ours on its way; once it has arrived, its conversation has it instead.

    ``before`` are the messages that its ticket had before it left for the first time, None while
    it never left. ``left_at`` is when it last left, None while it is known not to have arrived.
    ``kept_id`` is its number among what is kept on this computer, ``is_of_before`` tells that an
    earlier run of the program sent it, or did not.
    """

    local_id: int
    ticket_id: int
    text: str
    at: datetime
    state: OutboxState = OutboxState.SENDING
    error: CabinetError | None = None
    before: frozenset[int] | None = None
    left_at: datetime | None = None
    kept_id: int | None = None
    is_of_before: bool = False


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """A ticket that was begun."""

    subject: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A ticket whose opening left; ``before`` are the tickets there were before that.

    ``is_of_before`` tells that an earlier run of the program sent it.
    """

    draft: TicketDraft
    before: frozenset[int]
    left_at: datetime
    is_of_before: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Everything one account wrote that is not with the server; drafts by their ticket."""

    drafts: Mapping[int, str] = field(default_factory=dict)
    new_ticket: TicketDraft = field(default_factory=TicketDraft)
    outbox: tuple[OutboxMessage, ...] = ()
    opening: Opening | None = None


@dataclass(eq=False)
class NotSent(CabinetError):
    """An earlier run of the program left a message unsent."""

    code = "not_sent"

    def _what(self) -> str:
        return _("This was not sent.")


@dataclass(eq=False)
class MaybeSent(CabinetError):
    """An earlier run of the program ended while a message was on its way."""

    code = "maybe_sent"

    def _what(self) -> str:
        return _("It is not known whether this was sent.")

    def _todo(self) -> str:
        return _("Sending it again looks first whether it is there.")
