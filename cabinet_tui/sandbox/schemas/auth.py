"""Bodies of /auth."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.schemas.order import Order
from cabinet_tui.sandbox.state import Account

Address = Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
NewPassword = Annotated[str, Field(min_length=8, max_length=128)]
Name = Annotated[str, Field(min_length=1, max_length=64)]
Code = Annotated[str, Field(max_length=64)]


class Registration(Order):
    """POST /auth/register-email-standalone."""

    email: Address
    password: NewPassword
    first_name: Name
    last_name: Name | None = None


class InvitedRegistration(Registration):
    """POST /auth/register-email."""

    referral_code: Code | None = None
    campaign_start_param: Code | None = None


class Login(Order):
    """POST /auth/login-email."""

    email: str
    password: str


class WidgetLogin(Order):
    """POST /auth/telegram-widget: the fields Telegram's widget hands over."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    photo_url: str | None = None
    auth_date: int
    hash: str


class MiniAppLogin(Order):
    """POST /auth/telegram-miniapp."""

    init_data: str
    referral_code: Code | None = None
    campaign_start_param: Code | None = None


class Refresh(Order):
    """POST /auth/refresh."""

    refresh_token: str


class Verification(Order):
    """POST /auth/verify-email."""

    verification_token: str


class Forgotten(Order):
    """POST /auth/forgot-password."""

    email: str


class PasswordReset(Order):
    """POST /auth/reset-password."""

    reset_token: str
    new_password: NewPassword


class Said(BaseModel):
    """A reply that only says something."""

    message: str


class Profile(BaseModel):
    """GET /auth/me."""

    id: int
    telegram_id: int | None
    username: str | None
    first_name: str
    last_name: str | None
    email: str | None
    email_verified: bool
    balance_kopeks: int
    balance_rubles: float
    referral_code: str
    language: str
    created_at: datetime
    auth_type: str

    @classmethod
    def of(cls, account: Account) -> Self:
        """The profile of an account."""
        return cls(
            id=account.id,
            telegram_id=account.telegram_id,
            username=account.username,
            first_name=account.first_name,
            last_name=account.last_name,
            email=account.email,
            email_verified=account.email_verified,
            balance_kopeks=account.ledger.balance,
            balance_rubles=account.ledger.balance / 100,
            referral_code=account.referral_code,
            language=account.language,
            created_at=account.created_at,
            auth_type=account.auth_type,
        )


class BriefProfile(BaseModel):
    """The user beside a pair of tokens."""

    id: int
    email: str | None
    first_name: str
    balance_rubles: float
    referral_code: str


class SignedIn(BaseModel):
    """A successful login."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"
    user: BriefProfile


class Refreshed(BaseModel):
    """A successful refresh: no new refresh token, as documented."""

    access_token: str
    token_type: str = "bearer"


class CampaignBonus(BaseModel):
    """What the campaign gave."""

    campaign_id: int
    bonus_balance_kopeks: int
    bonus_days: int


class Registered(BaseModel):
    """A successful registration."""

    message: str
    email_verification_required: bool
    user: Profile
    campaign_bonus: CampaignBonus | None
