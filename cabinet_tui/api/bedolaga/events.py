"""The realtime frames: ``/ws``. Flat, and under two sets of names: those sent to an account with
an e-mail address begin with ``notification.``, the others name what they are about."""

from collections.abc import Callable

from cabinet_tui.api.answer import parse
from cabinet_tui.api.bedolaga.events_wire import Push
from cabinet_tui.api.wire import fitting
from cabinet_tui.domain import event
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.event import Event, Frame, Greeting, Pong, UnknownEvent

_LARGEST = 256 * 1024
_NOTIFICATION = "notification."
_RECURRING = ("sbp_recurring.", "lava_recurring.")


def _paid(push: Push) -> Event:
    return event.PaymentCompleted(None, push.amount(), push.balance())


def _moved(push: Push) -> Event:
    return event.BalanceUpdated(None, push.amount(), push.balance())


def _renewed(push: Push) -> Event:
    return event.SubscriptionRenewed(None, push.expiry())


def _activated(push: Push) -> Event:
    return event.SubscriptionActivated(None, push.expiry())


def _expires_soon(push: Push) -> Event:
    return event.SubscriptionExpiresSoon(None, push.days_left, push.expiry())


def _expired(_: Push) -> Event:
    return event.SubscriptionExpired()


def _day_charged(push: Push) -> Event:
    amount = push.amount()
    return event.DayCharged(None, amount, push.balance())


def _day_not_charged(_: Push) -> Event:
    return event.DayNotCharged()


def _reset(_: Push) -> Event:
    return event.TrafficReset()


def _autopaid(push: Push) -> Event:
    return event.AutopaySucceeded(None, push.amount(), push.expiry())


def _autopay_failed(push: Push) -> Event:
    return event.AutopayFailed(None, push.reason or push.message)


def _earned(push: Push) -> Event:
    return event.ReferralEarned(None, push.amount(), push.referral_name)


def _devices_bought(push: Push) -> Event:
    return event.DevicesBought(None, push.devices_added, push.new_device_limit, push.amount())


def _traffic_bought(push: Push) -> Event:
    return event.TrafficBought(None, push.traffic_gb_added, push.amount())


def _answered(push: Push) -> Event:
    return event.TicketReplied(None, push.ticket_id, push.message)


def _withdrawal(*, approved: bool) -> Callable[[Push], Event]:
    return lambda push: event.WithdrawalDecided(None, approved, push.amount(), push.comment)


def _blocked(push: Push) -> Event:
    return event.AccountBlocked(None, push.reason or push.message)


def _unblocked(_: Push) -> Event:
    return event.AccountUnblocked()


def _warned(push: Push) -> Event:
    return event.Warned(None, push.words())


def _devices(*, added: bool) -> Callable[[Push], Event]:
    return lambda _: event.DevicesChanged(None, added)


_EVENTS: dict[str, Callable[[Push], Event]] = {
    "balance.topup": _paid,
    "balance_topup": _paid,
    "payment_received": _paid,
    "payment.received": _paid,
    "balance_change": _moved,
    "balance.change": _moved,
    "subscription.renewed": _renewed,
    "subscription_renewed": _renewed,
    "subscription.activated": _activated,
    "subscription_activated": _activated,
    "subscription_expiring": _expires_soon,
    "subscription.expiring": _expires_soon,
    "subscription_expired": _expired,
    "subscription.expired": _expired,
    "subscription.devices_purchased": _devices_bought,
    "subscription.traffic_purchased": _traffic_bought,
    "daily_debit": _day_charged,
    "subscription.daily_debit": _day_charged,
    "daily_insufficient_funds": _day_not_charged,
    "traffic_reset": _reset,
    "subscription.traffic_reset": _reset,
    "autopay_success": _autopaid,
    "autopay.success": _autopaid,
    "autopay_failed": _autopay_failed,
    "autopay.failed": _autopay_failed,
    "autopay_insufficient_funds": _autopay_failed,
    "autopay.insufficient_funds": _autopay_failed,
    "referral_bonus": _earned,
    "referral.bonus": _earned,
    "ticket.admin_reply": _answered,
    "withdrawal_approved": _withdrawal(approved=True),
    "withdrawal_rejected": _withdrawal(approved=False),
    "ban_notification": _blocked,
    "account.banned": _blocked,
    "unban_notification": _unblocked,
    "account.unbanned": _unblocked,
    "warning_notification": _warned,
    "account.warning": _warned,
    "webhook_device_added": _devices(added=True),
    "webhook_device_deleted": _devices(added=False),
}


class BedolagaEvents:
    """Reads the frames of this dialect."""

    def decode(self, frame: str | bytes) -> Frame | None:
        """What a frame means; None for garbage. Never raises."""
        push = _push(frame)
        if push is None or not push.type:
            return None
        kind = push.type.lower()
        if kind == "pong":
            return Pong()
        if kind == "connected":
            return Greeting()
        name = kind.removeprefix(_NOTIFICATION)
        make = _EVENTS.get(name)
        return make(push) if make is not None else _other(push, name)


def _other(push: Push, name: str) -> Event:
    """The event of a family whose members are many, or one that is not known."""
    words = push.words()
    if name.startswith("webhook_sub_"):
        return event.SubscriptionChanged(None, words)
    for family in _RECURRING:
        if name.startswith(family):
            status = name.removeprefix(family)
            return event.RecurringPayment(None, status, push.amount(), push.next_charge_at)
    text = words or name.replace("_", " ").replace(".", " ")
    return UnknownEvent(None, kind=push.type, text=text)


def _push(frame: str | bytes) -> Push | None:
    if len(frame) > _LARGEST:
        return None
    try:
        content = frame if isinstance(frame, bytes) else frame.encode("utf-8", "replace")
        body = parse(content, "")
    except CabinetError:
        return None
    return fitting(Push, body)
