"""Who is signed in, and what signing in needs."""

from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.money import ZERO, Kopeks


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the service. What the server left out is empty or None."""

    id: int
    email: str = ""
    email_verified: bool | None = None
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    telegram_id: int | None = None
    balance: Kopeks | None = None
    referral_code: str = ""
    language: str = ""
    created_at: datetime | None = None
    auth_type: str = ""

    @property
    def name(self) -> str:
        """What to call the person."""
        full = f"{self.first_name} {self.last_name}".strip()
        return full or self.username or self.email or str(self.id)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a session; times aware, in UTC. Never shown: ``repr`` hides them."""

    access: str
    refresh: str = ""
    access_expires_at: datetime | None = None

    def __repr__(self) -> str:
        """Everything but the secrets."""
        return f"Tokens(access_expires_at={self.access_expires_at!r})"


@dataclass(frozen=True, slots=True)
class CampaignBonus:
    """What an advertising campaign gives to a new account."""

    campaign_id: int | None
    balance: Kopeks = ZERO
    days: int = 0


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person enters to get an account.

    ``language`` is that of the letters; ``accepted`` names the documents that were agreed to.
    """

    email: str
    password: str
    first_name: str
    last_name: str = ""
    referral_code: str = ""
    campaign: str = ""
    language: str = ""
    accepted: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Everything but the password."""
        return f"Registration(email={self.email!r}, first_name={self.first_name!r})"


@dataclass(frozen=True, slots=True)
class Registered:
    """The answer to a registration; ``account`` is None where the server does not send it.

    ``sign_in_waits`` tells that nobody can sign in before the address is confirmed.
    """

    message: str
    email: str
    verification_required: bool
    account: Account | None = None
    bonus: CampaignBonus | None = None
    sign_in_waits: bool = False


@dataclass(frozen=True, slots=True)
class TelegramLogin:
    """The fields of Telegram's Login Widget, as it signed them."""

    id: int
    first_name: str
    auth_date: int
    hash: str
    last_name: str | None = None
    username: str | None = None
    photo_url: str | None = None


@dataclass(frozen=True, slots=True)
class MiniAppLogin:
    """The ``initData`` string of a Telegram Mini App, as it was signed."""

    init_data: str
    referral_code: str = ""
    campaign: str = ""
