"""Gifts and coupons on the wire."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field


class PresentPeriod(BaseModel):
    """A length that a tariff is given for."""

    days: int
    price_kopeks: int
    price_label: str
    original_price_kopeks: int | None
    discount_percent: int | None


class PresentTariff(BaseModel):
    """A tariff that can be given; 0 gigabytes is no limit."""

    id: int
    name: str
    description: str | None
    traffic_limit_gb: int
    device_limit: int
    periods: list[PresentPeriod]


class PresentOption(BaseModel):
    """A variant of a way to pay."""

    id: str
    name: str


class PresentMethod(BaseModel):
    """A way to pay."""

    method_id: str
    display_name: str
    description: str | None = None
    icon_url: str | None = None
    min_amount_kopeks: int | None = None
    max_amount_kopeks: int | None = None
    sub_options: list[PresentOption] | None = None


class PresentConfig(BaseModel):
    """GET /gift/config."""

    is_enabled: bool
    tariffs: list[PresentTariff] = []
    payment_methods: list[PresentMethod] = []
    balance_kopeks: int
    currency_symbol: str = "₽"
    promo_group_name: str | None = None
    active_discount_percent: int | None = None
    active_discount_expires_at: datetime | None = None


class PresentOrder(BaseModel):
    """POST /gift/purchase."""

    tariff_id: int
    period_days: Annotated[int, Field(gt=0)]
    payment_mode: Literal["balance", "gateway"]
    payment_method: str | None = None
    recipient_type: Literal["email", "telegram"] | None = None
    recipient_value: Annotated[str | None, Field(max_length=255)] = None
    gift_message: Annotated[str | None, Field(max_length=1000)] = None


class Claim(BaseModel):
    """How a gift is claimed, all null while it cannot be."""

    gift_code: str | None = None
    bot_claim_url: str | None = None
    cabinet_claim_url: str | None = None


class PresentBought(Claim):
    """What a purchase answers."""

    status: str
    purchase_token: str
    payment_url: str | None
    warning: str | None


class PresentStatus(Claim):
    """GET /gift/purchase/{token}."""

    status: str
    is_gift: bool = True
    is_code_only: bool
    purchase_token: str | None
    recipient_contact_value: str | None
    gift_message: str | None
    tariff_name: str | None
    period_days: int
    warning: str | None


class PresentSent(Claim):
    """A gift that was sent."""

    token: str
    tariff_name: str | None
    period_days: int
    device_limit: int
    status: str
    gift_recipient_value: str | None
    gift_message: str | None
    activated_by_username: str | None
    created_at: datetime


class PresentReceived(BaseModel):
    """A gift that was received."""

    token: str
    tariff_name: str | None
    period_days: int
    device_limit: int
    status: str
    sender_display: str | None
    gift_message: str | None
    created_at: datetime


class PresentWaiting(BaseModel):
    """A gift that waits to be taken."""

    token: str
    tariff_name: str | None
    period_days: int
    gift_message: str | None
    sender_display: str | None
    created_at: datetime


class TakeOrder(BaseModel):
    """POST /gift/activate."""

    code: Annotated[str, Field(min_length=1, max_length=256)]


class Taken(BaseModel):
    """What taking a gift answers."""

    status: str
    tariff_name: str | None
    period_days: int


class CouponOrder(BaseModel):
    """POST /coupon/redeem."""

    token: Annotated[str, Field(min_length=1, max_length=64)]


class CouponTaken(BaseModel):
    """What a coupon gave."""

    success: bool = True
    tariff_name: str
    period_days: int
    renewed: bool
    end_date: datetime
