"""Where the people and papers of a service are, as links that can be followed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from cabinet_tui.domain.email import email_address
from cabinet_tui.domain.errors import InvalidInput
from cabinet_tui.domain.service import ServiceInfo
from cabinet_tui.domain.text import safe_url

_TELEGRAM_NAME = re.compile(r"@?([A-Za-z]\w{3,31})", re.ASCII)


class ContactKind(StrEnum):
    """What a link leads to."""

    SUPPORT_EMAIL = "support_email"
    SUPPORT_TELEGRAM = "support_telegram"
    WEBSITE = "website"
    TERMS = "terms"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Contact:
    """One of them: ``text`` as the service writes it, ``url`` empty when it cannot be one."""

    kind: ContactKind
    text: str
    url: str


def contacts(info: ServiceInfo) -> Sequence[Contact]:
    """Those that the service names, people first."""
    named = (
        Contact(ContactKind.SUPPORT_TELEGRAM, info.support_telegram, _telegram(info)),
        Contact(ContactKind.SUPPORT_EMAIL, info.support_email, _mail(info.support_email)),
        Contact(ContactKind.WEBSITE, info.website, safe_url(info.website)),
        Contact(ContactKind.TERMS, info.terms_url, safe_url(info.terms_url)),
        Contact(ContactKind.PRIVACY, info.privacy_url, safe_url(info.privacy_url)),
    )
    return tuple(contact for contact in named if contact.text.strip())


def _telegram(info: ServiceInfo) -> str:
    name = info.support_telegram.strip()
    if found := _TELEGRAM_NAME.fullmatch(name):
        return f"https://t.me/{found[1]}"
    return safe_url(name) or safe_url(f"https://{name}" if name.startswith("t.me/") else "")


def _mail(address: str) -> str:
    try:
        return safe_url(f"mailto:{email_address(address)}")
    except InvalidInput:
        return ""
