"""Sentences about domain values, in the language in use. Also used by the command line."""

from datetime import datetime, timedelta

from cabinet_tui.domain.event import (
    BalanceUpdated,
    Event,
    PaymentCompleted,
    ReferralEarned,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    UnknownEvent,
)
from cabinet_tui.domain.labels import subscription_status_label
from cabinet_tui.domain.subscription import Server, Subscription
from cabinet_tui.locale import _, ngettext, pgettext
from cabinet_tui.locale.formats import day, days, money
from cabinet_tui.widgets.event_wording import special_sentence

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


def plan_line(subscription: Subscription) -> str:
    """The plan and how it is: ``Standard, active``."""
    status = subscription_status_label(subscription.status)
    if subscription.is_trial:
        return _("Trial, {status}").format(status=status)
    if not subscription.plan:
        return status[:1].upper() + status[1:]
    return _("{plan}, {status}").format(plan=subscription.plan, status=status)


def expiry_line(subscription: Subscription, now: datetime) -> str:
    """How long it lasts: ``23 days left, until 16 Dec 2026``."""
    left = subscription.time_left(now)
    if subscription.expires_at is None or left is None:
        return _("end not known")
    until = day(subscription.expires_at)
    if not left:
        return _("ended on {date}").format(date=until)
    return _("{time} left, until {date}").format(time=time_left(left), date=until)


def until_line(subscription: Subscription, now: datetime) -> str:
    """The end and the time to it: ``16 Dec 2026, 23 days``."""
    left = subscription.time_left(now)
    if subscription.expires_at is None or left is None:
        return _("not known")
    rest = time_left(left) if left else _("over")
    return f"{day(subscription.expires_at)}, {rest}"


def time_left(left: timedelta) -> str:
    """A time in its largest whole unit: ``23 days``, ``5 hours``."""
    if left >= _DAY:
        return days(left // _DAY)
    hours = max(1, left // _HOUR)
    return ngettext("{count} hour", "{count} hours", hours).format(count=hours)


def devices_count(subscription: Subscription) -> str:
    """How many devices are connected: ``3 of 5``; empty when not known."""
    used, limit = subscription.devices_used, subscription.devices_limit
    if used is not None and limit:
        return _("{used} of {limit}").format(used=used, limit=limit)
    return str(limit or used or "")


def devices_line(subscription: Subscription) -> str:
    """The same with the word: ``3 of 5 devices``; empty when not known."""
    used, limit = subscription.devices_used, subscription.devices_limit
    if used is not None and limit:
        return ngettext("{used} of {count} device", "{used} of {count} devices", limit).format(
            used=used, count=limit
        )
    count = limit or used
    if not count:
        return ""
    return ngettext("{count} device", "{count} devices", count).format(count=count)


def server_names(servers: tuple[Server, ...]) -> str:
    """Countries and names: ``NL Amsterdam, DE Frankfurt``."""
    return ", ".join(_server_name(server) for server in servers)


def _server_name(server: Server) -> str:
    if server.name.startswith(server.country):
        return server.name
    return f"{server.country} {server.name}"


def autopay_state(subscription: Subscription) -> str:
    """Whether it pays by itself: ``on``; empty when not known."""
    if subscription.autopay is None:
        return ""
    return pgettext("autopay", "on") if subscription.autopay else pgettext("autopay", "off")


def autopay_line(subscription: Subscription) -> str:
    """Whether it pays by itself; empty when not known."""
    if subscription.autopay is None:
        return ""
    return _("autopay on") if subscription.autopay else _("autopay off")


def event_sentence(event: Event, *, ascii_only: bool = False) -> str:
    """What an event says."""
    return (
        special_sentence(event, ascii_only=ascii_only)
        or _money_sentence(event, ascii_only=ascii_only)
        or _other_sentence(event)
    )


def _money_sentence(event: Event, *, ascii_only: bool) -> str:
    match event:
        case PaymentCompleted(amount=amount):
            known, unknown = _("A payment of {amount} has arrived"), _("A payment has arrived")
        case BalanceUpdated(new_balance=amount):
            known, unknown = _("The balance is now {amount}"), _("The balance has changed")
        case ReferralEarned(amount=amount):
            known, unknown = _("A referral brought {amount}"), _("A referral brought money")
        case _:
            return ""
    return unknown if amount is None else known.format(amount=money(amount, ascii_only=ascii_only))


def _other_sentence(event: Event) -> str:
    match event:
        case SubscriptionRenewed(expires_at=until):
            known, unknown = (
                _("The subscription goes on until {date}"),
                _("The subscription was renewed"),
            )
            return known.format(date=day(until)) if until else unknown
        case SubscriptionExpiresSoon(days_left=left):
            if left is None:
                return _("The subscription ends soon")
            return ngettext(
                "The subscription ends in {count} day",
                "The subscription ends in {count} days",
                left,
            ).format(count=left)
        case TicketReplied(text=text):
            return (
                _("Support answered: {text}").format(text=text) if text else _("Support answered")
            )
        case UnknownEvent(kind=kind, text=text):
            return f"{kind}: {text}" if text else kind
    return _("Something has changed")
