"""How a command puts the values into words that only a command shows."""

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale import _, formats


def person(account: Account) -> str:
    """Who it is, with the address when that says more: ``Ivan <ivan@example.com>``."""
    if account.email and account.email != account.name:
        return f"{account.name} <{account.email}>"
    return account.name


def token_store(name: str) -> str:
    """Where the session is kept, in words."""
    return {
        "keyring": _("the system keyring"),
        "file": _("a file only you can read"),
        "memory": _("memory, until the program ends"),
    }.get(name, name)


def amount(kopeks: Kopeks | None, *, ascii_only: bool) -> str:
    """An amount of money, nothing when it is not known."""
    return "" if kopeks is None else formats.money(kopeks, ascii_only=ascii_only)
