"""All about a subscription, line by line, and what to do about its state."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from textual.app import App
from textual.content import Content

from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.pace import Forecast
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.device_wording import slots_used
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.named_keys import Named, key_named
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
    key = partial(key_named, app)
    autopay = autopay_state(held)
    # A bar that goes on under itself is none.
    bar_width = min(_BAR_WIDTH, app.size.width // 4)
    return [
        (_("until"), Content(until_line(held, now))),
        (_("daily"), _daily(app, held, now, more)),
        (_("traffic"), Content(traffic(held.traffic.used, held.traffic.limit))),
        ("", traffic_bar(app, held.traffic, bar_width, more.pace.even if more.pace else None)),
        *_pace(more.pace, key),
        *(
            ("" if place else _("bought"), Content(bought_line(bought)))
            for place, bought in enumerate(held.bought_traffic)
        ),
        ("", _keys(_count_key(more, key), _traffic_key(more, key))),
        (_("devices"), _devices(held, more, key)),
        (_("server"), Content(server_names(tuple(held.servers)))),
        (_("autopay"), _with_key(autopay, _autopay_key(key) if autopay else "")),
        (_("link"), Content(held.link or _("the server sent none"))),
        ("", _keys(_link_key(key) if more.renews_link else "")),
    ]


def _pace(pace: Forecast | None, named: Named) -> list[Fact]:
    """What it leads to, what it is counted from, and the key that draws it."""
    if pace is None:
        return []
    line, basis = pace_line(pace), pace_basis(pace)
    draws = _("{key} draws it").format(key=named("subscription.pace"))
    key = draws if pace.per_day is not None else ""
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
    words = _("{key} lets it go on") if held.daily.is_paused else _("{key} pauses it")
    key = words.format(key=key_named(app, "subscription.pause"))
    return _with_key(line, key if beside.pauses else "")


def _count_key(beside: Beside, named: Named) -> str:
    if not beside.counts:
        return ""
    words = _("{key} in {count} s") if beside.count_wait else _("{key} refreshes")
    return words.format(key=named("subscription.count"), count=beside.count_wait)


def _traffic_key(beside: Beside, named: Named) -> str:
    if not beside.sells_traffic:
        return ""
    return _("{key} buys more").format(key=named("subscription.traffic"))


def _autopay_key(named: Named) -> str:
    return _("{key} switches it").format(key=named("subscription.autopay"))


def _link_key(named: Named) -> str:
    return _("{key} replaces it").format(key=named("subscription.revoke"))


def _devices(held: Subscription, beside: Beside, named: Named) -> Content:
    line = slots_used(beside.devices) if beside.devices else devices_count(held)
    key = _("{key} shows them").format(key=named("subscription.devices"))
    return _with_key(line, key if line and beside.lists_devices else "")


def subscription_advice(held: Subscription, now: datetime | None, named: Named) -> str:
    """What to do about the state it is in; empty when all is well."""
    renew, plans = named("subscription.renew"), named("section.plans")
    over = now is not None and held.time_left(now) == timedelta()
    if held.daily is not None and held.daily.is_paused:
        return _("The tariff is paused: no day is charged.")
    if held.status is SubscriptionStatus.EXPIRED or over:
        words = _(
            "The subscription has ended. Press {renew} to renew it, {plans} for another plan."
        )
        return words.format(renew=renew, plans=plans)
    if held.status is SubscriptionStatus.SUSPENDED:
        words = _(
            "The subscription is suspended. Press {renew} to renew it, {support} to ask support."
        )
        return words.format(renew=renew, support=named("section.support"))
    if held.status is SubscriptionStatus.LIMITED:
        words = _("The traffic is used up. Press {renew} to renew it, {plans} for another plan.")
        return words.format(renew=renew, plans=plans)
    if not held.is_trial:
        return ""
    return _("This is a trial. Press {plans} to see the plans.").format(plans=plans)
