"""Subscriptions bought for somebody else, and those received."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.balance import PaymentMethod
from cabinet_tui.domain.email import email_address
from cabinet_tui.domain.errors import InvalidInput
from cabinet_tui.domain.gift_refusals import BadRecipient, MessageTooLong
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.subscription import Tariff

LONGEST_MESSAGE = 1000
_TELEGRAM = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{4,31})")


class GiftStatus(StrEnum):
    """How far a gift has come."""

    PENDING = "pending"
    PAID = "paid"
    DELIVERED = "delivered"
    PENDING_ACTIVATION = "pending_activation"
    FAILED = "failed"
    EXPIRED = "expired"


UNPAID = (GiftStatus.PENDING, GiftStatus.FAILED, GiftStatus.EXPIRED)
"""What no money has gone for."""


class RecipientKind(StrEnum):
    """How a recipient is found."""

    EMAIL = "email"
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom a gift is."""

    kind: RecipientKind
    value: str


@dataclass(frozen=True, slots=True)
class GiftOffer:
    """What can be given, and how it can be paid for besides from the balance."""

    tariffs: Sequence[Tariff] = ()
    methods: Sequence[PaymentMethod] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class GiftRequest:
    """What is asked for; without a recipient a code comes of it.

    Without a method it is paid from the balance; ``option`` is a variant of the method.
    """

    tariff_id: int
    days: int
    recipient: Recipient | None = None
    message: str = ""
    method: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class GiftPlan:
    """What would happen: the price as it is offered now, and the balance before."""

    name: str
    days: int
    price: Kopeks
    balance_before: Kopeks
    request: GiftRequest
    traffic_gb: float | None = None
    devices: int | None = None
    full_price: Kopeks | None = None

    @property
    def is_from_balance(self) -> bool:
        """Whether the money leaves the balance at once."""
        return not self.request.method

    @property
    def missing(self) -> Kopeks:
        """Kopeks that the balance is short of; none where it is not paid from the balance."""
        return Kopeks(max(0, self.price - self.balance_before)) if self.is_from_balance else ZERO

    @property
    def balance_after(self) -> Kopeks:
        """The balance when it is bought."""
        left = self.balance_before - self.price if self.is_from_balance else self.balance_before
        return Kopeks(max(0, left))


@dataclass(frozen=True, slots=True)
class Gift:
    """A gift, sent or received; ``code`` and ``link`` claim it, empty where they cannot.

    ``token`` names it, and is no code. ``payment_url`` is where one that waits is paid.
    """

    token: str
    status: GiftStatus | str = GiftStatus.PENDING
    name: str = ""
    days: int | None = None
    devices: int | None = None
    recipient: str = ""
    sender: str = ""
    message: str = ""
    code: str = field(default="", repr=False)
    link: str = field(default="", repr=False)
    activated_by: str = ""
    created_at: datetime | None = None
    payment_url: str = field(default="", repr=False)
    warning: str = ""

    @property
    def waits_for_payment(self) -> bool:
        """Whether nobody has paid for it yet."""
        return self.status == GiftStatus.PENDING

    @property
    def can_hand_on(self) -> bool:
        """Whether there is a code that somebody may still use."""
        return self.status == GiftStatus.PAID and bool(self.code)


@dataclass(frozen=True, slots=True)
class GiftBook:
    """The gifts of an account, newest first."""

    sent: tuple[Gift, ...] = ()
    received: tuple[Gift, ...] = ()

    def sent_one(self, token: str) -> Gift | None:
        """The sent gift of this name."""
        return next((gift for gift in self.sent if gift.token == token), None)


def recipient_of(text: str) -> Recipient | None:
    """For whom, as typed: an e-mail address or a Telegram name, nothing for a code.

    Raises BadRecipient for anything else.
    """
    bare = text.strip()
    if not bare:
        return None
    if found := _TELEGRAM.fullmatch(bare):
        return Recipient(RecipientKind.TELEGRAM, f"@{found[1]}")
    try:
        return Recipient(RecipientKind.EMAIL, email_address(bare))
    except InvalidInput:
        raise BadRecipient from None


def check_message(text: str) -> str:
    """The words that go with a gift; raises MessageTooLong."""
    bare = text.strip()
    if len(bare) > LONGEST_MESSAGE:
        raise MessageTooLong(longest=LONGEST_MESSAGE)
    return bare


def new_gift(request: GiftRequest, name: str, before: GiftBook, after: GiftBook) -> Gift | None:
    """The gift that a request has become between two looks at the sent ones, if there is one."""
    known = {gift.token for gift in before.sent}
    wanted = (name, request.days)
    return next(
        (
            gift
            for gift in after.sent
            if gift.token not in known and (gift.name, gift.days) == wanted
        ),
        None,
    )
