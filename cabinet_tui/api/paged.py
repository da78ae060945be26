"""Pages of a longer list, whatever the server calls its items."""

from collections.abc import Sequence
from typing import TypeVar

from cabinet_tui.api.wire import Integer, Wire
from cabinet_tui.domain.page import Page

T = TypeVar("T")


class Paged(Wire):
    """The counts that come with a page; a server may leave some out."""

    total: Integer = None
    page: Integer = None
    per_page: Integer = None
    pages: Integer = None

    def as_page(self, items: Sequence[T], *, sent: int, asked: int, size: int) -> Page[T]:
        """The page; ``sent`` counts the items as they came, before any was dropped."""
        page = self.page if self.page and self.page > 0 else asked
        size = self.per_page if self.per_page and self.per_page > 0 else size
        total = self.total if self.total is not None and self.total >= 0 else None
        if self.pages is not None and self.pages >= 0:
            pages = self.pages
        elif total is not None:
            pages = -(-total // size)
        else:
            pages = page + (1 if sent >= size else 0)
        return Page(
            items=tuple(items),
            page=page,
            pages=max(1, pages),
            total=total if total is not None else (page - 1) * size + sent,
        )
