"""More traffic, and counting it anew."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.traffic import TrafficCount, TrafficPackage, TrafficRequest


class TrafficGateway(Protocol):
    """Sells packages, and asks where the traffic is counted."""

    async def packages(self, subscription_id: int | None = None) -> Sequence[TrafficPackage]:
        """What is sold, none where the traffic is not limited."""
        ...

    async def buy_traffic(self, request: TrafficRequest) -> Receipt:
        """Buy a package; BalanceTooLow when the money is short."""
        ...

    async def count_again(self, subscription_id: int | None = None) -> TrafficCount:
        """Have the traffic counted now; RateLimited when that was asked too soon."""
        ...
