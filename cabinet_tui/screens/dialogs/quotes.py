"""How a plan is made, now and once more."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from cabinet_tui.domain.plan import Plan

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

Quote = Callable[["Cabinet"], Awaitable[Plan]]
"""Makes the plan as the server offers it now; raises CabinetError."""


def purchase_quote(tariff_id: int, days: int) -> Quote:
    """Buying a period of a tariff."""
    return lambda cabinet: cabinet.tariffs.plan(tariff_id, days)


def renewal_quote(days: int, traffic_gb: float | None) -> Quote:
    """Going on for so many days."""
    return lambda cabinet: cabinet.subscription.plan_renewal(days, traffic_gb)


def trial_quote(devices: int | None = None) -> Quote:
    """The trial, for so many devices or as many as it offers."""
    return lambda cabinet: cabinet.subscription.plan_trial(devices)


def slots_quote(count: int) -> Quote:
    """So many more places for devices."""
    return lambda cabinet: cabinet.devices.plan_slots(count)


def traffic_quote(gb: int) -> Quote:
    """A package of so many gigabytes."""
    return lambda cabinet: cabinet.traffic.plan(gb)


def switch_quote(tariff_id: int) -> Quote:
    """Going over to another tariff."""
    return lambda cabinet: cabinet.switching.plan(tariff_id)


def quote_again(plan: Plan) -> Quote:
    """The same as this plan."""
    return lambda cabinet: cabinet.intents.again(plan)
