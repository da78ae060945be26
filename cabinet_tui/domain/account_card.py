"""An account in Markdown, for a note or a chat of the staff."""

import re

from cabinet_tui.domain.account import Account
from cabinet_tui.locale import _

_MARKS = re.compile(r"([\\`*_\[\]<>#|~!])")


def account_card(account: Account, service: str = "") -> str:
    """What tells this account from any other; names cannot mark anything up."""
    heading = f"**{_plain(account.name)}**"
    lines = [f"{heading} ({_plain(service)})" if service else heading]
    lines.append(f"- {_('account number')}: {account.id}")
    if account.telegram_id is not None:
        lines.append(f"- {_('Telegram number')}: {account.telegram_id}")
    if account.username:
        lines.append(f"- {_('Telegram')}: {_code(f'@{account.username}')}")
    if account.email:
        lines.append(f"- {_('e-mail')}: {_code(account.email)}{_verified(account)}")
    return "\n".join(lines)


def _verified(account: Account) -> str:
    if account.email_verified is None:
        return ""
    return f" ({_('verified') if account.email_verified else _('not verified')})"


def _code(text: str) -> str:
    """As it is, to be copied on: in a code span nothing but its own mark means anything."""
    return f"`{text.strip().replace('`', chr(39))}`"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text.strip())
