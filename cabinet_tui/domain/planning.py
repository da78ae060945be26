"""How plans are made. Servers decide in the end: this is what they do today."""

from dataclasses import replace
from datetime import datetime, timedelta

from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.plan import (
    Discount,
    Plan,
    PlanKind,
    PlanWarning,
    TariffChanges,
    Terms,
    TrialEnds,
)
from cabinet_tui.domain.plan_notes import SubscriptionBeside
from cabinet_tui.domain.planning_sales import (
    conversion_notes,
    gigabytes,
    is_of_tariff,
    kept,
    losses,
    offer_notes,
)
from cabinet_tui.domain.subscription import (
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
    *,
    converts: bool = False,
    beside: bool = False,
) -> Plan:
    """The purchase of a period of a tariff.

    A paid subscription that runs is extended from its expiry and keeps what was used, unless the
    service ``converts`` it in place, which counts traffic from 0 again; a trial or one that is
    over begins anew now. ``beside`` tells that there are others, which stay. That is what servers
    do today; they decide.
    """
    goes_on = _runs(subscription, now) and subscription is not None and not subscription.is_trial
    start = _expiry(subscription, now) if goes_on else now
    after = Terms(_later(start, period.days), gigabytes(tariff.traffic_gb), tariff.devices)
    if subscription is not None and is_of_tariff(subscription, tariff):
        stays = kept(subscription, tariff)
        traffic = stays.traffic if goes_on else after.traffic
        after = replace(after, traffic=traffic, devices=stays.devices)
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
            *((SubscriptionBeside(),) if beside else ()),
            *_tariff_changes(subscription, tariff, goes_on=goes_on),
            *_trial_ends(subscription, now),
            *losses(subscription, after, keeps_used=goes_on and not converts),
            *(conversion_notes(subscription, tariff, now) if converts and goes_on else ()),
            *offer_notes(tariff, period),
            *_discount(period.discount_percent, period.full_price),
        ),
    )


def plan_renewal(
    option: RenewalOption, subscription: Subscription, balance: Kopeks, now: datetime
) -> Plan:
    """Going on with the subscription, from its expiry or, when that has passed, from now.

    The devices stay; so does the traffic where the option does not name any. The server decides.
    """
    traffic = (
        subscription.traffic.limit if option.traffic_gb is None else gigabytes(option.traffic_gb)
    )
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
            *losses(subscription, after, keeps_used=True),
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
    after = Terms(_later(now, offer.days), gigabytes(offer.traffic_gb), chosen)
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


def _discount(percent: int, full_price: Kopeks | None) -> tuple[PlanWarning, ...]:
    return (Discount(percent, full_price),) if percent or full_price is not None else ()
