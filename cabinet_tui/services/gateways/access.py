"""The connection link made anew, and a daily tariff halted."""

from datetime import timedelta
from typing import Protocol


class RevokeGateway(Protocol):
    """Takes the connection link back."""

    async def revoke_link(self, subscription_id: int | None = None) -> timedelta | None:
        """End the link and make another; how long none can be made after it, when that is said.

        RateLimited when it was done too short a time ago.
        """
        ...


class PauseGateway(Protocol):
    """Halts a daily tariff and lets it go on."""

    async def toggle_pause(self, subscription_id: int | None = None) -> bool:
        """Halt it, or let it go on when it is halted; whether it is halted now comes back."""
        ...
