"""The subscription and what it costs."""

from collections.abc import Sequence
from typing import Protocol

from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)


class SubscriptionGateway(Protocol):
    """The subscription, the tariffs, and everything that costs money there.

    ``subscription_id`` says which one is meant where an account may have several; None leaves it
    to the server.
    """

    async def subscription(self, subscription_id: int | None = None) -> Subscription | None:
        """The subscription, None when there is none."""
        ...

    async def summary(self, subscription_id: int | None = None) -> SubscriptionSummary:
        """The short status."""
        ...

    async def trial_offer(self) -> TrialOffer:
        """What a trial would give."""
        ...

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        """Start the trial."""
        ...

    async def tariffs(self, subscription_id: int | None = None) -> Sequence[Tariff]:
        """What can be bought, in the server's order."""
        ...

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        """Buy a tariff; BalanceTooLow when the money is short."""
        ...

    async def renewal_options(self, subscription_id: int | None = None) -> Sequence[RenewalOption]:
        """The ways to go on."""
        ...

    async def renew(self, request: RenewalRequest) -> Receipt:
        """Go on; BalanceTooLow when the money is short."""
        ...

    async def set_autopay(self, *, enabled: bool, subscription_id: int | None = None) -> bool:
        """Switch automatic payment; what is set now comes back."""
        ...
