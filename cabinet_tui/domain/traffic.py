"""More traffic for a subscription: what is sold, what was bought, how it is counted anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cabinet_tui.domain.money import Kopeks


@dataclass(frozen=True, slots=True)
class TrafficPackage:
    """So many gigabytes more for a price; ``is_unlimited`` takes the limit away altogether."""

    gb: int
    price: Kopeks
    is_unlimited: bool = False
    full_price: Kopeks | None = None
    discount_percent: int = 0


@dataclass(frozen=True, slots=True)
class BoughtTraffic:
    """Gigabytes bought beside the tariff, and when they end."""

    gb: float
    expires_at: datetime | None = None
    bought_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TrafficRequest:
    """Which package to buy, by its gigabytes, and for which subscription."""

    gb: int
    subscription_id: int | None = None


@dataclass(frozen=True, slots=True)
class TrafficCount:
    """Bytes used as counted anew, None where it was not said.

    ``wait`` is how long it cannot be asked again; ``is_cached`` tells an older count.
    """

    used: int | None
    limit: int | None = None
    is_unlimited: bool = False
    is_cached: bool = False
    wait: timedelta | None = None
