"""Bodies of /subscription."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.catalogue import RenewalOption, Server, Tariff
from cabinet_tui.sandbox.schemas.order import Order
from cabinet_tui.sandbox.state import GIB


class ServerInfo(BaseModel):
    """Where traffic leaves from."""

    id: int
    name: str
    country: str
    flag: str
    panel_squad_uuid: str

    @classmethod
    def of(cls, server: Server) -> Self:
        """The wire form of a server."""
        return cls(
            id=server.id,
            name=server.name,
            country=server.country,
            flag=server.flag,
            panel_squad_uuid=server.uuid,
        )


class SubscriptionBody(BaseModel):
    """GET /subscription; limits and remainders are null when unlimited."""

    id: int
    user_id: int
    panel_sub_uuid: str
    server_squad_id: int
    server_info: ServerInfo
    is_active: bool
    is_trial: bool
    expires_at: datetime
    data_limit_bytes: int | None
    data_usage_bytes: int
    data_remaining_bytes: int | None
    data_limit_gb: int | None
    data_usage_gb: float
    data_remaining_gb: float | None
    devices_count: int
    max_devices: int
    autopay_enabled: bool
    config_link: str
    qr_code_base64: str


class Status(BaseModel):
    """GET /subscription/status."""

    has_subscription: bool
    is_trial: bool
    is_active: bool
    expires_at: datetime | None
    days_left: int
    gb_left: float | None
    gb_total: int | None


class TrialInfo(BaseModel):
    """GET /subscription/trial-info."""

    available: bool
    days: int
    gb: int
    max_devices: int
    requires_channel_subscription: bool
    channel_username: str
    channel_link: str


class TrialOrder(Order):
    """POST /subscription/activate-trial."""

    server_squad_uuid: str | None = None
    devices_count: Annotated[int, Field(ge=1)] | None = None


class TrialSubscription(BaseModel):
    """The subscription a trial starts."""

    id: int
    expires_at: datetime
    data_limit_gb: int
    devices_count: int
    config_link: str
    qr_code_base64: str


class TrialStarted(BaseModel):
    """A trial that has begun."""

    success: bool
    subscription: TrialSubscription


class TariffBody(BaseModel):
    """A plan on sale."""

    id: int
    name: str
    description: str
    period_days: int
    data_limit_gb: int | None
    price_kopeks: int
    price_rubles: float
    original_price_kopeks: int
    discount_percent: int
    max_devices: int
    is_popular: bool
    is_unlimited: bool
    sort_order: int

    @classmethod
    def of(cls, tariff: Tariff, place: int) -> Self:
        """The wire form of a tariff at a place of the list."""
        return cls(
            id=tariff.id,
            name=tariff.name,
            description=tariff.description,
            period_days=tariff.period_days,
            data_limit_gb=tariff.data_limit_gb,
            price_kopeks=tariff.price_kopeks,
            price_rubles=tariff.price_kopeks / 100,
            original_price_kopeks=tariff.original_price_kopeks,
            discount_percent=tariff.discount_percent,
            max_devices=tariff.max_devices,
            is_popular=tariff.is_popular,
            is_unlimited=tariff.data_limit_gb is None,
            sort_order=place,
        )


class Tariffs(BaseModel):
    """GET /subscription/tariffs."""

    tariffs: list[TariffBody]


class Purchase(Order):
    """POST /subscription/purchase-tariff."""

    tariff_id: int
    server_squad_uuid: str | None = None


class PurchasedSubscription(BaseModel):
    """The subscription a purchase made."""

    id: int
    expires_at: datetime
    data_limit_gb: int | None
    config_link: str


class Purchased(BaseModel):
    """A purchase that was charged."""

    success: bool
    subscription: PurchasedSubscription
    balance_after_kopeks: int
    balance_after_rubles: float
    amount_paid_kopeks: int
    amount_paid_rubles: float
    transaction_id: int


class RenewalOrder(Order):
    """POST /subscription/renew."""

    period_days: int
    gb_amount: int | None = None


class Renewed(BaseModel):
    """A renewal that was charged."""

    success: bool
    new_expires_at: datetime
    balance_after_kopeks: int
    balance_after_rubles: float
    amount_paid_kopeks: int
    amount_paid_rubles: float


class RenewalBody(BaseModel):
    """A way to prolong."""

    period_days: int
    gb_amount: int | None
    price_kopeks: int
    price_rubles: float
    discount_percent: int

    @classmethod
    def of(cls, option: RenewalOption) -> Self:
        """The wire form of an option."""
        return cls(
            period_days=option.period_days,
            gb_amount=option.gb_amount,
            price_kopeks=option.price_kopeks,
            price_rubles=option.price_kopeks / 100,
            discount_percent=option.discount_percent,
        )


class RenewalOptions(BaseModel):
    """GET /subscription/renewal-options."""

    options: list[RenewalBody]


class AutopayOrder(Order):
    """POST /subscription/autopay."""

    enabled: bool


class Autopay(BaseModel):
    """Whether autopay is on now."""

    success: bool
    autopay_enabled: bool


def gigabytes(size: int) -> float:
    """Bytes as gigabytes of two digits."""
    return round(size / GIB, 2)
