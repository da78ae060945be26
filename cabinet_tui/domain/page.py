"""One page of a longer list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Items of one page; pages count from 1, ``pages`` and ``total`` as the server counts."""

    items: Sequence[T]
    page: int
    pages: int
    total: int

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.page >= self.pages or not self.items
