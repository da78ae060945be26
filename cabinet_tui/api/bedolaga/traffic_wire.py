"""Traffic as this dialect writes it: what is sold, what was paid, what was counted."""

from datetime import timedelta

from cabinet_tui.api.bedolaga.devices_wire import receipt
from cabinet_tui.api.wire import Flag, Id, Integer, Wire
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.traffic import TrafficCount, TrafficPackage

_LONGEST_WAIT = 86_400


class PackageItem(Wire):
    """One of GET /subscription/traffic-packages."""

    gb: Id
    price_kopeks: Id
    is_unlimited: Flag = None
    discount_percent: Integer = None
    base_price_kopeks: Integer = None

    def package(self) -> TrafficPackage | None:
        """The package, None when it cannot be meant."""
        if self.gb < 0 or self.price_kopeks < 0:
            return None
        full = self.base_price_kopeks
        return TrafficPackage(
            gb=self.gb,
            price=Kopeks(self.price_kopeks),
            is_unlimited=bool(self.is_unlimited),
            full_price=Kopeks(full) if full and full > self.price_kopeks else None,
            discount_percent=self.discount_percent or 0,
        )


class PaidReply(Wire):
    """POST /subscription/traffic."""

    amount_paid_kopeks: Integer = None
    new_balance_kopeks: Integer = None

    def receipt(self) -> Receipt:
        """What was paid, and what is left."""
        return receipt(self.amount_paid_kopeks, self.new_balance_kopeks)


class CountReply(Wire):
    """POST /subscription/refresh-traffic; asked too soon it answers 200 with the older count."""

    traffic_used_bytes: Integer = None
    traffic_limit_bytes: Integer = None
    is_unlimited: Flag = None
    cached: Flag = None
    rate_limited: Flag = None
    retry_after_seconds: Integer = None

    def count(self) -> TrafficCount:
        """What was counted; a limit of zero is none."""
        seconds = self.retry_after_seconds
        wait = None if seconds is None else timedelta(seconds=min(max(seconds, 1), _LONGEST_WAIT))
        used = self.traffic_used_bytes
        return TrafficCount(
            used=None if used is None else max(used, 0),
            limit=self.traffic_limit_bytes or None,
            is_unlimited=self.is_unlimited is True or self.traffic_limit_bytes == 0,
            is_cached=bool(self.cached or self.rate_limited),
            wait=wait,
        )
