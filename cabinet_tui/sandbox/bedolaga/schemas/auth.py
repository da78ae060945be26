"""Bodies of /auth."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, Field, field_validator
from pydantic_core import PydanticCustomError

from cabinet_tui.sandbox.state import Account

NewPassword = Annotated[str, Field(min_length=8, max_length=128)]


WORD = r"^[a-zA-Z0-9_-]+$"
Slug = Annotated[str, Field(min_length=1, max_length=64, pattern=WORD)]
LongToken = Annotated[str, Field(max_length=2048)]


class WithEmail(BaseModel):
    """A body with an address."""

    email: str

    @field_validator("email")
    @classmethod
    def has_one_at(cls, email: str) -> str:
        """The address as it came; PydanticCustomError in the server's words."""
        name, _, domain = email.partition("@")
        if email.count("@") != 1 or not name or "." not in domain or email != email.strip():
            reason = "The email address is not valid. It must have exactly one @-sign."
            text = "value is not a valid email address: {reason}"
            raise PydanticCustomError("value_error", text, {"reason": reason})
        return email


class Registration(WithEmail):
    """POST /auth/email/register/standalone."""

    password: NewPassword
    first_name: Annotated[str, Field(max_length=64)] | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "ru"
    referral_code: Annotated[str, Field(max_length=32, pattern=WORD)] | None = None
    campaign_slug: Slug | None = None
    accepted_legal_documents: Annotated[list[str], Field(max_length=8)] | None = None


class Login(WithEmail):
    """POST /auth/email/login."""

    password: Annotated[str, Field(min_length=1, max_length=128)]
    campaign_slug: Slug | None = None


class RefreshToken(BaseModel):
    """POST /auth/refresh and /auth/logout."""

    refresh_token: LongToken


class Token(BaseModel):
    """POST /auth/email/verify."""

    token: LongToken
    campaign_slug: Slug | None = None


class Forgotten(WithEmail):
    """POST /auth/password/forgot."""


class PasswordReset(BaseModel):
    """POST /auth/password/reset."""

    token: LongToken
    password: NewPassword


class DeepLinkToken(BaseModel):
    """POST /auth/deeplink/poll."""

    token: Annotated[str, Field(min_length=16, max_length=128)]
    campaign_slug: Slug | None = None


class Said(BaseModel):
    """A reply that only says something."""

    message: str


class Registered(BaseModel):
    """A registration that waits for its address to be verified."""

    message: str
    email: str
    requires_verification: bool


class Profile(BaseModel):
    """GET /auth/me."""

    id: int
    telegram_id: int | None
    username: str | None
    first_name: str | None
    last_name: str | None
    email: str | None
    email_verified: bool
    balance_kopeks: int
    balance_rubles: float
    referral_code: str | None
    language: str
    created_at: datetime
    auth_type: str

    @classmethod
    def of(cls, account: Account) -> Self:
        """The profile of an account."""
        held = account.ledger.balance
        return cls(
            id=account.id,
            telegram_id=account.telegram_id,
            username=account.username,
            first_name=account.first_name or None,
            last_name=account.last_name,
            email=account.email,
            email_verified=account.email_verified,
            balance_kopeks=held,
            balance_rubles=held / 100,
            referral_code=account.referral_code or None,
            language=account.language,
            created_at=account.created_at,
            auth_type=account.auth_type,
        )


class Refreshed(BaseModel):
    """A new access token beside the refresh token that was sent."""

    access_token: str
    refresh_token: str
    token_type: str = "bearer"
    expires_in: int


class CampaignBonus(BaseModel):
    """What the campaign gave."""

    campaign_name: str
    bonus_type: str
    balance_kopeks: int = 0
    subscription_days: int | None = None
    tariff_name: str | None = None


class SignedIn(Refreshed):
    """Every successful sign-in."""

    user: Profile
    campaign_bonus: CampaignBonus | None = None


class DeepLinkBegun(BaseModel):
    """POST /auth/deeplink/request; seconds."""

    token: str
    bot_username: str
    expires_in: int
