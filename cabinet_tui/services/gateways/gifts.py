"""Subscriptions for somebody else."""

from typing import Protocol

from cabinet_tui.domain.gift import Gift, GiftBook, GiftOffer, GiftRequest
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo import PromoResult


class GiftsGateway(Protocol):
    """What can be given, the gifts there are, buying one and taking one."""

    async def offer(self) -> tuple[GiftOffer, Kopeks]:
        """What can be given, and the balance."""
        ...

    async def book(self) -> GiftBook:
        """The gifts sent and received."""
        ...

    async def gift(self, token: str) -> Gift:
        """A sent gift as it is now."""
        ...

    async def buy(self, request: GiftRequest) -> Gift:
        """Buy one from the balance, or order one that is paid elsewhere. Nobody may send this
        twice; BalanceTooLow when the money is short."""
        ...

    async def activate(self, code: str) -> PromoResult:
        """Take a gift; GiftRefused when it cannot be taken."""
        ...
