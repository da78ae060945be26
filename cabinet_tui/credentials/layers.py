"""Several stores as one: the best that works keeps the tokens, and any that has them is read."""

import contextlib
from collections.abc import Sequence

from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.credentials.record import StoreError
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.session import TokenStore


class LayeredStore:
    """Satisfies ``domain.session.TokenStore`` and always works: memory is the last resort.

    Tokens stay where they were found. They are looked for in the last place first: that is the
    quick one, and it only has them because the better ones did not work.
    """

    def __init__(self, better: Sequence[TokenStore]) -> None:
        self._layers: Sequence[TokenStore] = (*better, MemoryStore())
        self._home: TokenStore | None = None
        self._failed: set[str] = set()

    @property
    def name(self) -> str:
        """Which store is in use: ``keyring``, ``file`` or ``memory``; settled by the first use."""
        working = (layer for layer in self._layers if layer.name not in self._failed)
        return (self._home or next(working)).name

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        for layer in reversed(self._layers):
            try:
                tokens = await layer.load()
            except StoreError:
                self._failed.add(layer.name)
            else:
                if tokens is not None:
                    self._home = layer
                    return tokens
        return None

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        """Keep these tokens in place of any others; with ``instead_of``, only of those."""
        settled = (self._home,) if self._home else ()
        for layer in (*settled, *self._layers):
            try:
                # The others have nothing that could be compared.
                await layer.save(tokens, instead_of if layer is self._home else None)
            except StoreError:
                self._failed.add(layer.name)
            else:
                if layer is not self._home:
                    self._home = layer
                    await self._clear_others(layer)
                return

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        for layer in self._layers:
            try:
                await layer.clear(refused)
            except StoreError:
                self._failed.add(layer.name)
        self._home = None

    async def _clear_others(self, home: TokenStore) -> None:
        for layer in self._layers:
            if layer is not home:
                with contextlib.suppress(StoreError):
                    await layer.clear()
