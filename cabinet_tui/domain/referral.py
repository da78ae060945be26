"""The referral programme: the link, who came, and what it earned."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from cabinet_tui.domain.money import Kopeks

_NO_CODE = frozenset({"", "none", "null"})


def share_link(link: str, words: str) -> str:
    """Telegram's own page that hands a link on to a chat of one's choice."""
    return f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(words, safe='')}"


@dataclass(frozen=True, slots=True)
class ReferralStats:
    """The numbers of the programme; None where the server does not count it."""

    code: str
    link: str
    total: int = 0
    active: int = 0
    trial_converted: int | None = None
    earned: Kopeks | None = None
    available: Kopeks | None = None
    pending: Kopeks | None = None
    withdrawn: Kopeks | None = None
    commission_percent: int | None = None
    bot_link: str = ""

    @property
    def invitation(self) -> str:
        """The link to hand on, empty when the account has none.

        A server puts the word for nothing into the link of an account without a code.
        """
        return "" if self.code.strip().lower() in _NO_CODE else self.link


@dataclass(frozen=True, slots=True)
class Referral:
    """A person who came by the link; None where the server does not tell."""

    id: int
    name: str = ""
    username: str = ""
    telegram_id: int | None = None
    registered_at: datetime | None = None
    has_subscription: bool = False
    subscription_expires_at: datetime | None = None
    earned: Kopeks | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Earning:
    """Money earned through a referral or a campaign; ``reason`` is the server's word."""

    id: int
    amount: Kopeks
    reason: str = ""
    referral_id: int | None = None
    referral_name: str = ""
    first_name: str = ""
    campaign: str = ""
    created_at: datetime | None = None

    @property
    def through(self) -> str:
        """Whom or what it came through: ``@name``, else a first name, else a campaign."""
        handle = self.referral_name.strip()
        return f"@{handle}" if handle else self.first_name.strip() or self.campaign.strip()
