"""What a subscription has in this dialect only; a feature adds a field with its default."""

from dataclasses import dataclass, field
from datetime import datetime

from cabinet_tui.sandbox.bedolaga.extras.holdings import BoughtTraffic, DailyCharge, KnownDevice


@dataclass(slots=True)
class SubscriptionExtras:
    """Beside a `Subscription`.

    `started_at` None is a period before the end; `extra_devices` are paid for beyond the tariff's.
    `bought` is counted in the subscription's limit; `daily` None is a tariff of whole periods.
    """

    started_at: datetime | None = None
    autopay_days_before: int = 3
    extra_devices: int = 0
    devices: list[KnownDevice] = field(default_factory=list)
    bought: list[BoughtTraffic] = field(default_factory=list)
    daily: DailyCharge | None = None
