"""What a payment has in this dialect only."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class PaymentExtras:
    """Beside a `Payment`; `number` is unique among those of one method only."""

    number: int
    url: str | None = None
    option: str | None = None
    expires_at: datetime | None = None
