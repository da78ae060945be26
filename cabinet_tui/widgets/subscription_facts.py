"""All about a subscription, line by line, and what to do about its state."""

from datetime import datetime, timedelta

from textual.app import App
from textual.content import Content

from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.widgets.traffic_bar import traffic_bar
from cabinet_tui.widgets.wording import autopay_state, devices_count, server_names, until_line

_BAR_WIDTH = 20
Fact = tuple[str, Content]


def subscription_facts(app: App[object], held: Subscription, now: datetime) -> list[Fact]:
    """Names and values; a value that is not known is empty."""
    autopay = autopay_state(held)
    key = ("   " + _("a switches it"), "$text-muted") if autopay else ""
    return [
        (_("until"), Content(until_line(held, now))),
        (_("traffic"), Content(traffic(held.traffic.used, held.traffic.limit))),
        ("", traffic_bar(app, held.traffic, _BAR_WIDTH)),
        (_("devices"), Content(devices_count(held))),
        (_("server"), Content(server_names(tuple(held.servers)))),
        (_("autopay"), Content.assemble(autopay, key)),
        (_("link"), Content(held.link or _("the server sent none"))),
    ]


def subscription_advice(held: Subscription, now: datetime | None) -> str:
    """What to do about the state it is in; empty when all is well."""
    over = now is not None and held.time_left(now) == timedelta()
    if held.status is SubscriptionStatus.EXPIRED or over:
        return _("The subscription has ended. Press n to renew it, 3 for another plan.")
    if held.status is SubscriptionStatus.SUSPENDED:
        return _("The subscription is suspended. Press n to renew it, 6 to ask support.")
    if held.status is SubscriptionStatus.LIMITED:
        return _("The traffic is used up. Press n to renew it, 3 for another plan.")
    return _("This is a trial. Press 3 to see the plans.") if held.is_trial else ""
