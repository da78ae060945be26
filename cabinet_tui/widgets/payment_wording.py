"""Sentences about payments and the ways to pay, in the language in use."""

from decimal import Decimal

from babel.numbers import get_decimal_symbol

from cabinet_tui.domain.balance import PaymentCheck, PaymentMethod, PaymentState
from cabinet_tui.domain.money import Kopeks, to_roubles
from cabinet_tui.domain.payment_watch import PaymentOutcome, PaymentWatch
from cabinet_tui.locale import _, current, ngettext, pgettext
from cabinet_tui.locale.formats import NBSP, money, number
from cabinet_tui.widgets.named_keys import Named

_ROUBLES = ("RUB",)


def limits_line(method: PaymentMethod, *, ascii_only: bool = False) -> str:
    """How much the method takes: ``100.00 ₽ to 300,000.00 ₽``; empty without limits."""
    if not method.enabled:
        return _("not available now")
    least = money(method.minimum, ascii_only=ascii_only) if method.minimum else ""
    most = money(method.maximum, ascii_only=ascii_only) if method.maximum is not None else ""
    if least and most:
        return _("{least} to {most}").format(least=least, most=most)
    if least:
        return _("from {amount}").format(amount=least)
    return _("up to {amount}").format(amount=most) if most else ""


def currencies_line(method: PaymentMethod) -> str:
    """What it is paid in, where that is not roubles: ``USDT TON``."""
    return "" if tuple(method.currencies) == _ROUBLES else " ".join(method.currencies)


def short_amount(kopeks: Kopeks, *, ascii_only: bool = False) -> str:
    """An amount of roubles without the unit and without empty kopeks: ``1,000``."""
    text = number(Decimal(kopeks).scaleb(-2), decimals=2)
    return text.replace(NBSP, " ").replace("\u202f", " ") if ascii_only else text


def typed_amount(kopeks: Kopeks) -> str:
    """An amount as a person would type it: ``1500`` or ``1500.50``."""
    text = str(to_roubles(kopeks)).removesuffix(".00")
    return text.replace(".", get_decimal_symbol(current()))


def standing_line(watch: PaymentWatch | None) -> str:
    """How a payment stands, in a few words; None has just been created."""
    match watch.outcome if watch else PaymentOutcome.WAITING:
        case PaymentOutcome.PAID:
            return pgettext("payment", "paid")
        case PaymentOutcome.DECLINED:
            return _("declined")
        case PaymentOutcome.EXPIRED:
            return pgettext("payment", "expired")
        case PaymentOutcome.GONE:
            return _("no longer listed")
    return _("waiting to be paid")


def standing_style(watch: PaymentWatch | None) -> str:
    """The colour of that word."""
    match watch.outcome if watch else PaymentOutcome.WAITING:
        case PaymentOutcome.PAID:
            return "$text-success"
        case PaymentOutcome.DECLINED | PaymentOutcome.GONE:
            return "$text-error"
    return "$text-warning"


def what_next(watch: PaymentWatch | None, *, has_address: bool, named: Named) -> str:
    """What a person does about a payment that stands so."""
    anew, check = named("payment.anew"), named("payment.check")
    match watch.outcome if watch else PaymentOutcome.WAITING:
        case PaymentOutcome.PAID:
            return _("The money is in the balance.")
        case PaymentOutcome.DECLINED:
            return _(
                "The provider took no money: the payment was declined or cancelled. Press {key} to"
                " pay anew, perhaps in another way."
            ).format(key=anew)
        case PaymentOutcome.EXPIRED:
            return _(
                "Its time is over and no money has come. Press {key} to pay anew. If you did"
                " pay, write to support."
            ).format(key=anew)
        case PaymentOutcome.GONE:
            return _(
                "The service lists it no more and no money has come. If you did pay, wait some"
                " minutes and look at the balance, then write to support. Else press {key} to pay"
                " anew."
            ).format(key=anew)
    if watch is not None and not watch.is_watched:
        return _("Nobody looks after it any more. Press {key} to look now.").format(key=check)
    if not has_address:
        return _(
            "Where to pay is not known here: it was created elsewhere or before a restart. If you"
            " have paid, press {check} to check; else press {anew} for a new payment."
        ).format(check=check, anew=anew)
    return _("Pay by the link or the code. This page notices it by itself.")


def check_line(check: PaymentCheck) -> str:
    """What a check by hand has found, with the server's own words."""
    match check.state:
        case PaymentState.PAID:
            found = _("Checked: it is paid.")
        case PaymentState.PENDING:
            found = _("Checked: it is not paid yet.")
        case PaymentState.FAILED:
            found = _("Checked: it will not be paid any more.")
        case PaymentState.EXPIRED:
            found = _("Checked: its time is over.")
        case _:
            found = _("Checked: the service calls it “{word}”.").format(word=check.state)
    return f"{found} {check.message}".strip()


def stars_count(stars: int) -> str:
    """A number of Telegram Stars: ``1,000 stars``."""
    return ngettext("{count} star", "{count} stars", stars).format(count=number(stars))
