"""Bodies of what is sold, and the orders for it."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.amounts import label
from cabinet_tui.sandbox.bedolaga.offers import full_price, months, price, terms
from cabinet_tui.sandbox.bedolaga.schemas.subscription import SubscriptionData, connected
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Tariff
from cabinet_tui.sandbox.state import Subscription

Days = Annotated[int, Field(ge=1, le=3650)]
MONTH_WORDS = {1: "1 месяц", 3: "3 месяца", 6: "6 месяцев"}


class TariffOrder(BaseModel):
    """POST /subscription/purchase-tariff."""

    tariff_id: int
    period_days: Days
    traffic_gb: Annotated[int, Field(ge=0, le=100_000)] | None = None
    subscription_id: Annotated[int, Field(ge=1)] | None = None


class RenewalOrder(BaseModel):
    """POST /subscription/renew."""

    period_days: Days
    subscription_id: int | None = None


class Bought(BaseModel):
    """A tariff that was bought; kopeks."""

    success: bool
    message: str
    subscription: SubscriptionData
    tariff_id: int
    tariff_name: str
    charged_amount: int
    charged_label: str
    balance_kopeks: int
    balance_label: str


class Renewed(BaseModel):
    """A renewal; `new_end_date` is written as +00:00 here."""

    message: str
    new_end_date: str
    amount_paid_kopeks: int


class RenewalOption(BaseModel):
    """A period to go on by."""

    period_days: int
    price_kopeks: int
    price_rubles: float
    discount_percent: int
    original_price_kopeks: int | None

    @classmethod
    def of(cls, tariff: Tariff, days: int, extra_devices: int) -> Self:
        """The option of a period of the tariff."""
        now, full = price(tariff, days, extra_devices) or 0, full_price(tariff, days, extra_devices)
        return cls(
            period_days=days,
            price_kopeks=now,
            price_rubles=now / 100,
            discount_percent=tariff.discount_percent,
            original_price_kopeks=full if full != now else None,
        )


class TrialInfo(BaseModel):
    """GET /subscription/trial."""

    is_available: bool
    duration_days: int
    traffic_limit_gb: int
    device_limit: int
    requires_payment: bool
    price_kopeks: int
    price_rubles: float
    reason_unavailable: str | None


def tariff_body(
    box: Sandbox, tariff: Tariff, held: Subscription | None, extra_devices: int
) -> dict[str, Any]:
    """A tariff as /purchase-options lists it; `extra_devices` are those of the current one."""
    sold, limit = terms(tariff), tariff.data_limit_gb or 0
    servers = connected(box, tariff)
    is_current = held is not None and not held.is_trial and held.tariff_id == tariff.id
    extra = extra_devices if is_current else 0
    return {
        "id": tariff.id,
        "name": tariff.name,
        "description": tariff.description,
        "tier_level": min(3, tariff.id),
        "traffic_limit_gb": limit,
        "traffic_limit_label": f"{limit} ГБ" if limit else "♾️ Безлимит",
        "is_unlimited_traffic": not limit,
        "device_limit": sold.devices + extra,
        "base_device_limit": sold.devices,
        "extra_devices_count": extra,
        "device_price_kopeks": sold.device_price,
        "servers_count": len(servers),
        "servers": [{"uuid": s.uuid, "name": f"{s.flag} {s.name}"} for s in servers],
        "periods": [_period(tariff, days, extra) for days in sold.periods],
        "is_current": is_current,
        "is_available": True,
        "custom_days_enabled": False,
        "price_per_day_kopeks": 0,
        "min_days": 1,
        "max_days": 365,
        "custom_traffic_enabled": False,
        "traffic_price_per_gb_kopeks": 0,
        "min_traffic_gb": 1,
        "max_traffic_gb": 1000,
        "traffic_topup_enabled": bool(sold.packages),
        "traffic_topup_packages": {str(gb): kopeks for gb, kopeks in sold.packages.items()},
        "max_topup_traffic_gb": 1000 if sold.packages else 0,
        "is_daily": sold.is_daily,
        "daily_price_kopeks": sold.daily_price,
        "traffic_reset_mode": "MONTH",
        "promo_group_name": "Обычная группа",
        "is_purchased": False,
    }


def _period(tariff: Tariff, days: int, extra_devices: int) -> dict[str, Any]:
    now, full = price(tariff, days, extra_devices) or 0, full_price(tariff, days, extra_devices)
    monthly = round(now * 30 / days)
    body: dict[str, Any] = {
        "days": days,
        "months": months(days),
        "label": MONTH_WORDS.get(months(days), f"{days} дней"),
        "price_kopeks": now,
        "price_label": label(now),
        "price_per_month_kopeks": monthly,
        "price_per_month_label": label(monthly),
    }
    if full is not None and full != now:
        body |= {
            "original_price_kopeks": full,
            "original_price_label": label(full),
            "discount_percent": tariff.discount_percent,
        }
    if extra_devices:
        cost = extra_devices * terms(tariff).device_price * months(days)
        body |= {"extra_devices_count": extra_devices, "extra_devices_cost_kopeks": cost}
    return body
