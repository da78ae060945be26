"""Sentences about halting a tariff that is paid by the day. Also used by the command line."""

from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import day, money


def pause_question(held: Subscription, *, ascii_only: bool) -> str:
    """What pausing would do, or going on where it is paused."""
    daily = held.daily
    if daily is not None and daily.is_paused:
        if daily.price is None:
            return _("Go on? The day is charged to the balance again, perhaps at once.")
        price = money(daily.price, ascii_only=ascii_only)
        return _("Go on? {price} a day is charged to the balance again, perhaps at once.").format(
            price=price
        )
    if held.expires_at is None:
        return _("Pause it? No day is charged meanwhile; it ends with what is paid for.")
    return _("Pause it? No day is charged meanwhile; it works until {date}, as paid for.").format(
        date=day(held.expires_at)
    )
