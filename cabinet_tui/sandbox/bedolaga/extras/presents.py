"""Gifts and coupons, which are nobody's until somebody takes them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Present:
    """A gift; `buyer` and `taker` are numbers of accounts, `sender` is how the buyer is called."""

    token: str
    tariff_id: int
    days: int
    kopeks: int
    created_at: datetime
    status: str = "pending"
    buyer: int | None = None
    sender: str = ""
    taker: int | None = None
    recipient: str | None = None
    message: str | None = None
    warning: str | None = None

    @property
    def code(self) -> str | None:
        """What claims it, while somebody can."""
        return f"GIFT_{self.token}" if self.status == "paid" and not self.recipient else None


@dataclass(slots=True)
class Coupon:
    """A coupon of so many days of a tariff."""

    token: str
    tariff_id: int
    days: int
    taker: int | None = None
