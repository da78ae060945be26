"""Why a promo code gives nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.locale import _


@dataclass(frozen=True, slots=True)
class EligibleSubscription:
    """A subscription that a code could be used for."""

    id: int
    name: str = ""
    days_left: int | None = None


@dataclass(eq=False)
class PromoRefused(Rejected):
    """The code was not accepted; ``server_code`` says why."""

    code = "promo_refused"

    def _what(self) -> str:
        return _why(self.server_code) or super()._what()


@dataclass(eq=False)
class SubscriptionRequired(Rejected):
    """There are several subscriptions: it has to be said which of ``eligible`` is meant."""

    eligible: Sequence[EligibleSubscription] = ()
    code = "subscription_required"

    def _what(self) -> str:
        return _("This code is for one subscription, and there are several.")

    def _todo(self) -> str:
        return _("Choose the subscription.")


def explains(code: str) -> bool:
    """Whether this is a server's code for refusing a promo code."""
    return bool(_why(code))


def _why(code: str) -> str:
    """The sentence for a server's code, empty for one that we do not know."""
    return {
        "not_found": _("There is no such promo code."),
        "expired": _("This promo code has expired."),
        "inactive": _("This promo code is switched off."),
        "not_yet_valid": _("This promo code is not valid yet."),
        "used": _("This promo code has been used up."),
        "already_used_by_user": _("You have used this promo code already."),
        "active_discount_exists": _("You have a discount already; a second one cannot be added."),
        "no_subscription_for_days": _(
            "This promo code adds days, and there is no subscription to add them to."
        ),
        "subscription_not_found": _("The subscription for this promo code was not found."),
        "not_first_purchase": _("This promo code is for a first purchase only."),
        "daily_limit": _("Too many promo codes for one day."),
        "trial_subscription_exists": _(
            "This promo code gives a trial, and there is a subscription already."
        ),
        "trial_provisioning_failed": _("The service could not start the trial of this promo code."),
        "traffic_not_applicable": _(
            "This promo code adds traffic, and your traffic is not limited."
        ),
        "user_not_found": _("The service does not find your account."),
        "server_error": _("The service could not use this promo code."),
    }.get(code, "")
