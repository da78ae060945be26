"""Signing in by pressing a button in the service's Telegram bot."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from cabinet_tui.domain.errors import CabinetError

_BOT = re.compile(r"[A-Za-z0-9_]{3,64}")
# Telegram takes 64 characters after ``start=``, nine of which are the word before the token.
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,55}")
_WORD = "webauth_"


@dataclass(frozen=True, slots=True)
class DeepLink:
    """A code to confirm in the bot ``bot``, good until ``expires_at`` by our clock.

    ``token`` signs in whoever polls with it: ``repr`` hides it.
    """

    token: str
    bot: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Everything but the secret."""
        return f"DeepLink(bot={self.bot!r}, expires_at={self.expires_at!r})"

    @property
    def is_sound(self) -> bool:
        """Whether a link can be made of it that leads to a bot and nowhere else."""
        return bool(_BOT.fullmatch(self.bot) and _TOKEN.fullmatch(self.token))

    @property
    def url(self) -> str:
        """The address that opens the bot and starts it with the code."""
        return f"https://t.me/{self.bot}?start={_WORD}{self.token}"

    @property
    def command(self) -> str:
        """What to send to the bot where its address does not open."""
        return f"/start {_WORD}{self.token}"

    def left(self, now: datetime) -> timedelta:
        """How long it is still good; nothing when it no longer is."""
        return max(timedelta(), self.expires_at - now)


@dataclass(frozen=True, slots=True)
class DeepLinkWait:
    """Waiting for somebody to confirm ``link``, which is None until the server has given one.

    ``trouble`` is what the last look failed with; waiting goes on. ``renewals`` counts the codes
    that ran out before this one.
    """

    link: DeepLink | None = None
    trouble: CabinetError | None = None
    renewals: int = 0
