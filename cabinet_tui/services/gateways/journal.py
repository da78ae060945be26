"""The journal of what moves money, kept on this computer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry, MoneyRequest, Standing
from cabinet_tui.domain.payment_watch import KeptWatch


class Journal(Protocol):
    """Knows every request of every account on one server. Raises NotKept when it cannot."""

    async def begin(self, account: str, request: MoneyRequest, at: datetime) -> Entry | None:
        """Write down that a request leaves now; it is on the disk when this returns.

        None, and nothing is written, while the end of one like it is not known, or nobody was
        told of it: then ``open_ones`` has that.
        """
        ...

    async def end(
        self,
        entry: Entry,
        standing: Standing,
        at: datetime,
        *,
        paid: Kopeks | None = None,
        is_told: bool = True,
    ) -> Entry:
        """Write down what came of it, unless a person has put it away meanwhile."""
        ...

    async def dismiss(self, account: str, entry_id: int, at: datetime) -> bool:
        """A person puts an open one away without knowing; False when it is not an open one."""
        ...

    async def told(self, account: str, entry_ids: Sequence[int]) -> None:
        """A person knows the end of these."""
        ...

    async def open_ones(self, account: str, now: datetime) -> Sequence[Entry]:
        """Those without a known end, and those whose end nobody was told; oldest first."""
        ...

    async def newest(self, account: str, now: datetime, count: int) -> Sequence[Entry]:
        """The last ones, newest first."""
        ...


class PaymentBook(Protocol):
    """The payments that are watched, by account. Raises NotKept when it cannot."""

    async def keep(self, account: str, kept: KeptWatch) -> None:
        """Keep a payment that waits; one that is kept already stays as it is."""
        ...

    async def forget(self, account: str, key: PaymentKey) -> None:
        """Keep it no more: it has ended, or nobody wants to see it."""
        ...

    async def waiting(self, account: str, since: datetime) -> Sequence[KeptWatch]:
        """Those that are not older than this, newest first."""
        ...
