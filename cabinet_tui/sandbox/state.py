"""What the sandbox knows: accounts and everything that hangs on them."""

from dataclasses import dataclass, field
from datetime import datetime

from cabinet_tui.sandbox.catalogue import Catalogue, Server
from cabinet_tui.sandbox.ledger import Ledger

GIB = 1024**3


@dataclass(slots=True)
class Subscription:
    """A subscription; `limit_gb` None is unlimited, `used_bytes` counts up."""

    id: int
    uuid: str
    server: Server
    expires_at: datetime
    limit_gb: int | None
    used_bytes: int
    devices: int
    max_devices: int
    link: str
    is_trial: bool = False
    suspended: bool = False
    autopay: bool = False
    tariff_id: int | None = None
    warned_at_expiry: datetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether it serves traffic at `now`."""
        return not self.suspended and self.expires_at > now


@dataclass(slots=True)
class Payment:
    """A top-up at a payment provider; `paid_at_provider` runs ahead of `status` when the
    provider's notice got lost and only a manual check brings it in.
    """

    id: str
    method: str
    amount_kopeks: int
    created_at: datetime
    return_url: str | None = None
    invoice_link: str | None = None
    status: str = "pending"
    paid_at_provider: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file on a message; `token` opens it."""

    kind: str
    file_id: str
    token: str
    content: bytes
    content_type: str
    name: str = ""
    caption: str = ""


@dataclass(slots=True)
class Message:
    """One message of a ticket."""

    id: int
    from_admin: bool
    text: str
    created_at: datetime
    is_read: bool
    files: tuple[Attachment, ...] = ()


@dataclass(slots=True)
class Ticket:
    """A conversation with support."""

    id: int
    subject: str
    created_at: datetime
    status: str = "open"
    messages: list[Message] = field(default_factory=list)
    reply_blocked: bool = False

    @property
    def unread(self) -> int:
        """How many replies of support the account has not opened."""
        return sum(1 for message in self.messages if message.from_admin and not message.is_read)

    @property
    def updated_at(self) -> datetime:
        """When the last message was written."""
        return self.messages[-1].created_at if self.messages else self.created_at


@dataclass(slots=True)
class Referral:
    """A person who came by the account's link."""

    user_id: int
    first_name: str
    username: str | None
    telegram_id: int | None
    registered_at: datetime
    status: str
    subscription_expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Earning:
    """Money earned from a referral, kopeks."""

    id: int
    referral_user_id: int
    referral_username: str | None
    amount_kopeks: int
    transaction_type: str
    created_at: datetime


@dataclass(slots=True)
class Account:
    """One user of the cabinet."""

    id: int
    first_name: str
    created_at: datetime
    referral_code: str
    email: str | None = None
    password_hash: bytes | None = None
    email_verified: bool = False
    last_name: str | None = None
    username: str | None = None
    telegram_id: int | None = None
    language: str = "ru"
    auth_type: str = "email"
    referrer_id: int | None = None
    bonus_days: int = 0
    trial_used: bool = False
    channel_joined: bool = True
    access_epoch: int = 0
    refresh_epoch: int = 0
    ledger: Ledger = field(default_factory=Ledger)
    subscription: Subscription | None = None
    payments: dict[str, Payment] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    referrals: list[Referral] = field(default_factory=list)
    earnings: list[Earning] = field(default_factory=list)
    pending_earnings_kopeks: int = 0
    used_promos: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter nobody sent: `token` is what its link would carry."""

    to: str
    kind: str
    token: str
    sent_at: datetime


@dataclass(slots=True)
class State:
    """Everything a scenario fills and a request changes."""

    catalogue: Catalogue
    accounts: dict[int, Account] = field(default_factory=dict)
    mailbox: list[Mail] = field(default_factory=list)
    last_ids: dict[str, int] = field(default_factory=dict)

    def next_id(self, kind: str) -> int:
        """The next free number of a kind of thing."""
        self.last_ids[kind] = self.last_ids.get(kind, 0) + 1
        return self.last_ids[kind]

    def by_email(self, email: str) -> Account | None:
        """The account of an address, in any letter case."""
        wanted = email.casefold()
        return next(
            (a for a in self.accounts.values() if a.email and a.email.casefold() == wanted), None
        )

    def by_telegram(self, telegram_id: int) -> Account | None:
        """The account of a Telegram user."""
        return next((a for a in self.accounts.values() if a.telegram_id == telegram_id), None)

    def by_referral_code(self, code: str | None) -> Account | None:
        """The account whose code invites, None for an unknown or missing code."""
        return next((a for a in self.accounts.values() if a.referral_code == code), None)

    def payment(self, payment_id: str) -> tuple[Account, Payment] | None:
        """A payment with its account."""
        for account in self.accounts.values():
            if payment := account.payments.get(payment_id):
                return account, payment
        return None
