"""Tokens that are gone when the program ends."""

from cabinet_tui.credentials.record import are_kept
from cabinet_tui.domain.account import Tokens


class MemoryStore:
    """Satisfies ``domain.session.TokenStore``; always works."""

    name = "memory"

    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        return self._tokens

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        """Keep these tokens in place of any others; with ``instead_of``, only of those."""
        if are_kept(instead_of, self._tokens):
            self._tokens = tokens

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        if are_kept(refused, self._tokens):
            self._tokens = None
