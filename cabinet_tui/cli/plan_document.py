"""A plan and what came of it as JSON: kopeks, bytes, times ISO 8601 in UTC."""

from cabinet_tui.cli.output import Json, utc
from cabinet_tui.cli.plan_notes import note_document
from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.plan import (
    DeviceLimitDrops,
    Discount,
    Plan,
    PlanWarning,
    SlotsCostLater,
    TariffChanges,
    Terms,
    TrafficEnds,
    TrafficIsUsedUp,
    TrafficLimitDrops,
    TrialEnds,
)
from cabinet_tui.domain.subscription import PurchaseRequest, Receipt, RenewalRequest, TrialRequest
from cabinet_tui.domain.switch import SwitchRequest
from cabinet_tui.domain.traffic import TrafficRequest


def plan_document(plan: Plan) -> dict[str, Json]:
    """What would happen; a traffic of null is no limit, ``before`` of null is no subscription."""
    return {
        "kind": str(plan.kind),
        "subscription_id": plan.subscription.id if plan.subscription else None,
        "name": plan.name or None,
        "days": plan.days,
        "price_kopeks": plan.price,
        "full_price_kopeks": plan.full_price,
        "discount_percent": plan.discount_percent,
        "balance_before_kopeks": plan.balance_before,
        "balance_after_kopeks": plan.balance_after,
        "missing_kopeks": plan.missing,
        "before": _terms(plan.before) if plan.before else None,
        "after": _terms(plan.after),
        "request": _request(plan),
        "warnings": [_warning(warning) for warning in plan.warnings],
    }


def receipt_document(receipt: Receipt) -> dict[str, Json]:
    """What a purchase did; null where the server did not say."""
    return {
        "paid_kopeks": receipt.paid,
        "balance_after_kopeks": receipt.balance_after,
        "expires_at": utc(receipt.expires_at),
        "transaction_id": receipt.transaction_id,
        "link": receipt.link or None,
        "message": receipt.message or None,
    }


def _terms(terms: Terms) -> dict[str, Json]:
    return {
        "expires_at": utc(terms.expires_at),
        "traffic_limit_bytes": terms.traffic,
        "devices_limit": terms.devices,
    }


def _request(plan: Plan) -> dict[str, Json]:
    match plan.request:
        case PurchaseRequest(tariff_id=tariff_id, days=days, server_uuid=uuid):
            return {"tariff_id": tariff_id, "days": days, "server_uuid": uuid or None}
        case RenewalRequest(days=days, traffic_gb=traffic_gb):
            return {"days": days, "traffic_gb": traffic_gb}
        case TrialRequest(server_uuid=uuid, devices=devices):
            return {"devices": devices, "server_uuid": uuid or None}
        case SlotsRequest(count=count):
            return {"devices": count}
        case TrafficRequest(gb=gigabytes):
            return {"gb": gigabytes}
        case SwitchRequest(tariff_id=tariff_id, subscription_id=subscription_id):
            return {"tariff_id": tariff_id, "subscription_id": subscription_id}


def _warning(warning: PlanWarning) -> dict[str, Json]:
    match warning:
        case DeviceLimitDrops(before=before, after=after, used=used):
            return {"code": "fewer_devices", "before": before, "after": after, "used": used}
        case TrafficLimitDrops(before=before, after=after):
            return {"code": "less_traffic", "before_bytes": before, "after_bytes": after}
        case TrafficIsUsedUp(used=used, limit=limit):
            return {"code": "traffic_is_used_up", "used_bytes": used, "limit_bytes": limit}
        case TariffChanges(before=before, after=after):
            return {"code": "tariff_changes", "before": before, "after": after}
        case TrialEnds(left=left):
            return {"code": "trial_ends", "seconds_left": round(left.total_seconds())}
        case Discount(percent=percent, full_price=full_price):
            return {"code": "discount", "percent": percent, "full_price_kopeks": full_price}
        case SlotsCostLater(days_left=left):
            return {"code": "renewal_costs_more", "days_left": left}
        case TrafficEnds():
            return {"code": "traffic_ends"}
        case _:
            return note_document(warning)
