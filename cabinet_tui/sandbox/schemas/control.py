"""Bodies of the control routes."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from cabinet_tui.sandbox.faults import Cut
from cabinet_tui.sandbox.ledger import Entry
from cabinet_tui.sandbox.schemas.balance import Rubles
from cabinet_tui.sandbox.schemas.tickets import Text
from cabinet_tui.sandbox.state import Account


class Order(BaseModel):
    """A control request; a misspelt field is an error, so no test passes by one."""

    model_config = ConfigDict(extra="forbid")


class Done(BaseModel):
    """That it was done, and to how many."""

    count: int


class Push(Order):
    """POST /sandbox/push."""

    type: str = ""
    data: Any = None  # a test may push anything JSON can hold
    timestamp: str | None = None
    raw: str | None = None


class InvoicePaid(Order):
    """POST /sandbox/invoices/pay."""

    invoice_link: str


class FaultOrder(Order):
    """POST /sandbox/faults."""

    path: str = "*"
    method: str | None = None
    status: int | None = None
    body: str | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = Field(default_factory=dict)
    delay: Annotated[float, Field(ge=0, le=600)] = 0.0
    cut: Cut | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    chance: float = 1.0


class Reset(Order):
    """POST /sandbox/reset."""

    scenario: str | None = None


class SupportReply(Order):
    """POST /sandbox/tickets/{ticket_id}/reply."""

    message: Text


class Earned(Order):
    """POST /sandbox/referral-earning."""

    amount_rubles: Rubles


class Membership(Order):
    """POST /sandbox/channel."""

    joined: bool


class Drop(Order):
    """POST /sandbox/sockets/drop."""

    code: int = 1001
    reason: str = ""
    hard: bool = False


class Mute(Order):
    """POST /sandbox/sockets/mute."""

    muted: bool


class ClockMove(Order):
    """POST /sandbox/clock."""

    advance_seconds: Annotated[float, Field(ge=0)]


class LimitsOrder(Order):
    """POST /sandbox/limits."""

    enabled: bool


class RepliesOrder(Order):
    """POST /sandbox/replies."""

    after: Annotated[float, Field(ge=0)] | None


class SeenView(BaseModel):
    """GET /sandbox/requests."""

    method: str
    path: str
    status: int


class MailView(BaseModel):
    """GET /sandbox/mailbox."""

    to: str
    kind: str
    token: str
    sent_at: datetime


class EntryView(BaseModel):
    """One transaction."""

    id: int
    type: str
    amount_kopeks: int
    description: str
    created_at: datetime

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """The view of an entry."""
        return cls(
            id=entry.id,
            type=entry.type,
            amount_kopeks=entry.amount_kopeks,
            description=entry.description,
            created_at=entry.created_at,
        )


class LedgerView(BaseModel):
    """GET /sandbox/ledger."""

    balance_kopeks: int
    sum_kopeks: int
    entries: list[EntryView]


class AccountView(BaseModel):
    """GET /sandbox/state."""

    id: int
    email: str | None
    email_verified: bool
    balance_kopeks: int
    transactions: int
    subscription_expires_at: datetime | None
    subscription_active: bool
    autopay: bool
    payments: dict[str, str]
    tickets: dict[int, str]
    unread: int
    referrals: int
    sockets: int
    now: datetime

    @classmethod
    def of(cls, account: Account, now: datetime, sockets: int) -> Self:
        """The view of an account at a moment."""
        held = account.subscription
        return cls(
            id=account.id,
            email=account.email,
            email_verified=account.email_verified,
            balance_kopeks=account.ledger.balance,
            transactions=len(account.ledger.entries),
            subscription_expires_at=held.expires_at if held else None,
            subscription_active=held.is_active(now) if held else False,
            autopay=held.autopay if held else False,
            payments={payment.id: payment.status for payment in account.payments.values()},
            tickets={ticket.id: ticket.status for ticket in account.tickets.values()},
            unread=sum(ticket.unread for ticket in account.tickets.values()),
            referrals=len(account.referrals),
            sockets=sockets,
            now=now,
        )
