"""What only this dialect knows of: beside an account, a subscription, the whole service."""

from dataclasses import dataclass, field

from cabinet_tui.sandbox.bedolaga.extras.account import AccountExtras
from cabinet_tui.sandbox.bedolaga.extras.service import ServiceExtras
from cabinet_tui.sandbox.state import Account

__all__ = ["Extras"]


@dataclass(slots=True)
class Extras:
    """`box.extras.of(account)` is the account's own part, `box.extras.service` everybody's."""

    service: ServiceExtras = field(default_factory=ServiceExtras)
    _accounts: dict[int, AccountExtras] = field(default_factory=dict)

    def of(self, account: Account) -> AccountExtras:
        """What the account has; begun at the first look."""
        return self._accounts.setdefault(account.id, AccountExtras())
