"""What a subscription has in this dialect only; a feature adds a field with its default."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class SubscriptionExtras:
    """Beside a `Subscription`.

    `started_at` None is a period before the end; `extra_devices` are paid for beyond the tariff's.
    """

    started_at: datetime | None = None
    autopay_days_before: int = 3
    extra_devices: int = 0
    paused: bool = False
