"""Sentences about a plan before it is carried out. Also used by the command line."""

from cabinet_tui.domain.devices import SlotsRequest
from cabinet_tui.domain.plan import (
    DeviceLimitDrops,
    Discount,
    Plan,
    PlanKind,
    PlanWarning,
    SlotsCostLater,
    TariffChanges,
    TrafficEnds,
    TrafficIsUsedUp,
    TrafficLimitDrops,
    TrialEnds,
)
from cabinet_tui.domain.traffic import TrafficRequest
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import days, gb, gigabytes, money, number
from cabinet_tui.widgets.plan_notes import note_sentence
from cabinet_tui.widgets.wording import time_left


def plan_title(plan: Plan) -> str:
    """What is bought: ``Standard, 30 days``, ``Renewal, 30 days`` or ``Trial, 3 days``."""
    name = _name(plan)
    return f"{name}, {days(plan.days)}" if plan.days else name


def _name(plan: Plan) -> str:
    match plan.kind:
        case PlanKind.PURCHASE:
            return plan.name
        case PlanKind.RENEWAL:
            return _("Renewal of {plan}").format(plan=plan.name) if plan.name else _("Renewal")
        case PlanKind.TRIAL:
            return _("Trial")
        case PlanKind.SLOTS:
            return _slots(plan.request.count) if isinstance(plan.request, SlotsRequest) else ""
        case PlanKind.TRAFFIC:
            return _traffic(plan)
        case PlanKind.SWITCH:
            return _("Switch to {tariff}").format(tariff=plan.name)


def _slots(count: int) -> str:
    return ngettext("{count} more device", "{count} more devices", count).format(
        count=number(count)
    )


def _traffic(plan: Plan) -> str:
    if plan.after.traffic is None or not isinstance(plan.request, TrafficRequest):
        return _("Traffic without a limit")
    return _("{amount} more traffic").format(amount=gb(plan.request.gb))


def limit_label(limit: int | None) -> str:
    """A limit in bytes: ``300 GB`` or ``unlimited``."""
    return _("unlimited") if limit is None else gigabytes(limit)


def pay_label(plan: Plan, *, ascii_only: bool) -> str:
    """What the button that carries a plan out says: ``Pay 449.10 ₽``."""
    if not plan.price:
        is_switch = plan.kind is PlanKind.SWITCH
        return _("Switch for free") if is_switch else _("Start for free")
    return _("Pay {amount}").format(amount=money(plan.price, ascii_only=ascii_only))


def warning_sentence(warning: PlanWarning, *, ascii_only: bool) -> str:
    """What a person should know before paying."""
    match warning:
        case DeviceLimitDrops(before=before, after=after, used=used):
            return _devices_drop(before, after, used)
        case TrafficLimitDrops(before=before, after=after):
            return _("Less traffic than now: {after} instead of {before}.").format(
                after=gigabytes(after), before=limit_label(before)
            )
        case TrafficIsUsedUp(used=used, limit=limit):
            return _("{used} are used already: the limit of {limit} leaves nothing.").format(
                used=gigabytes(used), limit=gigabytes(limit)
            )
        case TariffChanges(before=before, after=after):
            return _("{before} becomes {after}, for the days that are left too.").format(
                before=before, after=after
            )
        case TrialEnds(left=left):
            return _("The trial ends at once; what is left of it is lost: {time}.").format(
                time=time_left(left)
            )
        case Discount(percent=percent, full_price=full_price):
            return _discount(percent, full_price, ascii_only=ascii_only)
        case SlotsCostLater(days_left=left):
            return _slots_cost_later(left)
        case TrafficEnds():
            return _("What is bought ends by itself: Subscription shows when.")
        case _:
            return note_sentence(warning, ascii_only=ascii_only)


def _devices_drop(before: int, after: int, used: int | None) -> str:
    drop = _("Fewer devices than now: {after} instead of {before}.").format(
        after=number(after), before=number(before)
    )
    if used is None or used <= after:
        return drop
    connected = ngettext(
        "{count} is connected: not all will stay.",
        "{count} are connected: not all will stay.",
        used,
    ).format(count=number(used))
    return f"{drop} {connected}"


def _discount(percent: int, full_price: int | None, *, ascii_only: bool) -> str:
    if full_price is None:
        return _("A discount of {percent}%: the next time it may cost more.").format(
            percent=percent
        )
    full = money(full_price, ascii_only=ascii_only)
    if not percent:
        return _("Without the discount it costs {amount}.").format(amount=full)
    return _("A discount of {percent}%: without it {amount}.").format(percent=percent, amount=full)


def _slots_cost_later(left: int | None) -> str:
    later = _("Renewing then costs more: the added devices are charged with it.")
    if left is None:
        return later
    paid = _("This pays for the time that is left: {days}.").format(days=days(left))
    return f"{paid} {later}"
