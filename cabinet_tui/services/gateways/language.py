"""The language in which a service writes to an account."""

from typing import Protocol

from cabinet_tui.domain.account_language import LanguageChoice


class LanguageGateway(Protocol):
    """The language in which a service writes to an account."""

    async def choice(self) -> LanguageChoice:
        """The one in use, and those there are."""
        ...

    async def choose(self, code: str) -> str:
        """Write in this one from now on; the code that the server has now."""
        ...
