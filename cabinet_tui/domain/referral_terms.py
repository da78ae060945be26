"""What the referral programme promises."""

from dataclasses import dataclass

from cabinet_tui.domain.money import Kopeks


@dataclass(frozen=True, slots=True)
class ReferralTerms:
    """The terms as the operator has set them; None where nothing is said.

    ``most_payments`` is for how many payments of a person the commission comes, None for all.
    """

    is_open: bool
    percent: int
    first_percent: int | None = None
    least_top_up: Kopeks | None = None
    bonus_for_them: Kopeks | None = None
    bonus_for_you: Kopeks | None = None
    most_payments: int | None = None
