"""Gifts in words: a line each, one in full, and one before it is bought."""

from collections.abc import Sequence

from textual.content import Content

from cabinet_tui.domain.gift import Gift, GiftPlan, GiftStatus
from cabinet_tui.domain.labels import gift_status_label
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Period, Tariff
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import clock, day, days, gb, money, number
from cabinet_tui.widgets.line_list import in_columns
from cabinet_tui.widgets.method_list import WayToPay
from cabinet_tui.widgets.named_keys import Named
from cabinet_tui.widgets.payment_wording import limits_line
from cabinet_tui.widgets.referral_wording import Sheet

_STYLES: dict[GiftStatus | str, str] = {
    GiftStatus.PENDING: "$text-warning",
    GiftStatus.PAID: "$text-success",
    GiftStatus.DELIVERED: "$text-muted",
    GiftStatus.PENDING_ACTIVATION: "$text-success",
    GiftStatus.FAILED: "$text-error",
    GiftStatus.EXPIRED: "$text-muted",
}


def gift_title(name: str, count: int | None) -> str:
    """What is given: ``Standard, 30 days``."""
    what = name or _("Gift")
    return f"{what}, {days(count)}" if count else what


def gift_lines(
    sent: Sequence[Gift], received: Sequence[Gift], *, ascii_only: bool
) -> tuple[Content, ...]:
    """A line for each gift, those sent first: the day, what it is, for or from whom, its state."""
    out, back = (">", "<") if ascii_only else ("→", "←")
    rows = [_row(gift, out, gift.recipient or gift.activated_by) for gift in sent]
    rows += [_row(gift, back, gift.sender) for gift in received]
    return in_columns(rows)


def _row(gift: Gift, way: str, who: str) -> tuple[Content, ...]:
    return (
        Content.styled(way, "$text-muted"),
        Content(day(gift.created_at) if gift.created_at else ""),
        Content(gift_title(gift.name, gift.days)),
        Content.styled(gift_status_label(gift.status), _STYLES.get(gift.status, "")),
        Content.styled(who, "$text-muted"),
    )


def gift_facts(gift: Gift) -> list[tuple[str, str]]:
    """All that is known of a gift but the address it is paid at; what is not known is empty."""
    made = gift.created_at
    return [
        (_("State"), gift_status_label(gift.status)),
        (_("Code"), gift.code),
        (_("For whom"), gift.recipient),
        (_("From whom"), gift.sender),
        (_("Taken by"), gift.activated_by),
        (_("Message"), gift.message),
        (_("Date"), f"{day(made)} {clock(made)}" if made else ""),
    ]


def gift_warning(gift: Gift) -> str:
    """What the server warns of; an unknown word as it came."""
    if gift.warning == "telegram_unresolvable":
        return _("The bot does not know this Telegram name: tell them of the gift yourself.")
    return gift.warning


def what_next(gift: Gift, named: Named) -> str:
    """What to do with a gift now."""
    if gift.waits_for_payment:
        if gift.payment_url:
            return _("Pay at this address, or scan the code. This page tells when it is paid.")
        return _("It waits to be paid; its address was told only when it was ordered.")
    if gift.can_hand_on:
        return _("Hand the code or the link on: whoever uses it first has the gift.")
    if gift.status == GiftStatus.PENDING_ACTIVATION and gift.sender:
        return _("It is yours: press {key} to take it.").format(key=named("gift.take"))
    return ""


def about_plan(plan: GiftPlan, way: str, *, ascii_only: bool) -> Sheet:
    """What would be bought, before it is."""

    def amount(kopeks: int) -> str:
        return money(kopeks, ascii_only=ascii_only)

    request = plan.request
    traffic = _("unlimited") if plan.traffic_gb is None else gb(plan.traffic_gb)
    left = f"{amount(plan.balance_before)} → {amount(plan.balance_after)}"
    recipient = request.recipient.value if request.recipient else _("whoever gets the code")
    facts = [
        (_("Price"), amount(plan.price)),
        (_("Payment"), way),
        (_("Balance"), left.replace("→", "->") if ascii_only else left)
        if plan.is_from_balance
        else ("", ""),
        (_("For whom"), recipient),
        (_("Message"), request.message),
        (_("Traffic"), traffic),
        (_("Devices"), number(plan.devices) if plan.devices else ""),
    ]
    return _("Give {what}?").format(what=gift_title(plan.name, plan.days)), facts


def way_line(way: WayToPay | None, balance: Kopeks | None, *, ascii_only: bool) -> str:
    """A way to pay; None is the balance."""
    if way is not None:
        limits = limits_line(way.method, ascii_only=ascii_only)
        return f"{way.name}  {limits}" if limits else way.name
    if balance is None:
        return _("from the balance")
    return _("from the balance, {amount}").format(amount=money(balance, ascii_only=ascii_only))


def offer_lines(
    offers: Sequence[tuple[Tariff, Period]], *, ascii_only: bool
) -> tuple[Content, ...]:
    """A line for each length of each tariff, with its price."""
    return in_columns(
        [
            (
                Content(tariff.name),
                Content(days(period.days)),
                Content.assemble(
                    (money(period.price, ascii_only=ascii_only), "bold"),
                    ("", "")
                    if period.full_price is None
                    else (f"  {money(period.full_price, ascii_only=ascii_only)}", "$text-muted"),
                ),
            )
            for tariff, period in offers
        ]
    )
