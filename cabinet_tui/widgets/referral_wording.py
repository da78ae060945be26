"""One referral and one earning in full: a title, and names with their values."""

from collections.abc import Sequence

from cabinet_tui.domain.labels import earning_label, referral_status_label
from cabinet_tui.domain.referral import Earning, Referral
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, day, money

Sheet = tuple[str, Sequence[tuple[str, str]]]


def about_referral(item: Referral, *, ascii_only: bool) -> Sheet:
    """All that is known of somebody who came; what is not known is empty."""
    came, until = item.registered_at, item.subscription_expires_at
    subscribed = _("yes") if item.has_subscription else ""
    facts = [
        (_("Telegram"), f"@{item.username}" if item.username else ""),
        (_("Telegram number"), str(item.telegram_id or "")),
        (_("Account number"), str(item.id)),
        (_("Came"), f"{day(came)} {clock(came)}" if came else ""),
        (_("State"), referral_status_label(item.status)),
        (_("Subscribed"), day(until) if until else subscribed),
        (_("Earned"), "" if item.earned is None else money(item.earned, ascii_only=ascii_only)),
    ]
    return item.name.strip() or _("No name"), facts


def about_earning(item: Earning, *, ascii_only: bool) -> Sheet:
    """All that is known of an earning; what is not known is empty."""
    at = item.created_at
    facts = [
        (_("Date"), f"{day(at)} {clock(at)}" if at else ""),
        (_("Through"), item.through),
        (_("Account number"), str(item.referral_id or "")),
        (_("For"), earning_label(item.reason)),
        (_("Number"), str(item.id)),
    ]
    return money(item.amount, signed=True, ascii_only=ascii_only), facts
