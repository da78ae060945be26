"""The session: what a sign-in gives, and where its tokens are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cabinet_tui.domain.account import Account, CampaignBonus, Tokens


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The answer to a sign-in."""

    tokens: Tokens
    account: Account | None = None
    bonus: CampaignBonus | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer to a confirmed e-mail address; ``signed_in`` where that signs in as well."""

    message: str = ""
    signed_in: SignedIn | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What confirming an e-mail address came to; ``entered`` tells that it signed in."""

    message: str = ""
    entered: bool = False
    bonus: CampaignBonus | None = None


_LAST_DAY = timedelta(days=1)


def is_last_day(ends_at: datetime | None, now: datetime) -> bool:
    """Whether a session is in its last day; one that is over, or of unknown length, is not."""
    return ends_at is not None and timedelta() < ends_at - now <= _LAST_DAY


class TokenStore(Protocol):
    """Keeps the tokens of one profile between runs."""

    @property
    def name(self) -> str:
        """Which store is in use: ``keyring``, ``file`` or ``memory``."""
        ...

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        ...

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        """Keep these tokens in place of any others; with ``instead_of``, only of those."""
        ...

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        ...
