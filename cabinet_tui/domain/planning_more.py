"""Plans of what is added to a subscription that runs: places for devices, traffic."""

from cabinet_tui.domain.devices import SlotOffer, SlotsRequest
from cabinet_tui.domain.money import ZERO, Kopeks
from cabinet_tui.domain.plan import (
    Discount,
    Plan,
    PlanKind,
    SlotsCostLater,
    Terms,
    TrafficEnds,
)
from cabinet_tui.domain.subscription import GIB, Subscription
from cabinet_tui.domain.traffic import TrafficPackage, TrafficRequest


def plan_slots(offer: SlotOffer, held: Subscription, balance: Kopeks) -> Plan:
    """More places for devices until the subscription ends; all else stays as it is."""
    limit = held.devices_limit if offer.limit is None else offer.limit
    before = Terms(held.expires_at, held.traffic.limit, limit)
    more = None if limit is None else limit + offer.count
    return Plan(
        kind=PlanKind.SLOTS,
        name="",
        days=0,
        price=offer.price or ZERO,
        balance_before=balance,
        before=before,
        after=Terms(before.expires_at, before.traffic, more),
        request=SlotsRequest(offer.count, held.id),
        subscription=held,
        warnings=(SlotsCostLater(offer.days_left),),
    )


def plan_traffic(package: TrafficPackage, held: Subscription, balance: Kopeks) -> Plan:
    """More traffic; all else stays as it is."""
    before = Terms(held.expires_at, held.traffic.limit, held.devices_limit)
    endless = package.is_unlimited or before.traffic is None
    more = None if endless else (before.traffic or 0) + package.gb * GIB
    discounted = package.discount_percent or package.full_price is not None
    discount = Discount(package.discount_percent, package.full_price)
    return Plan(
        kind=PlanKind.TRAFFIC,
        name="",
        days=0,
        price=package.price,
        balance_before=balance,
        before=before,
        after=Terms(before.expires_at, more, before.devices),
        request=TrafficRequest(package.gb, held.id),
        subscription=held,
        full_price=package.full_price,
        discount_percent=package.discount_percent,
        warnings=(TrafficEnds(), *((discount,) if discounted else ())),
    )
