"""What the server tells us while we watch. An event says what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cabinet_tui.domain.money import Kopeks


@dataclass(frozen=True, slots=True)
class Event:
    """Something happened; ``at`` is None where the server did not say when."""

    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PaymentCompleted(Event):
    """A payment arrived."""

    amount: Kopeks | None = None
    new_balance: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class BalanceUpdated(Event):
    """The balance moved."""

    amount: Kopeks | None = None
    new_balance: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionRenewed(Event):
    """The subscription goes on until ``expires_at``."""

    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionExpiresSoon(Event):
    """The subscription is about to end."""

    days_left: int | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TicketReplied(Event):
    """Support answered in a ticket."""

    ticket_id: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReferralEarned(Event):
    """A referral brought money."""

    amount: Kopeks | None = None
    name: str = ""


_TOGETHER = timedelta(seconds=5)


def headline(events: Sequence[Event]) -> Event | None:
    """The one to tell of events, the newest first: not a new balance whose cause came with it."""
    match events:
        case [
            BalanceUpdated(at=datetime() as now),
            (
                PaymentCompleted(at=datetime() as before)
                | SubscriptionRenewed(at=datetime() as before)
                | ReferralEarned(at=datetime() as before)
            ) as cause,
            *_,
        ] if abs(now - before) <= _TOGETHER:
            return cause
    return events[0] if events else None


@dataclass(frozen=True, slots=True)
class UnknownEvent(Event):
    """An event of a type we do not know; ``text`` is what it says in plain words."""

    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Pong:
    """The answer to our ping: no news, but the server is there."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a server says when it let us in: no news, but we are authorised."""


Frame = Event | Pong | Greeting
"""What a text frame may mean. A codec returns None for one that means nothing, and never raises."""
