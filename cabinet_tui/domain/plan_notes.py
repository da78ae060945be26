"""What a plan may say besides its numbers, where the service has its own way to sell."""

from dataclasses import dataclass

from cabinet_tui.domain.money import Kopeks


@dataclass(frozen=True, slots=True)
class ExtraDevicesIncluded:
    """The price holds this many places for devices that were added to the tariff."""

    count: int


@dataclass(frozen=True, slots=True)
class TrafficStartsAnew:
    """What was used, in bytes, is counted from nothing again; packages that were added stay."""

    used: int
    packages_stay: bool = False


@dataclass(frozen=True, slots=True)
class DaysAreNotReckoned:
    """The days that are left go over one for one, whatever a day of each tariff costs."""

    days: int


@dataclass(frozen=True, slots=True)
class DevicesForgotten:
    """Devices that are connected have to be connected again."""


@dataclass(frozen=True, slots=True)
class AddedTrafficIsLost:
    """Traffic that was bought beside the tariff does not go over to the next one."""


@dataclass(frozen=True, slots=True)
class ChargedDaily:
    """A tariff that takes its price every day, until it is paused."""

    price: Kopeks


@dataclass(frozen=True, slots=True)
class SubscriptionBeside:
    """A new subscription beside those there are, which stay as they are."""


PlanNote = (
    ExtraDevicesIncluded
    | TrafficStartsAnew
    | DaysAreNotReckoned
    | DevicesForgotten
    | AddedTrafficIsLost
    | ChargedDaily
    | SubscriptionBeside
)
"""What a person should know before paying, where the service has its own way to sell."""
