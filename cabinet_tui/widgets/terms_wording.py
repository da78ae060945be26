"""The terms of the referral programme in words."""

from cabinet_tui.domain.referral_terms import ReferralTerms
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import money, number
from cabinet_tui.widgets.referral_wording import Sheet


def about_terms(terms: ReferralTerms, *, ascii_only: bool) -> Sheet:
    """What the programme promises; what it does not is left out."""

    def amount(kopeks: int | None) -> str:
        return money(kopeks, ascii_only=ascii_only) if kopeks else ""

    first = terms.first_percent
    most = terms.most_payments
    facts = [
        (_("State"), "" if terms.is_open else _("closed now")),
        (_("You get"), _("{percent}% of what they pay").format(percent=terms.percent)),
        (
            _("First payment"),
            "" if first is None else _("{percent}% of it").format(percent=first),
        ),
        (
            _("Counts for"),
            ""
            if most is None
            else ngettext(
                "{count} payment of each person", "{count} payments of each person", most
            ).format(count=number(most)),
        ),
        (_("Once for you"), amount(terms.bonus_for_you)),
        (_("Once for them"), amount(terms.bonus_for_them)),
        (
            _("When"),
            _("with a first top-up of {amount} or more").format(amount=amount(terms.least_top_up))
            if terms.least_top_up and (terms.bonus_for_them or terms.bonus_for_you)
            else "",
        ),
    ]
    return _("Terms of the referral programme"), facts
