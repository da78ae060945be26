"""The balance, what moved it, and the ways to fill it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.money import Kopeks


class TransactionKind(StrEnum):
    """Why the balance moved."""

    TOP_UP = "top_up"
    PURCHASE = "purchase"
    RENEWAL = "renewal"
    REFERRAL = "referral"
    WITHDRAWAL = "withdrawal"
    BONUS = "bonus"
    REFUND = "refund"
    GIFT = "gift"


def kinds_told_apart(capabilities: frozenset[Capability]) -> tuple[TransactionKind, ...]:
    """The kinds that a server tells apart: what it does not, there is nothing to filter by."""
    missing = set()
    if Capability.RENEWALS_APART not in capabilities:
        missing.add(TransactionKind.RENEWAL)
    if Capability.GIFTS not in capabilities:
        missing.add(TransactionKind.GIFT)
    return tuple(kind for kind in TransactionKind if kind not in missing)


@dataclass(frozen=True, slots=True)
class Transaction:
    """One line of the history; ``amount`` is negative when money left the balance."""

    id: int
    kind: TransactionKind | str
    amount: Kopeks
    description: str = ""
    created_at: datetime | None = None
    method: str = ""
    completed: bool = True


@dataclass(frozen=True, slots=True)
class PaymentOption:
    """A variant of a payment method (card, SBP)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """A way to top up; limits in kopeks, None where there is none."""

    id: str
    name: str
    description: str = ""
    enabled: bool = True
    minimum: Kopeks | None = None
    maximum: Kopeks | None = None
    currencies: Sequence[str] = ()
    options: Sequence[PaymentOption] = ()
    quick_amounts: Sequence[Kopeks] = ()


class PaymentState(StrEnum):
    """What became of a payment."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class PaymentKey:
    """Names one payment: its id is unique only within its method."""

    method: str
    id: str


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment that waits for its payer, or what became of it."""

    key: PaymentKey
    amount: Kopeks
    state: PaymentState | str = PaymentState.PENDING
    url: str = ""
    created_at: datetime | None = None
    expires_at: datetime | None = None
    can_check: bool = True


@dataclass(frozen=True, slots=True)
class StarsInvoice:
    """An invoice in Telegram Stars for an amount of roubles (kept in kopeks)."""

    url: str
    amount: Kopeks
    stars: int


@dataclass(frozen=True, slots=True)
class PaymentCheck:
    """What a manual check of a payment found."""

    state: PaymentState | str
    message: str = ""
