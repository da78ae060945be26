"""E-mail addresses as people type them."""

import re
from dataclasses import dataclass

from cabinet_tui.domain.errors import InvalidInput
from cabinet_tui.locale import _

_LONGEST = 254
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(eq=False)
class BadEmail(InvalidInput):
    """What was typed cannot be an e-mail address."""

    code = "bad_email"

    def _what(self) -> str:
        return _("This is not an e-mail address.")


def email_address(text: str) -> str:
    """The address without what is around it; raises BadEmail when no server would take it."""
    bare = text.strip()
    if len(bare) > _LONGEST or not _ADDRESS.fullmatch(bare):
        raise BadEmail
    return bare
