"""What a plan says of the way a service sells, as JSON: kopeks, bytes."""

from cabinet_tui.cli.output import Json
from cabinet_tui.domain.plan_notes import (
    AddedTrafficIsLost,
    ChargedDaily,
    DaysAreNotReckoned,
    DevicesForgotten,
    ExtraDevicesIncluded,
    PlanNote,
    SubscriptionBeside,
    TrafficStartsAnew,
)


def note_document(note: PlanNote) -> dict[str, Json]:
    """One note, named by its code."""
    match note:
        case ExtraDevicesIncluded(count=count):
            return {"code": "extra_devices_included", "count": count}
        case TrafficStartsAnew(used=used, packages_stay=stays):
            return {"code": "traffic_starts_anew", "used_bytes": used, "packages_stay": stays}
        case DaysAreNotReckoned(days=days):
            return {"code": "days_are_not_reckoned", "days": days}
        case DevicesForgotten():
            return {"code": "devices_forgotten"}
        case AddedTrafficIsLost():
            return {"code": "added_traffic_is_lost"}
        case ChargedDaily(price=price):
            return {"code": "charged_daily", "price_kopeks": price}
        case SubscriptionBeside():
            return {"code": "subscription_beside"}
