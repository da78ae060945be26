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


@dataclass(frozen=True, slots=True)
class SubscriptionActivated(Event):
    """A subscription was bought or switched on, and goes on until ``expires_at``."""

    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SubscriptionExpired(Event):
    """The subscription has ended."""


@dataclass(frozen=True, slots=True)
class SubscriptionChanged(Event):
    """Something else about the subscription changed; ``text`` says what, when that is known."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class DevicesBought(Event):
    """Places for devices were bought by themselves, with a cart that waited for money."""

    added: int | None = None
    limit: int | None = None
    amount: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class DevicesChanged(Event):
    """A device was connected or removed; None where it is not known which of the two."""

    added: bool | None = None


@dataclass(frozen=True, slots=True)
class TrafficBought(Event):
    """Traffic was bought by itself, with a cart that waited for money; in gigabytes."""

    added: float | None = None
    amount: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class TrafficReset(Event):
    """The traffic counts from nought again, or bought traffic has ended."""


@dataclass(frozen=True, slots=True)
class AutopaySucceeded(Event):
    """The subscription was paid for by itself."""

    amount: Kopeks | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AutopayFailed(Event):
    """Paying by itself failed; ``reason`` is the server's own words."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayCharged(Event):
    """A day of a daily tariff was paid for."""

    amount: Kopeks | None = None
    new_balance: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class DayNotCharged(Event):
    """The balance does not cover a day of a daily tariff."""


@dataclass(frozen=True, slots=True)
class RecurringPayment(Event):
    """A bank's standing payment was set up, was carried out, failed or ended."""

    status: str = ""
    amount: Kopeks | None = None
    next_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalDecided(Event):
    """Support decided about a withdrawal."""

    approved: bool = True
    amount: Kopeks | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class AccountBlocked(Event):
    """The account was blocked; ``reason`` is the server's own words."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class AccountUnblocked(Event):
    """The account is free again."""


@dataclass(frozen=True, slots=True)
class Warned(Event):
    """The service warns; ``text`` is its own words."""

    text: str = ""


_TOGETHER = timedelta(seconds=5)


def headline(events: Sequence[Event]) -> Event | None:
    """The one to tell of events, the newest first: not a new balance whose cause came with it."""
    match events:
        case [
            BalanceUpdated(at=datetime() as now),
            (
                PaymentCompleted(at=datetime() as before)
                | SubscriptionRenewed(at=datetime() as before)
                | SubscriptionActivated(at=datetime() as before)
                | AutopaySucceeded(at=datetime() as before)
                | DayCharged(at=datetime() as before)
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
