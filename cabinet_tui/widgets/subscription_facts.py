"""All about a subscription, line by line, and what to do about its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from textual.app import App
from textual.content import Content

from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.pace import Forecast
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.device_wording import slots_used
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.pace_wording import pace_basis, pace_line
from cabinet_tui.widgets.traffic_bar import traffic_bar
from cabinet_tui.widgets.traffic_wording import bought_line, daily_line
from cabinet_tui.widgets.wording import autopay_state, devices_count, server_names, until_line

_BAR_WIDTH = 20
_KEY_GAP = "   "
Fact = tuple[str, Content]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is told beside a subscription, where the server can do that.

    ``counts`` is whether the traffic can be counted anew, ``count_wait`` the seconds until then;
    ``sells_traffic`` and ``renews_link`` are what the keys for it need. ``pace`` is how long the
    traffic lasts.
    """

    devices: Devices | None = None
    lists_devices: bool = False
    counts: bool = False
    count_wait: int = 0
    pauses: bool = False
    sells_traffic: bool = False
    renews_link: bool = False
    pace: Forecast | None = None


def subscription_facts(
    app: App[object], held: Subscription, now: datetime, beside: Beside | None = None
) -> list[Fact]:
    """Names and values; a value that is not known is empty."""
    more = beside or Beside()
    autopay = autopay_state(held)
    # A bar that goes on under itself is none.
    bar_width = min(_BAR_WIDTH, app.size.width // 4)
    return [
        (_("until"), Content(until_line(held, now))),
        (_("daily"), _daily(app, held, now, more)),
        (_("traffic"), Content(traffic(held.traffic.used, held.traffic.limit))),
        ("", traffic_bar(app, held.traffic, bar_width, more.pace.even if more.pace else None)),
        *_pace(more.pace),
        *(
            ("" if place else _("bought"), Content(bought_line(bought)))
            for place, bought in enumerate(held.bought_traffic)
        ),
        ("", _keys(_count_key(more), _("m buys more") if more.sells_traffic else "")),
        (_("devices"), _devices(held, more)),
        (_("server"), Content(server_names(tuple(held.servers)))),
        (_("autopay"), _with_key(autopay, _("a switches it") if autopay else "")),
        (_("link"), Content(held.link or _("the server sent none"))),
        ("", _keys(_("v replaces it") if more.renews_link else "")),
    ]


def _pace(pace: Forecast | None) -> list[Fact]:
    """What it leads to, what it is counted from, and the key that draws it."""
    if pace is None:
        return []
    line, basis = pace_line(pace), pace_basis(pace)
    key = _("h draws it") if pace.per_day is not None else ""
    below = _with_key(basis, key) if line else Content()
    first = Content(line) if line else _with_key(basis, key)
    return [(_("pace"), first), ("", below)]


def _keys(*words: str) -> Content:
    """What keys do about the lines above."""
    return Content.styled(_KEY_GAP.join(word for word in words if word), "$text-muted")


def _with_key(value: str, key: str) -> Content:
    """A value and what a key does about it."""
    return Content.assemble(value, (f"{_KEY_GAP}{key}", "$text-muted") if key else "")


def _daily(app: App[object], held: Subscription, now: datetime, beside: Beside) -> Content:
    if held.daily is None:
        return Content()
    line = daily_line(held.daily, now, ascii_only=glyphs_of(app).ascii_only)
    key = _("p lets it go on") if held.daily.is_paused else _("p pauses it")
    return _with_key(line, key if beside.pauses else "")


def _count_key(beside: Beside) -> str:
    if not beside.counts:
        return ""
    if not beside.count_wait:
        return _("u refreshes")
    return _("u in {count} s").format(count=beside.count_wait)


def _devices(held: Subscription, beside: Beside) -> Content:
    line = slots_used(beside.devices) if beside.devices else devices_count(held)
    return _with_key(line, _("d shows them") if line and beside.lists_devices else "")


def subscription_advice(held: Subscription, now: datetime | None) -> str:
    """What to do about the state it is in; empty when all is well."""
    over = now is not None and held.time_left(now) == timedelta()
    if held.daily is not None and held.daily.is_paused:
        return _("The tariff is paused: no day is charged.")
    if held.status is SubscriptionStatus.EXPIRED or over:
        return _("The subscription has ended. Press n to renew it, 3 for another plan.")
    if held.status is SubscriptionStatus.SUSPENDED:
        return _("The subscription is suspended. Press n to renew it, 6 to ask support.")
    if held.status is SubscriptionStatus.LIMITED:
        return _("The traffic is used up. Press n to renew it, 3 for another plan.")
    return _("This is a trial. Press 3 to see the plans.") if held.is_trial else ""
