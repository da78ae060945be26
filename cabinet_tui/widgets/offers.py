"""What offers say of themselves: lengths, limits, prices and marks. Also for the command line."""

from collections.abc import Sequence
from enum import StrEnum

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import GIB, Period, Subscription, Tariff, TrialOffer
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.locale.formats import days, gb, money, number

_MONTH = 30
_WHOLE = 100


class TariffOrder(StrEnum):
    """What tariffs are ordered by."""

    SERVER = "server"
    PRICE = "price"
    TRAFFIC = "traffic"
    DEVICES = "devices"


_ORDERS = {
    TariffOrder.SERVER: N_("in the order of the service"),
    TariffOrder.PRICE: N_("cheapest first"),
    TariffOrder.TRAFFIC: N_("most traffic first"),
    TariffOrder.DEVICES: N_("most devices first"),
}


def order_label(order: TariffOrder) -> str:
    """The order in words: ``cheapest first``."""
    return _(_ORDERS[order])


def ordered(tariffs: Sequence[Tariff], order: TariffOrder) -> tuple[Tariff, ...]:
    """The tariffs in this order; equal ones stay as the server has them."""
    match order:
        case TariffOrder.SERVER:
            return tuple(tariffs)
        case TariffOrder.PRICE:
            return tuple(sorted(tariffs, key=lambda tariff: shortest(tariff).price))
        case TariffOrder.TRAFFIC:
            return tuple(sorted(tariffs, key=_most_traffic))
        case TariffOrder.DEVICES:
            return tuple(sorted(tariffs, key=lambda tariff: -(tariff.devices or 0)))


def _most_traffic(tariff: Tariff) -> float:
    return float("-inf") if tariff.traffic_gb is None else -tariff.traffic_gb


def shortest(tariff: Tariff) -> Period:
    """The period a price is named for: the shortest one."""
    return min(tariff.periods, key=lambda period: period.days)


def per_month(price: Kopeks, days: int) -> Kopeks:
    """Kopeks for 30 days, rounded half up; the price itself where the length is not known."""
    return Kopeks((2 * price * _MONTH + days) // (2 * days)) if days > 0 else price


def traffic_offered(gigabytes: float | None) -> str:
    """The traffic of an offer: ``300 GB`` or ``unlimited``."""
    return _("unlimited") if gigabytes is None else gb(gigabytes)


def devices_offered(devices: int | None) -> str:
    """The devices of an offer with their word; empty when not known."""
    if devices is None:
        return ""
    return ngettext("{count} device", "{count} devices", devices).format(count=number(devices))


def discount_label(percent: int) -> str:
    """The discount: ``-10%``; empty without one, or when it would be all of the price."""
    return f"-{percent}%" if 0 < percent < _WHOLE else ""


def mark_of(tariff: Tariff, tariffs: Sequence[Tariff], held: Subscription | None) -> str:
    """What sets a tariff apart: ``popular``, ``yours``, or both; empty when nothing does."""
    marks = (_("popular") if tariff.is_popular else "", _likeness(tariff, tariffs, held))
    return ", ".join(mark for mark in marks if mark)


def _likeness(tariff: Tariff, tariffs: Sequence[Tariff], held: Subscription | None) -> str:
    """Whether this is the tariff one has: the name tells, else the limits when only one fits."""
    if held is None or held.is_trial:
        return ""
    if held.plan:
        return _("yours") if held.plan == tariff.name else ""
    alike = [other for other in tariffs if _same_limits(other, held)]
    return _("like yours") if alike == [tariff] else ""


def _same_limits(tariff: Tariff, held: Subscription) -> bool:
    limit = None if tariff.traffic_gb is None else round(tariff.traffic_gb * GIB)
    return (limit, tariff.devices) == (held.traffic.limit, held.devices_limit)


def trial_line(offer: TrialOffer, *, ascii_only: bool) -> str:
    """What a trial gives: ``Trial: 3 days, 5 GB, 2 devices, free``."""
    price = money(offer.price, ascii_only=ascii_only) if offer.price else _("free")
    parts = (days(offer.days), traffic_offered(offer.traffic_gb), devices_offered(offer.devices))
    return _("Trial: {what}").format(what=", ".join(part for part in (*parts, price) if part))
