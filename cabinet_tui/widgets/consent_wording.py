"""The documents that a service wants accepted, in words, and the pages they are read on."""

from cabinet_tui.domain.service_pages import PageName
from cabinet_tui.widgets.page_wording import page_title

_PAGES = {
    "public_offer": PageName.OFFER,
    "privacy_policy": PageName.PRIVACY,
    "rules": PageName.RULES,
    "recurrent_payments": PageName.RECURRENT,
}


def page_of(document: str) -> PageName | None:
    """The page that has the text of a document, None for one that we do not know."""
    return _PAGES.get(document)


def document_title(document: str) -> str:
    """What a document is called; one that we do not know as the server calls it."""
    page = page_of(document)
    return page_title(page) if page else document.replace("_", " ")
