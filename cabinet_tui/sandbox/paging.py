"""Pages of a list kept from the oldest to the newest and shown the other way round."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Query

T = TypeVar("T")

PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
PerPage = Annotated[int, Query(ge=1, le=100)]


def newest_first(items: Sequence[T], page: int, per_page: int) -> list[T]:
    """One page, the newest first; empty past the last."""
    end = len(items) - (page - 1) * per_page
    return list(reversed(items[max(0, end - per_page) : max(0, end)]))


def page_count(total: int, per_page: int) -> int:
    """How many pages there are; none for an empty list."""
    return -(-total // per_page)
