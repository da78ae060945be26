"""What a promo code gave, and what that changed, in words."""

from collections.abc import Sequence

from textual.content import Content

from cabinet_tui.domain.holdings import Holdings
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.promo_refusals import EligibleSubscription
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import day, days, gb, gigabytes, money
from cabinet_tui.widgets.glyphs import Glyphs
from cabinet_tui.widgets.line_list import in_columns


def thanks_for(result: PromoResult) -> str:
    """That it worked, where the server has no words for it."""
    match result.kind:
        case "gift":
            return _("The gift is taken.")
        case "coupon":
            return _("The coupon is redeemed.")
    return _("The code is redeemed.")


def gifts_line(result: PromoResult, glyphs: Glyphs) -> str:
    """What the code gave: ``+500.00 ₽, +7 days``; empty when the server named nothing."""
    gifts = [result.plan] if result.plan else []
    if result.balance:
        gifts.append(money(result.balance, signed=True, ascii_only=glyphs.ascii_only))
    if result.days:
        gifts.append(f"+{days(result.days)}")
    if result.gigabytes:
        gifts.append(f"+{gb(result.gigabytes)}")
    return ", ".join(gifts)


def changes(before: Holdings, after: Holdings, glyphs: Glyphs) -> list[tuple[str, str]]:
    """What is not as it was, by name: ``balance``, ``100.00 ₽ → 600.00 ₽``."""
    rows = []
    if after.balance is not None and after.balance != before.balance:
        was = (
            None if before.balance is None else money(before.balance, ascii_only=glyphs.ascii_only)
        )
        rows.append((_("balance"), was, money(after.balance, ascii_only=glyphs.ascii_only)))
    if after.expires_at is not None and after.expires_at != before.expires_at:
        was = None if before.expires_at is None else day(before.expires_at)
        rows.append((_("until"), was, day(after.expires_at)))
    if after.traffic is not None and after.traffic != before.traffic:
        was = None if before.traffic is None else gigabytes(before.traffic)
        rows.append((_("traffic"), was, gigabytes(after.traffic)))
    return [(name, f"{was} {glyphs.arrow} {now}" if was else now) for name, was, now in rows]


def eligible_lines(eligible: Sequence[EligibleSubscription]) -> tuple[Content, ...]:
    """The subscriptions that a code could be for: the tariff, and how long it lasts."""
    return in_columns(
        [
            (
                Content(item.name or str(item.id)),
                Content.styled(
                    ""
                    if item.days_left is None
                    else _("{time} left").format(time=days(item.days_left)),
                    "$text-muted",
                ),
            )
            for item in eligible
        ]
    )
