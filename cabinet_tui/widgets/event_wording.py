"""Sentences about what only some servers tell of: carts, daily tariffs, standing payments."""

from cabinet_tui.domain.event import (
    AccountBlocked,
    AccountUnblocked,
    AutopayFailed,
    AutopaySucceeded,
    DayCharged,
    DayNotCharged,
    DevicesBought,
    DevicesChanged,
    Event,
    RecurringPayment,
    SubscriptionActivated,
    SubscriptionChanged,
    SubscriptionExpired,
    TrafficBought,
    TrafficReset,
    Warned,
    WithdrawalDecided,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.server_words import in_our_words
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import day, money


def special_sentence(event: Event, *, ascii_only: bool = False) -> str:
    """What such an event says, empty for any other one."""
    return (
        _of_subscription(event)
        or _of_contents(event)
        or _of_money(event, ascii_only=ascii_only)
        or _of_account(event)
    )


def _of_subscription(event: Event) -> str:
    match event:
        case SubscriptionActivated(expires_at=until):
            known, unknown = (
                _("The subscription is active until {date}"),
                _("The subscription is active"),
            )
            return known.format(date=day(until)) if until else unknown
        case SubscriptionExpired():
            return _("The subscription has ended")
        case SubscriptionChanged(text=text):
            return text or _("The subscription has changed")
    return ""


def _of_contents(event: Event) -> str:
    match event:
        case DevicesBought(added=added):
            if not added:
                return _("Devices were added to the subscription")
            return ngettext(
                "{count} device was added to the subscription",
                "{count} devices were added to the subscription",
                added,
            ).format(count=added)
        case DevicesChanged(added=added):
            if added is None:
                return _("The devices have changed")
            return _("A device was connected") if added else _("A device was removed")
        case TrafficBought(added=added):
            if not added:
                return _("Traffic was added to the subscription")
            return _("{count} GB were added to the subscription").format(count=f"{added:g}")
        case TrafficReset():
            return _("The traffic counts from nought again")
    return ""


def _of_money(event: Event, *, ascii_only: bool) -> str:
    match event:
        case AutopaySucceeded(amount=amount):
            known, unknown = _("Autopay took {amount}"), _("Autopay renewed the subscription")
        case AutopayFailed(reason=reason):
            said = in_our_words(reason)
            return (
                _("Autopay failed: {reason}").format(reason=said) if said else _("Autopay failed")
            )
        case DayCharged(amount=amount):
            known, unknown = _("The day was paid for: {amount}"), _("The day was paid for")
        case DayNotCharged():
            return _("The balance does not cover the next day of the tariff")
        case RecurringPayment(status=status, amount=amount):
            return _recurring(status, amount, ascii_only=ascii_only)
        case WithdrawalDecided(approved=True, amount=amount):
            known, unknown = (
                _("The withdrawal of {amount} was approved"),
                _("The withdrawal was approved"),
            )
        case WithdrawalDecided(amount=amount):
            known, unknown = (
                _("The withdrawal of {amount} was rejected"),
                _("The withdrawal was rejected"),
            )
        case _:
            return ""
    return unknown if amount is None else known.format(amount=money(amount, ascii_only=ascii_only))


def _recurring(status: str, amount: Kopeks | None, *, ascii_only: bool) -> str:
    match status:
        case "activated":
            said = _("The standing payment is set up")
        case "confirmed":
            said = _("The standing payment was carried out")
        case "failed":
            said = _("The standing payment failed")
        case "past_due":
            said = _("The standing payment is overdue")
        case "cancelled":
            said = _("The standing payment was ended")
        case _:
            said = _("The standing payment has changed: {status}").format(status=status)
    if amount is None:
        return said
    return f"{said}: {money(amount, ascii_only=ascii_only)}"


def _of_account(event: Event) -> str:
    match event:
        case AccountBlocked(reason=reason):
            known, unknown = _("The account was blocked: {text}"), _("The account was blocked")
            return known.format(text=reason) if reason else unknown
        case AccountUnblocked():
            return _("The account is free again")
        case Warned(text=text):
            known, unknown = _("The service warns: {text}"), _("The service warns you")
            return known.format(text=text) if text else unknown
    return ""
