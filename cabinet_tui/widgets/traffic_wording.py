"""Sentences about traffic that was bought and a tariff paid by the day. Also used by commands."""

from datetime import datetime

from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.traffic import BoughtTraffic, TrafficPackage
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import day, gb, moment, money


def bought_line(bought: BoughtTraffic) -> str:
    """How much was bought and when it ends: ``50 GB until 14 Dec 2026``."""
    if bought.expires_at is None:
        return gb(bought.gb)
    return _("{amount} until {date}").format(amount=gb(bought.gb), date=day(bought.expires_at))


def daily_line(daily: Daily, now: datetime, *, ascii_only: bool) -> str:
    """What a day costs and when it is charged: ``15.00 ₽, the next on 24 Nov 03:38``."""
    price = _("price not known")
    if daily.price is not None:
        price = money(daily.price, ascii_only=ascii_only)
    if daily.is_paused:
        return _("{price}, paused").format(price=price)
    if daily.next_charge_at is None:
        return price
    when = moment(daily.next_charge_at, now)
    return _("{price}, the next on {date}").format(price=price, date=when)


def package_size(package: TrafficPackage) -> str:
    """How much a package gives: ``50 GB`` or ``unlimited``."""
    return _("unlimited") if package.is_unlimited else gb(package.gb)
