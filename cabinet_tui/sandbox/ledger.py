"""An account's money: entries whose sum is the balance, which never falls below zero."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime


class InsufficientBalanceError(Exception):
    """A charge is larger than the balance; amounts in kopeks."""

    def __init__(self, required: int, available: int) -> None:
        self.required = required
        self.available = available
        super().__init__(
            f"Insufficient balance. Required: {required / 100:.2f} RUB, "
            f"Available: {available / 100:.2f} RUB"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction; a charge is negative."""

    id: int
    type: str
    amount_kopeks: int
    description: str
    created_at: datetime
    payment_method: str | None = None


@dataclass(slots=True)
class Ledger:
    """Entries from the oldest to the newest, and their running sum."""

    _entries: list[Entry] = field(default_factory=list)
    _balance: int = 0

    @property
    def balance(self) -> int:
        """The sum of all entries, kopeks."""
        return self._balance

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries, the oldest first."""
        return self._entries

    def post(
        self, kind: str, amount: int, description: str, at: datetime, method: str | None = None
    ) -> Entry:
        """Write an entry of `amount` kopeks; raises InsufficientBalanceError below zero."""
        if self._balance + amount < 0:
            raise InsufficientBalanceError(-amount, self._balance)
        entry = Entry(len(self._entries) + 1, kind, amount, description, at, method)
        self._entries.append(entry)
        self._balance += amount
        return entry

    def of_type(self, kind: str | None) -> Sequence[Entry]:
        """Entries of one type, or all of them, the oldest first."""
        if kind is None:
            return self._entries
        return [entry for entry in self._entries if entry.type == kind]

    def total(self, kinds: Iterable[str]) -> int:
        """Sum of the entries of these types, kopeks."""
        wanted = frozenset(kinds)
        return sum(entry.amount_kopeks for entry in self._entries if entry.type in wanted)
