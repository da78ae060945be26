"""Long lists, page after page: whole and without doubles, whatever arrives meanwhile."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Generic, Protocol, TypeVar

from cabinet_tui.domain.page import Page
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.slices import Paged
from cabinet_tui.store.listing import Listing
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Change

PER_PAGE = 50
PAGES_A_TRY = 5


class Numbered(Protocol):
    """Something with an id of its own."""

    @property
    def id(self) -> int:
        """The id, unlike that of any other in the list."""
        ...


R = TypeVar("R", bound=Numbered)


class Paging(Generic[R]):
    """Keeps one list in the store, newest first. ``fetch`` reads a page of ``PER_PAGE`` items."""

    def __init__(
        self,
        ground: Ground,
        part: Paged[R],
        fetch: Callable[[int], Awaitable[Page[R]]],
    ) -> None:
        self._store = ground.store
        self._loader = ground.loader
        self._clock = ground.clock
        self._part = part
        self._fetch = fetch

    async def refresh(self) -> None:
        """Read the newest items; older ones that were loaded and still follow on stay."""
        await self._loader.apply(self._part, self._newest, key="newest", force=True)

    async def refresh_if_stale(self) -> None:
        """Read the newest items unless they are fresh."""
        await self._loader.apply(self._part, self._newest, key="newest")

    async def load_more(self) -> None:
        """Append the next page; does nothing while one is read or when there is no more."""
        listing = self._listing()
        if not listing.items.loading and listing.has_more:
            await self._loader.apply(self._part, self._older, key="older", force=True)

    def _listing(self) -> Listing[R]:
        return self._part.listing(self._store.state)

    async def _newest(self) -> Change:
        page = await self._fetch(1)
        now = self._clock.now()

        def change(state: AppState) -> AppState:
            remote = self._part.get(state)
            items, covered = _joined(page, remote.value or ())
            listing = Listing(remote.loaded(items, now), covered, page.pages, page.total)
            return self._part.put_listing(state, listing)

        return change

    async def _older(self) -> Change:
        """The next page with something new: arrivals push known rows into the pages that follow."""
        known = self._listing().items.value or ()
        page = await self._fetch(self._listing().page + 1)
        for _ in range(PAGES_A_TRY - 1):
            if page.is_last or _unknown(page.items, known):
                break
            page = await self._fetch(page.page + 1)
        fresh = _unknown(page.items, known)
        shifted = len(fresh) < len(page.items)

        def change(state: AppState) -> AppState:
            before = self._part.get(state)
            remote = replace(
                before,
                value=(*known, *fresh),
                loading=False,
                error=None,
                stale=before.stale or shifted,
            )
            listing = Listing(remote, page.page, page.pages, page.total)
            return self._part.put_listing(state, listing)

        return change


def _unknown(items: Sequence[R], known: Sequence[R]) -> tuple[R, ...]:
    ids = {item.id for item in known}
    return tuple(item for item in items if item.id not in ids)


def _joined(first: Page[R], known: Sequence[R]) -> tuple[tuple[R, ...], int]:
    """The first page with the known rows that follow on it, and how many pages that covers."""
    newest = tuple(first.items)
    tail = _unknown(known, newest)
    if len(tail) == len(known) or first.is_last:
        return newest, 1
    items = (*newest, *tail)
    if len(items) >= first.total:
        return items, first.pages
    return items, max(1, len(items) // len(newest))
