"""The tokens in use."""

from datetime import datetime
from typing import Protocol

from cabinet_tui.domain.account import Tokens


class SessionTokens(Protocol):
    """The tokens in use: every request and the realtime listener take theirs from here."""

    @property
    def ends_at(self) -> datetime | None:
        """When the session ends whatever is done; None when the tokens do not tell."""
        ...

    @property
    def subject(self) -> str:
        """Whose tokens they are, as far as they tell; else empty."""
        ...

    async def restore(self) -> bool:
        """Take up the kept session; False when there is none."""
        ...

    async def start(self, tokens: Tokens) -> None:
        """Use these tokens and keep them."""
        ...

    async def end(self) -> Tokens | None:
        """Forget the tokens; gives back those that were in use."""
        ...

    async def access(self, *, renew: bool = False) -> str:
        """An access token that is good now; SignInRequired when the session is over.

        With ``renew`` the server refused the last one: get another.
        """
        ...
