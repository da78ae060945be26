"""What servers are known to say, in the language in use; the rest is shown as it was sent.

They say it in English or in Russian, whatever the language of the account.
"""

import re
from collections.abc import Callable, Mapping

from cabinet_tui.locale import _

_PROVIDER = re.compile(r"failed to create (.{1,40}) payment", re.IGNORECASE)
_OPTION = re.compile(r"invalid .{1,40} payment option", re.IGNORECASE)
_METHOD = re.compile(r"invalid payment method: (.{1,40})", re.IGNORECASE)
_AUTOPAY = re.compile(r"autopay is not available for (?P<kind>\w+)\b.*", re.IGNORECASE)

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "you already have an open ticket": lambda: _(
        "There is an open ticket already: write into that one."
    ),
    "cannot add message to closed ticket": lambda: _(
        "This ticket is closed: nothing more can be written into it."
    ),
    "ticket not found": lambda: _("There is no such ticket."),
    "no subscription found": lambda: _("There is no subscription yet."),
    "subscription not found": lambda: _("There is no such subscription."),
    "selected renewal period is not available": lambda: _(
        "This period is not on offer for renewing."
    ),
    "selected period is not available for this tariff": lambda: _(
        "This tariff is not sold for this period."
    ),
    "tariff not found or inactive": lambda: _("This tariff is no longer sold."),
    "you already have an active subscription": lambda: _(
        "There is an active subscription already."
    ),
    "trial already used": lambda: _("The trial was used already."),
    "invalid or unavailable payment method": lambda: _("This way to pay is not available."),
    "payment not found": lambda: _("There is no such payment."),
    "access denied": lambda: _("The account is not allowed to do this."),
    "balance top-up is restricted for this account": lambda: _(
        "The service does not let this account top up."
    ),
    "subscription purchases are restricted for this account": lambda: _(
        "The service does not let this account buy anything."
    ),
    "user account is not active": lambda: _("The account is blocked."),
    "user not found": lambda: _("The service does not find your account."),
    "subscription renewed successfully": lambda: _("The subscription was renewed."),
    "promo code activated successfully": lambda: _("The code is redeemed."),
    "traffic purchased successfully": lambda: _("The traffic was added."),
    "method not allowed": lambda: _("This service does not offer that."),
}


def in_our_words(said: str) -> str:
    """The sentence for what a server said, else that itself."""
    bare = said.strip().rstrip(".")
    sentence = _SENTENCES.get(bare.lower())
    if sentence is not None:
        return sentence()
    if found := _PROVIDER.fullmatch(bare):
        return _("{provider} does not take payments right now.").format(provider=found[1])
    if _OPTION.fullmatch(bare) or _METHOD.fullmatch(bare):
        return _("This way to pay is not available.")
    if found := _AUTOPAY.fullmatch(bare):
        return _no_autopay(found["kind"].lower())
    return said


def _no_autopay(kind: str) -> str:
    match kind:
        case "trial":
            return _("A trial cannot be paid for by itself.")
        case "daily":
            return _("A daily tariff is paid for day by day: there is nothing to switch.")
    return _("This subscription cannot be paid for by itself.")
