"""An account in Markdown, for a note or a chat of the staff."""

import re

from cabinet_tui.domain.account import Account
from cabinet_tui.locale import _

_MARKS = re.compile(r"([\\`*_\[\]<>#|~!])")


def account_card(account: Account, service: str = "") -> str:
    """What tells this account from any other; names cannot mark anything up."""
    heading = f"**{_plain(account.name)}**"
    lines = [f"{heading} ({_plain(service)})" if service else heading]
    lines.append(_fact(_("account number"), str(account.id)))
    if account.telegram_id is not None:
        lines.append(_fact(_("Telegram number"), str(account.telegram_id)))
    if account.username:
        lines.append(_fact(_("Telegram"), _code(f"@{account.username}")))
    if account.email:
        lines.append(_fact(_("e-mail"), _code(account.email) + _verified(account)))
    return "\n".join(lines)


def _fact(name: str, value: str) -> str:
    return f"- {name}: {value}"


def _verified(account: Account) -> str:
    if account.email_verified is None:
        return ""
    word = _("verified") if account.email_verified else _("not verified")
    return f" ({word})"


def _code(text: str) -> str:
    """As it is, to be copied on: in a code span nothing but its own mark means anything."""
    return f"`{text.strip().replace('`', chr(39))}`"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.strip())
