"""Tokens that are gone when the program ends."""

from cabinet_tui.credentials.record import same
from cabinet_tui.domain.account import Tokens


class MemoryStore:
    """Satisfies ``domain.session.TokenStore``; always works."""

    name = "memory"

    def __init__(self) -> None:
        self._tokens: Tokens | None = None

    async def load(self) -> Tokens | None:
        """The tokens kept, or None."""
        return self._tokens

    async def save(self, tokens: Tokens) -> None:
        """Keep these tokens in place of any others."""
        self._tokens = tokens

    async def clear(self, refused: Tokens | None = None) -> None:
        """Forget the tokens; with ``refused``, only while they are still the ones kept."""
        if refused is None or (self._tokens is not None and same(self._tokens, refused)):
            self._tokens = None
