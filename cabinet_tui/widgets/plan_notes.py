"""Sentences about the way a service sells. Also used by the command line."""

from cabinet_tui.domain.plan_notes import (
    AddedTrafficIsLost,
    ChargedDaily,
    DaysAreNotReckoned,
    DevicesForgotten,
    ExtraDevicesIncluded,
    PlanNote,
    SubscriptionBeside,
    TrafficStartsAnew,
)
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import days, gigabytes, money, number


def note_sentence(note: PlanNote, *, ascii_only: bool) -> str:
    """What a person should know before paying."""
    match note:
        case ExtraDevicesIncluded(count=count):
            return _("The price is {what}.").format(what=extra_devices_label(count))
        case TrafficStartsAnew(used=used, packages_stay=stays):
            return _anew(used, packages_stay=stays)
        case DaysAreNotReckoned(days=left):
            return _(
                "What is left ({days}) is added one for one, whatever a day of each tariff costs."
            ).format(days=days(left))
        case DevicesForgotten():
            return _("Connected devices may have to be connected again.")
        case AddedTrafficIsLost():
            return _("Traffic that was bought beside the tariff does not go over.")
        case ChargedDaily(price=price):
            return _("{amount} is taken from the balance every day until you pause it.").format(
                amount=money(price, ascii_only=ascii_only)
            )
        case SubscriptionBeside():
            return _("This is a new subscription beside those you have: they stay as they are.")


def extra_devices_label(count: int) -> str:
    """What a price holds besides the tariff: ``incl. 2 extra devices``; empty for none."""
    if not count:
        return ""
    words = ngettext("incl. {count} extra device", "incl. {count} extra devices", count)
    return words.format(count=number(count))


def _anew(used: int, *, packages_stay: bool) -> str:
    anew = _("Used traffic ({used}) is counted from 0 again.").format(used=gigabytes(used))
    stay = _("Traffic packages stay.")
    return f"{anew} {stay}" if packages_stay else anew
