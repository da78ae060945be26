"""Why a coupon gives nothing."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import Rejected
from cabinet_tui.locale import _

COUPON_CODES = frozenset({"invalid", "expired", "already_redeemed_by_you", "per_user_limit"})
"""The codes that servers refuse a coupon with."""


@dataclass(eq=False)
class CouponRefused(Rejected):
    """The coupon was not accepted; ``server_code`` says why."""

    code = "coupon_refused"

    def _what(self) -> str:
        return {
            "invalid": _("There is no such coupon, or it was used already."),
            "expired": _("This coupon has expired."),
            "already_redeemed_by_you": _("You have used this coupon already."),
            "per_user_limit": _("You have used as many of these coupons as one person may."),
        }.get(self.server_code) or super()._what()
