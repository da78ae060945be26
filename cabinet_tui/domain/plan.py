"""A plan: what is bought, what it costs, and what the account is before and after it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan_notes import PlanNote
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    RenewalRequest,
    Subscription,
    TrialRequest,
)
from cabinet_tui.domain.switch import SwitchRequest
from cabinet_tui.domain.traffic import TrafficRequest


class PlanKind(StrEnum):
    """What is bought."""

    PURCHASE = "purchase"
    RENEWAL = "renewal"
    TRIAL = "trial"
    SLOTS = "device_slots"
    TRAFFIC = "traffic"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a subscription gives; ``traffic`` in bytes, None is unlimited; ``devices`` may be None.

    ``expires_at`` is None where the server did not say.
    """

    expires_at: datetime | None = None
    traffic: int | None = None
    devices: int | None = None


@dataclass(frozen=True, slots=True)
class DeviceLimitDrops:
    """Fewer devices than before may connect; ``used`` is how many do now, when that is known."""

    before: int
    after: int
    used: int | None = None


@dataclass(frozen=True, slots=True)
class TrafficLimitDrops:
    """Less traffic than before, in bytes; ``before`` None was unlimited."""

    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class TrafficIsUsedUp:
    """More was used than the new limit allows, and what was used stays counted; bytes."""

    used: int
    limit: int


@dataclass(frozen=True, slots=True)
class TariffChanges:
    """The subscription becomes one of another tariff, days that are left included."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TrialEnds:
    """A trial that still runs ends with the purchase; ``left`` is lost."""

    left: timedelta


@dataclass(frozen=True, slots=True)
class Discount:
    """The price is lower than usual, and may not be so the next time."""

    percent: int
    full_price: Kopeks | None = None


@dataclass(frozen=True, slots=True)
class SlotsCostLater:
    """More places are paid for until the subscription ends; renewing it then costs more."""

    days_left: int | None = None


@dataclass(frozen=True, slots=True)
class TrafficEnds:
    """Traffic bought beside the tariff does not last as long as the subscription."""


PlanWarning = (
    DeviceLimitDrops
    | TrafficLimitDrops
    | TrafficIsUsedUp
    | TariffChanges
    | TrialEnds
    | Discount
    | SlotsCostLater
    | TrafficEnds
    | PlanNote
)
"""What a person should know before paying."""

Request = (
    PurchaseRequest | RenewalRequest | TrialRequest | SlotsRequest | TrafficRequest | SwitchRequest
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What would happen. The server decides: prices and dates are as it offers them now.

    ``before`` is None without a subscription; ``missing`` is 0 when the balance is enough, and
    ``balance_after`` is then what is left of it.
    """

    kind: PlanKind
    name: str
    days: int
    price: Kopeks
    balance_before: Kopeks
    before: Terms | None
    after: Terms
    request: Request
    subscription: Subscription | None = None
    full_price: Kopeks | None = None
    discount_percent: int = 0
    warnings: tuple[PlanWarning, ...] = ()

    @property
    def missing(self) -> Kopeks:
        """Kopeks that the balance is short of, 0 when it is enough."""
        return Kopeks(max(0, self.price - self.balance_before))

    @property
    def balance_after(self) -> Kopeks:
        """The balance when all is done: never below zero, the rest is topped up before."""
        return Kopeks(max(0, self.balance_before - self.price))

    @property
    def is_affordable(self) -> bool:
        """Whether the balance is enough."""
        return not self.missing

    @property
    def server_uuid(self) -> str:
        """The server that is asked for; empty when the choice is left to the service."""
        if isinstance(self.request, PurchaseRequest | TrialRequest):
            return self.request.server_uuid
        return ""

    def at_server(self, uuid: str) -> "Plan":
        """The same plan on another server; what the subscription has already stays where it is."""
        if isinstance(self.request, PurchaseRequest | TrialRequest):
            return replace(self, request=replace(self.request, server_uuid=uuid))
        return self
