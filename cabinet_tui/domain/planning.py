"""How plans are made. Servers decide in the end: this is what they do today."""

from datetime import datetime, timedelta

from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.plan import (
    DeviceLimitDrops,
    Discount,
    Plan,
    PlanKind,
    PlanWarning,
    TariffChanges,
    Terms,
    TrafficIsUsedUp,
    TrafficLimitDrops,
    TrialEnds,
)
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    PurchaseRequest,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionStatus,
    Tariff,
    TrialOffer,
    TrialRequest,
)

_NOT_SERVING = (
    SubscriptionStatus.EXPIRED,
    SubscriptionStatus.SUSPENDED,
    SubscriptionStatus.PENDING,
)


def plan_purchase(
    tariff: Tariff,
    period: Period,
    subscription: Subscription | None,
    balance: Kopeks,
    now: datetime,
) -> Plan:
    """The purchase of a period of a tariff.

    A paid subscription that runs is extended from its expiry and keeps what was used; a trial or
    one that is over begins anew now. That is what servers do today; they decide.
    """
    goes_on = _runs(subscription, now) and subscription is not None and not subscription.is_trial
    start = _expiry(subscription, now) if goes_on else now
    after = Terms(_later(start, period.days), _bytes(tariff.traffic_gb), tariff.devices)
    return Plan(
        kind=PlanKind.PURCHASE,
        name=tariff.name,
        days=period.days,
        price=period.price,
        balance_before=balance,
        before=_terms(subscription),
        after=after,
        request=PurchaseRequest(
            tariff_id=tariff.id,
            days=period.days,
            server_uuid=_server(subscription),
            subscription_id=subscription.id if subscription else None,
        ),
        subscription=subscription,
        full_price=period.full_price,
        discount_percent=period.discount_percent,
        warnings=(
            *_tariff_changes(subscription, tariff, goes_on=goes_on),
            *_trial_ends(subscription, now),
            *_losses(subscription, after, keeps_used=goes_on),
            *_discount(period.discount_percent, period.full_price),
        ),
    )


def plan_renewal(
    option: RenewalOption, subscription: Subscription, balance: Kopeks, now: datetime
) -> Plan:
    """Going on with the subscription, from its expiry or, when that has passed, from now.

    The devices stay; so does the traffic where the option does not name any. The server decides.
    """
    traffic = subscription.traffic.limit if option.traffic_gb is None else _bytes(option.traffic_gb)
    start = _expiry(subscription, now)
    after = Terms(_later(start, option.days), traffic, subscription.devices_limit)
    return Plan(
        kind=PlanKind.RENEWAL,
        name=subscription.plan,
        days=option.days,
        price=option.price,
        balance_before=balance,
        before=_terms(subscription),
        after=after,
        request=RenewalRequest(
            days=option.days, traffic_gb=option.traffic_gb, subscription_id=subscription.id
        ),
        subscription=subscription,
        full_price=option.full_price,
        discount_percent=option.discount_percent,
        warnings=(
            *_losses(subscription, after, keeps_used=True),
            *_discount(option.discount_percent, option.full_price),
        ),
    )


def plan_trial(
    offer: TrialOffer,
    subscription: Subscription | None,
    balance: Kopeks,
    now: datetime,
    devices: int | None = None,
) -> Plan:
    """Starting the trial, with as many devices as asked for or else as it offers."""
    chosen = offer.devices if devices is None else devices
    after = Terms(_later(now, offer.days), _bytes(offer.traffic_gb), chosen)
    return Plan(
        kind=PlanKind.TRIAL,
        name="",
        days=offer.days,
        price=offer.price or ZERO,
        balance_before=balance,
        before=_terms(subscription),
        after=after,
        request=TrialRequest(server_uuid=_server(subscription), devices=chosen),
        subscription=subscription,
    )


def _runs(subscription: Subscription | None, now: datetime) -> bool:
    if subscription is None or subscription.status in _NOT_SERVING:
        return False
    return subscription.expires_at is None or subscription.expires_at > now


def _expiry(subscription: Subscription | None, now: datetime) -> datetime | None:
    """From when further days count; None when the server did not say until when it lasts."""
    if subscription is None or subscription.expires_at is None:
        return None
    return max(subscription.expires_at, now)


def _later(start: datetime | None, days: int) -> datetime | None:
    try:
        return None if start is None else start + timedelta(days=days)
    except OverflowError:
        return None


def _bytes(gigabytes: float | None) -> int | None:
    return None if gigabytes is None else round(gigabytes * GIB)


def _server(subscription: Subscription | None) -> str:
    servers = subscription.servers if subscription else ()
    return next((server.uuid for server in servers if server.uuid), "")


def _terms(subscription: Subscription | None) -> Terms | None:
    if subscription is None:
        return None
    return Terms(subscription.expires_at, subscription.traffic.limit, subscription.devices_limit)


def _tariff_changes(
    subscription: Subscription | None, tariff: Tariff, *, goes_on: bool
) -> tuple[PlanWarning, ...]:
    before = subscription.plan if subscription and goes_on else ""
    if not before or before == tariff.name:
        return ()
    return (TariffChanges(before, tariff.name),)


def _trial_ends(subscription: Subscription | None, now: datetime) -> tuple[PlanWarning, ...]:
    if subscription is None or not subscription.is_trial or not _runs(subscription, now):
        return ()
    left = subscription.time_left(now)
    return (TrialEnds(left),) if left else ()


def _losses(
    subscription: Subscription | None, after: Terms, *, keeps_used: bool
) -> tuple[PlanWarning, ...]:
    """What the subscription gives less of than before."""
    if subscription is None:
        return ()
    found: list[PlanWarning] = []
    devices, traffic = subscription.devices_limit, subscription.traffic
    if devices is not None and after.devices is not None and after.devices < devices:
        found.append(DeviceLimitDrops(devices, after.devices, subscription.devices_used))
    if after.traffic is not None and (traffic.limit is None or after.traffic < traffic.limit):
        found.append(TrafficLimitDrops(traffic.limit, after.traffic))
    if keeps_used and after.traffic is not None and (traffic.used or 0) > after.traffic:
        found.append(TrafficIsUsedUp(traffic.used or 0, after.traffic))
    return tuple(found)


def _discount(percent: int, full_price: Kopeks | None) -> tuple[PlanWarning, ...]:
    return (Discount(percent, full_price),) if percent or full_price is not None else ()
