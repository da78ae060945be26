"""A line of the journal in words: what was asked for, and what came of it."""

from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest, Standing
from cabinet_tui.locale import _, ngettext


def request_title(request: MoneyRequest) -> str:
    """What was asked for, as “Purchase: Standard, 30 days”."""
    title = _kind_name(request)
    about = [request.what] if request.what else []
    if request.days:
        about.append(
            ngettext("{count} day", "{count} days", request.days).format(count=request.days)
        )
    return f"{title}: {', '.join(about)}" if about else title


def standing_words(entry: Entry) -> str:
    """What came of it, in a few words."""
    if entry.is_held:
        return _("under way")
    match entry.standing:
        case Standing.DONE:
            return _("done")
        case Standing.REFUSED:
            return _("turned down")
        case Standing.NOT_SENT:
            return _("not sent")
        case Standing.NOT_DONE:
            return _("not done")
        case Standing.SENT | Standing.UNKNOWN:
            return _("not known")
        case Standing.DISMISSED:
            return _("put away")
        case other:
            return other


def _kind_name(request: MoneyRequest) -> str:
    match request.kind:
        case MoneyKind.AUTOPAY:
            return _("Autopay on") if request.wanted else _("Autopay off")
        case MoneyKind.PAUSE:
            return _("Pausing") if request.wanted else _("End of the pause")
        case MoneyKind() as kind:
            return _names()[kind]
        case other:
            return other


def _names() -> dict[MoneyKind, str]:
    return {
        MoneyKind.PURCHASE: _("Purchase"),
        MoneyKind.RENEWAL: _("Renewal"),
        MoneyKind.TRIAL: _("Trial"),
        MoneyKind.SWITCH: _("Switch of the tariff"),
        MoneyKind.SLOTS: _("Places for devices"),
        MoneyKind.TRAFFIC: _("Traffic"),
        MoneyKind.GIFT: _("Gift"),
        MoneyKind.TOP_UP: _("Top-up"),
        MoneyKind.STARS: _("Top-up in Stars"),
        MoneyKind.PROMO: _("Promo code"),
        MoneyKind.COUPON: _("Coupon"),
        MoneyKind.GIFT_CODE: _("Code of a gift"),
        MoneyKind.WITHDRAWAL: _("Withdrawal"),
        MoneyKind.WITHDRAWAL_CANCEL: _("Withdrawal taken back"),
    }


def what_became(entry: Entry) -> str:
    """What was found out about a request that got no answer, in a sentence."""
    what = request_title(entry.request)
    match entry.standing:
        case Standing.DONE if entry.paid:
            from cabinet_tui.locale.formats import money

            return _("{what}: it was done, {amount} was charged.").format(
                what=what, amount=money(entry.paid)
            )
        case Standing.DONE if entry.request.kind in (MoneyKind.TOP_UP, MoneyKind.STARS):
            return _("{what}: the payment is there; nothing was charged.").format(what=what)
        case Standing.DONE:
            return _("{what}: it was done.").format(what=what)
        case Standing.NOT_DONE:
            return _("{what}: it was not done, nothing was charged.").format(what=what)
        case _:
            return _("{what}: it is not known whether it was done.").format(what=what)
