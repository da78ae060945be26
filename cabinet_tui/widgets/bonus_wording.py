"""What a campaign gives to a new account, in words."""

from cabinet_tui.domain.account import CampaignBonus
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import days, money


def gift(bonus: CampaignBonus | None) -> str:
    """What a campaign gives, as a sentence; nothing when it gives nothing."""
    if bonus is None:
        return ""
    parts = []
    if bonus.balance:
        parts.append(money(bonus.balance))
    if bonus.days:
        parts.append(days(bonus.days))
    return _("Your bonus: {gift}.").format(gift=", ".join(parts)) if parts else ""
