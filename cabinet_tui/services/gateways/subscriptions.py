"""Several subscriptions of one account."""

from typing import Protocol

from cabinet_tui.domain.subscriptions import Subscriptions


class SubscriptionsGateway(Protocol):
    """Which subscriptions there are, and removing one that is over."""

    async def subscriptions(self) -> Subscriptions:
        """All there are, in the server's order, and whether an account may have several."""
        ...

    async def remove(self, subscription_id: int) -> None:
        """Remove one that is over; Rejected while it runs, NotFound when there is none."""
        ...
