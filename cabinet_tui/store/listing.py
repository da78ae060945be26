"""A long list of the server's, loaded page by page."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.store.remote import Remote

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The items loaded so far, newest first; pages and total as the server counts."""

    items: Remote[tuple[T, ...]] = field(default_factory=Remote)
    page: int = 0
    pages: int = 0
    total: int = 0

    @property
    def has_more(self) -> bool:
        """Whether further items wait on the server."""
        return self.page < self.pages


@dataclass(frozen=True, slots=True)
class History(Listing[Transaction]):
    """The transactions, all of one kind or of every kind."""

    kind: TransactionKind | None = None
