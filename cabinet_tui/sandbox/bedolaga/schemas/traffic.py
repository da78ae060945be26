"""What the traffic routes below /subscription take and answer."""

from typing import Annotated

from pydantic import BaseModel, Field


class Package(BaseModel):
    """One of GET /subscription/traffic-packages."""

    gb: int
    price_kopeks: int
    price_rubles: float
    is_unlimited: bool = False
    discount_percent: int = 0
    base_price_kopeks: int | None = None
    discount_kopeks: int | None = None


class TrafficOrder(BaseModel):
    """POST /subscription/traffic."""

    gb: Annotated[int, Field(ge=0, le=100_000)]


class TrafficBought(BaseModel):
    """What was added, and what the limit and the balance are now."""

    success: bool = True
    message: str = "Traffic purchased successfully"
    gb_added: int
    new_traffic_limit_gb: int
    amount_paid_kopeks: int
    new_balance_kopeks: int


class Counted(BaseModel):
    """POST /subscription/refresh-traffic."""

    success: bool = True
    cached: bool
    traffic_used_bytes: int
    traffic_used_gb: float
    traffic_limit_bytes: int
    traffic_limit_gb: int
    traffic_used_percent: float
    is_unlimited: bool
    lifetime_used_bytes: int
    lifetime_used_gb: float


class CountedAnew(Counted):
    """The first answer of a minute."""

    cached: bool = False
    source: str = "remnawave"


class CountedBefore(Counted):
    """What is answered when it was asked too soon."""

    cached: bool = True
    rate_limited: bool = True
    retry_after_seconds: int = 60
