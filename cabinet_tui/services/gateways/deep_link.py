"""Signing in through the service's Telegram bot."""

from typing import Protocol

from cabinet_tui.domain.deep_link import DeepLink
from cabinet_tui.domain.session import SignedIn


class DeepLinkGateway(Protocol):
    """Codes to confirm in the bot, and what became of them."""

    async def request_deep_link(self) -> DeepLink:
        """A new code; NotFound where the server has no such way to sign in."""
        ...

    async def poll_deep_link(self, link: DeepLink) -> SignedIn | None:
        """The session once it is confirmed, None before that.

        Raises DeepLinkGone when the code is used up or expired. It gives the session once only.
        """
        ...
