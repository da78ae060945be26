"""The balance and its history."""

from collections.abc import Sequence
from dataclasses import replace

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.page import Page
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.slices import BALANCE, HISTORY
from cabinet_tui.store.state import AppState, History
from cabinet_tui.store.store import Change, Store

PER_PAGE = 50
PAGES_A_TRY = 5


class BalanceService:
    """Keeps the balance and the transactions, page after page, in the store."""

    def __init__(self, store: Store, loader: Loader, clock: Clock, gateway: BalanceGateway) -> None:
        self._store = store
        self._loader = loader
        self._clock = clock
        self._gateway = gateway

    async def refresh(self) -> None:
        """Read the balance."""
        await self._loader.load(BALANCE, self._gateway.balance, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the balance unless it is fresh."""
        await self._loader.load(BALANCE, self._gateway.balance)

    async def refresh_history(self) -> None:
        """Read the newest transactions; older ones that were loaded and still follow on stay."""
        await self._load_newest(force=True)

    async def refresh_history_if_stale(self) -> None:
        """Read the newest transactions unless they are fresh."""
        await self._load_newest(force=False)

    async def page(
        self, number: int, per_page: int, kind: TransactionKind | None = None
    ) -> Page[Transaction]:
        """One page of the history past the store, as a command prints it; raises CabinetError."""
        return await self._gateway.transactions(number, per_page, kind)

    async def show_kind(self, kind: TransactionKind | None) -> None:
        """Show transactions of one kind, or with None of every kind."""
        if kind != self._store.state.history.kind:
            self._loader.drop(HISTORY)
            self._store.update(lambda state: replace(state, history=History(kind=kind)))
        await self._load_newest(force=False)

    async def load_more(self) -> None:
        """Append the next page; does nothing while one is read or when there is no more."""
        history = self._store.state.history
        if not history.items.loading and history.has_more:
            await self._loader.apply(HISTORY, self._older, key="older", force=True)

    async def _load_newest(self, *, force: bool) -> None:
        await self._loader.apply(HISTORY, self._newest, key="newest", force=force)

    async def _newest(self) -> Change:
        kind = self._store.state.history.kind
        page = await self._gateway.transactions(1, PER_PAGE, kind)
        now = self._clock.now()

        def change(state: AppState) -> AppState:
            items, covered = _joined(page, state.history.items.value or ())
            remote = state.history.items.loaded(items, now)
            return replace(state, history=History(kind, remote, covered, page.pages, page.total))

        return change

    async def _older(self) -> Change:
        """The next page with something new: arrivals push known rows into the pages that follow."""
        history = self._store.state.history
        known = history.items.value or ()
        page = await self._gateway.transactions(history.page + 1, PER_PAGE, history.kind)
        for _ in range(PAGES_A_TRY - 1):
            if page.is_last or _unknown(page.items, known):
                break
            page = await self._gateway.transactions(page.page + 1, PER_PAGE, history.kind)
        fresh = _unknown(page.items, known)
        shifted = len(fresh) < len(page.items)

        def change(state: AppState) -> AppState:
            remote = replace(
                state.history.items,
                value=(*known, *fresh),
                loading=False,
                error=None,
                stale=state.history.items.stale or shifted,
            )
            return replace(
                state, history=History(history.kind, remote, page.page, page.pages, page.total)
            )

        return change


def _unknown(items: Sequence[Transaction], known: Sequence[Transaction]) -> tuple[Transaction, ...]:
    ids = {transaction.id for transaction in known}
    return tuple(transaction for transaction in items if transaction.id not in ids)


def _joined(
    first: Page[Transaction], known: Sequence[Transaction]
) -> tuple[tuple[Transaction, ...], int]:
    """The first page with the known rows that follow on it, and how many pages that covers."""
    newest = tuple(first.items)
    tail = _unknown(known, newest)
    if len(tail) == len(known) or first.is_last:
        return newest, 1
    items = (*newest, *tail)
    if len(items) >= first.total:
        return items, first.pages
    return items, max(1, len(items) // len(newest))
