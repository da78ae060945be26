"""Bodies of /info, /branding and /promocode."""

from typing import Annotated

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.schemas.order import Order


class Info(BaseModel):
    """GET /info."""

    service_name: str
    support_email: str
    support_telegram: str
    terms_url: str
    privacy_url: str


class Branding(BaseModel):
    """GET /branding."""

    logo_url: str
    primary_color: str
    secondary_color: str
    app_name: str


class PromoOrder(Order):
    """POST /promocode/activate."""

    code: Annotated[str, Field(min_length=1, max_length=64)]


class PromoActivated(BaseModel):
    """What the code gave."""

    success: bool
    promo_type: str
    bonus_balance_kopeks: int
    bonus_balance_rubles: float
    bonus_days: int
    bonus_gb: int
    message: str
