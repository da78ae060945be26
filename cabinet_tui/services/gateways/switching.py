"""Going over to another tariff."""

from typing import Protocol

from cabinet_tui.domain.subscription import Receipt
from cabinet_tui.domain.switch import SwitchOffer, SwitchRequest


class SwitchGateway(Protocol):
    """What going over costs, and doing it. Both raise SwitchRefused where it cannot be done."""

    async def preview(self, request: SwitchRequest) -> SwitchOffer:
        """What it would cost now; changes nothing."""
        ...

    async def switch(self, request: SwitchRequest) -> Receipt:
        """Go over; BalanceTooLow when the money is short."""
        ...
