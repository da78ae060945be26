"""What was last known of an account, kept on this computer for when the server is out of reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.referral import ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import Subscription, Tariff
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.ticket import Ticket

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T_co]):
    """A value and when the server told it; None when it told that there is nothing."""

    value: T_co | None
    at: datetime


@dataclass(frozen=True, slots=True)
class LastKnown:
    """The values that are kept, None for what is not; ``history`` is its first page."""

    account: Kept[Account] | None = None
    balance: Kept[Kopeks] | None = None
    history: Kept[Sequence[Transaction]] | None = None
    subscription: Kept[Subscription] | None = None
    subscriptions: Kept[Subscriptions] | None = None
    tariffs: Kept[Sequence[Tariff]] | None = None
    referral_stats: Kept[ReferralStats] | None = None
    tickets: Kept[Sequence[Ticket]] | None = None
    branding: Kept[Branding] | None = None
    info: Kept[ServiceInfo] | None = None


@dataclass(frozen=True, slots=True)
class KeptSession:
    """Whose values are kept: ``mark`` is of one sign-in, and no two sign-ins have the same.

    ``account`` is its id, None while that is not known.
    """

    mark: str
    account: int | None = None
