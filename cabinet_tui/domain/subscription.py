"""The subscription: what is paid for, how much of it is used, and how to connect."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset

GIB = 1024**3


class SubscriptionStatus(StrEnum):
    """Whether the subscription works."""

    ACTIVE = "active"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    LIMITED = "limited"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Traffic:
    """Traffic in bytes; ``limit`` None means unlimited, ``used`` None means not known."""

    used: int | None = None
    limit: int | None = None

    @property
    def left(self) -> int | None:
        """Bytes left, None when unlimited or not known."""
        if self.limit is None or self.used is None:
            return None
        return max(0, self.limit - self.used)

    @property
    def fraction(self) -> float | None:
        """The used part from 0 to 1, None when unlimited or not known."""
        if not self.limit or self.used is None:
            return None
        return min(1.0, max(0.0, self.used / self.limit))


@dataclass(frozen=True, slots=True)
class Server:
    """A place the subscription connects through; ``uuid`` names it in requests."""

    name: str
    country: str = ""
    uuid: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One subscription of the account; ``id`` is sent along where there may be several.

    ``daily`` is None unless it is paid for day by day; ``tariff_id`` where the server says it.
    ``started_at`` and ``resets`` tell since when traffic is counted, where the server says so.
    """

    id: int
    status: SubscriptionStatus | str
    is_trial: bool = False
    plan: str = ""
    expires_at: datetime | None = None
    traffic: Traffic = field(default_factory=Traffic)
    devices_used: int | None = None
    devices_limit: int | None = None
    servers: Sequence[Server] = ()
    autopay: bool | None = None
    link: str = ""
    qr_png: str = ""
    tariff_id: int | None = None
    bought_traffic: Sequence[BoughtTraffic] = ()
    daily: Daily | None = None
    started_at: datetime | None = None
    resets: TrafficReset | None = None

    def time_left(self, now: datetime) -> timedelta | None:
        """Time until expiry, never negative; None when the server did not say."""
        if self.expires_at is None:
            return None
        return max(timedelta(), self.expires_at - now)


@dataclass(frozen=True, slots=True)
class SubscriptionSummary:
    """The short status; traffic in gigabytes as the server rounds them, None is unlimited."""

    exists: bool
    is_active: bool = False
    is_trial: bool = False
    expires_at: datetime | None = None
    days_left: int | None = None
    gb_left: float | None = None
    gb_total: float | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A Telegram channel that has to be joined."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class TrialOffer:
    """What a trial gives, and what it asks for."""

    available: bool
    days: int = 0
    traffic_gb: float | None = None
    devices: int | None = None
    channels: Sequence[Channel] = ()
    price: Kopeks | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A length of a tariff and its price; ``full_price`` is the price without the discount.

    ``extra_devices`` is how many places that were added to the tariff the price holds.
    """

    days: int
    price: Kopeks
    full_price: Kopeks | None = None
    discount_percent: int = 0
    extra_devices: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """What can be bought; ``traffic_gb`` None means unlimited.

    ``is_daily`` tells a tariff whose price is taken every day.
    """

    id: int
    name: str
    periods: Sequence[Period]
    description: str = ""
    traffic_gb: float | None = None
    devices: int | None = None
    is_popular: bool = False
    order: int = 0
    is_daily: bool = False


@dataclass(frozen=True, slots=True)
class RenewalOption:
    """A way to go on; ``traffic_gb`` None where the server does not sell it with the period."""

    days: int
    price: Kopeks
    traffic_gb: float | None = None
    full_price: Kopeks | None = None
    discount_percent: int = 0


@dataclass(frozen=True, slots=True)
class TrialRequest:
    """What to start a trial with."""

    server_uuid: str = ""
    devices: int | None = None


@dataclass(frozen=True, slots=True)
class PurchaseRequest:
    """Which tariff to buy, for how long, and for which subscription."""

    tariff_id: int
    days: int
    server_uuid: str = ""
    subscription_id: int | None = None


@dataclass(frozen=True, slots=True)
class RenewalRequest:
    """For how long to go on, and which subscription."""

    days: int
    traffic_gb: float | None = None
    subscription_id: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a purchase, a renewal or a trial did; None where the server did not say."""

    paid: Kopeks | None = None
    balance_after: Kopeks | None = None
    expires_at: datetime | None = None
    transaction_id: int | None = None
    link: str = ""
    message: str = ""
