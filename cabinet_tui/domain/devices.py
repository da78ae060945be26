"""The devices that connect through a subscription, and places for more of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cabinet_tui.domain.money import Kopeks

MOST_SLOTS = 100
"""More places than these no server sells at once."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device; ``id`` names it in requests, empty when it cannot be named in one."""

    id: str
    platform: str = ""
    model: str = ""
    name: str = ""
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Devices:
    """The devices there are and how many there may be; ``limit`` None is not known."""

    items: Sequence[Device] = ()
    total: int = 0
    limit: int | None = None

    def with_id(self, device_id: str) -> Device | None:
        """The device of this id, None when it is not among them."""
        return next((device for device in self.items if device.id and device.id == device_id), None)


@dataclass(frozen=True, slots=True)
class SlotOffer:
    """What ``count`` more places cost until the subscription ends; None where it is not said.

    ``limit`` is how many devices may connect now, ``highest`` how many at most.
    """

    available: bool
    count: int = 0
    price: Kopeks | None = None
    limit: int | None = None
    highest: int | None = None
    days_left: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SlotsRequest:
    """How many more places to buy, and for which subscription."""

    count: int
    subscription_id: int | None = None
