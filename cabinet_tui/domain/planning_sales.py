"""What to know of a plan where buying converts the subscription, and the plan of a switch."""

from collections.abc import Iterator
from datetime import datetime

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.plan import (
    DeviceLimitDrops,
    Plan,
    PlanKind,
    PlanWarning,
    Terms,
    TrafficIsUsedUp,
    TrafficLimitDrops,
)
from cabinet_tui.domain.plan_notes import (
    AddedTrafficIsLost,
    ChargedDaily,
    DaysAreNotReckoned,
    DevicesForgotten,
    ExtraDevicesIncluded,
    PlanNote,
    TrafficStartsAnew,
)
from cabinet_tui.domain.subscription import GIB, Period, Subscription, Tariff
from cabinet_tui.domain.switch import SwitchOffer, SwitchRequest


def is_of_tariff(subscription: Subscription | None, tariff: Tariff) -> bool:
    """Whether the subscription is known to be one of this tariff."""
    return subscription is not None and subscription.tariff_id == tariff.id


def kept(subscription: Subscription, tariff: Tariff) -> Terms:
    """What a subscription has once it is bought again: what was added to the tariff stays."""
    limit, offered = subscription.traffic.limit, gigabytes(tariff.traffic_gb)
    devices = [count for count in (subscription.devices_limit, tariff.devices) if count is not None]
    return Terms(
        traffic=None if limit is None or offered is None else max(limit, offered),
        devices=max(devices, default=None),
    )


def offer_notes(tariff: Tariff, period: Period) -> Iterator[PlanNote]:
    """What the price is made of."""
    if period.extra_devices:
        yield ExtraDevicesIncluded(period.extra_devices)
    if tariff.is_daily:
        yield ChargedDaily(period.price)


def conversion_notes(
    subscription: Subscription | None, tariff: Tariff, now: datetime
) -> Iterator[PlanNote]:
    """What happens to a paid subscription that runs, where buying converts it in place."""
    if subscription is None:
        return
    same = is_of_tariff(subscription, tariff)
    left = subscription.time_left(now)
    if not same and left is not None and left.days:
        yield DaysAreNotReckoned(left.days)
    if subscription.traffic.used:
        yield TrafficStartsAnew(
            subscription.traffic.used, packages_stay=same and bool(subscription.bought_traffic)
        )


def plan_switch(
    offer: SwitchOffer, tariff: Tariff, subscription: Subscription, balance: Kopeks
) -> Plan:
    """Going over to another tariff within the time that is paid for.

    The expiry stays, but for a tariff paid day by day; the limits are those of the new tariff.
    """
    after = Terms(
        None if tariff.is_daily else subscription.expires_at,
        gigabytes(tariff.traffic_gb),
        tariff.devices,
    )
    return Plan(
        kind=PlanKind.SWITCH,
        name=offer.name or tariff.name,
        days=0,
        price=offer.price,
        balance_before=balance,
        before=Terms(
            subscription.expires_at, subscription.traffic.limit, subscription.devices_limit
        ),
        after=after,
        request=SwitchRequest(tariff.id, some_length(tariff), subscription.id),
        subscription=subscription,
        warnings=tuple(_switch_warnings(offer, tariff, subscription, after)),
    )


def some_length(tariff: Tariff) -> int:
    """A length of the tariff in days, since a switch has to name one."""
    return next((period.days for period in tariff.periods), 1)


def gigabytes(amount: float | None) -> int | None:
    """Bytes of so many gigabytes; None, which is unlimited, stays."""
    return None if amount is None else round(amount * GIB)


def losses(
    subscription: Subscription | None, after: Terms, *, keeps_used: bool
) -> Iterator[PlanWarning]:
    """What the subscription gives less of than before."""
    if subscription is None:
        return
    devices, traffic = subscription.devices_limit, subscription.traffic
    if devices is not None and after.devices is not None and after.devices < devices:
        yield DeviceLimitDrops(devices, after.devices, subscription.devices_used)
    if after.traffic is not None and (traffic.limit is None or after.traffic < traffic.limit):
        yield TrafficLimitDrops(traffic.limit, after.traffic)
    if keeps_used and after.traffic is not None and (traffic.used or 0) > after.traffic:
        yield TrafficIsUsedUp(traffic.used or 0, after.traffic)


def _switch_warnings(
    offer: SwitchOffer, tariff: Tariff, subscription: Subscription, after: Terms
) -> Iterator[PlanWarning]:
    if tariff.is_daily:
        yield ChargedDaily(tariff.periods[0].price if tariff.periods else offer.price)
    # What was paid for begins anew; a switch that costs nothing keeps the count.
    yield from losses(subscription, after, keeps_used=not offer.price)
    if offer.price and subscription.traffic.used:
        yield TrafficStartsAnew(subscription.traffic.used)
    if subscription.bought_traffic:
        yield AddedTrafficIsLost()
    yield DevicesForgotten()
