"""What hangs on a subscription in this dialect: devices, traffic bought, a daily charge."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class KnownDevice:
    """A device that has connected; `name` is what the account calls it."""

    hwid: str
    platform: str
    model: str
    created_at: datetime
    name: str | None = None


@dataclass(frozen=True, slots=True)
class BoughtTraffic:
    """Gigabytes bought beside the tariff; they count until they expire."""

    id: int
    gb: int
    bought_at: datetime
    expires_at: datetime


@dataclass(slots=True)
class DailyCharge:
    """A tariff paid for day by day, kopeks."""

    price_kopeks: int
    next_at: datetime
    paused: bool = False
