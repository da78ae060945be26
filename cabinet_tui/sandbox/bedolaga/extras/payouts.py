"""Withdrawals and saved cards of an account."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Payout:
    """A request for referral earnings."""

    id: int
    kopeks: int
    details: str
    created_at: datetime
    status: str = "pending"
    comment: str | None = None
    processed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A card that the payment provider keeps."""

    id: int
    last4: str
    kind: str
    created_at: datetime
