"""The balance and its history."""

from dataclasses import replace

from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.page import Page
from cabinet_tui.services.gateways import BalanceGateway
from cabinet_tui.services.ground import Ground
from cabinet_tui.services.paging import PER_PAGE, Paging
from cabinet_tui.services.parts import BALANCE, HISTORY
from cabinet_tui.store.listing import History


class BalanceService:
    """Keeps the balance and the transactions, page after page, in the store."""

    def __init__(self, ground: Ground, gateway: BalanceGateway) -> None:
        self._store = ground.store
        self._loader = ground.loader
        self._gateway = gateway
        self._history = Paging(ground, HISTORY, self._page)
        ground.rereads.register(BALANCE, self.refresh, self.refresh_if_stale)
        ground.rereads.register(HISTORY, self.refresh_history, self.refresh_history_if_stale)

    async def refresh(self) -> None:
        """Read the balance."""
        await self._loader.load(BALANCE, self._gateway.balance, force=True)

    async def refresh_if_stale(self) -> None:
        """Read the balance unless it is fresh."""
        await self._loader.load(BALANCE, self._gateway.balance)

    async def refresh_history(self) -> None:
        """Read the newest transactions; older ones that were loaded and still follow on stay."""
        await self._history.refresh()

    async def refresh_history_if_stale(self) -> None:
        """Read the newest transactions unless they are fresh."""
        await self._history.refresh_if_stale()

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
        await self._history.refresh_if_stale()

    async def load_more(self) -> None:
        """Append the next page; does nothing while one is read or when there is no more."""
        await self._history.load_more()

    async def _page(self, number: int) -> Page[Transaction]:
        kind = self._store.state.history.kind
        return await self._gateway.transactions(number, PER_PAGE, kind)
