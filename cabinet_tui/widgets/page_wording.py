"""What the pages of a service are called."""

from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.locale import N_, _

_TITLES = {
    PageName.QUESTIONS: N_("Questions and answers"),
    PageName.RULES: N_("Rules"),
    PageName.OFFER: N_("Public offer"),
    PageName.PRIVACY: N_("Privacy policy"),
    PageName.RECURRENT: N_("Recurrent payments"),
}


def page_title(name: PageName) -> str:
    """What a page is called."""
    return _(_TITLES[name])
