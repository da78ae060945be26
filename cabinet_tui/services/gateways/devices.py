"""The devices of a subscription."""

from typing import Protocol

from cabinet_tui.domain.devices import Devices, SlotOffer, SlotsRequest
from cabinet_tui.domain.subscription import Receipt


class DevicesGateway(Protocol):
    """Lists, names and removes devices, and sells places for more."""

    async def devices(self, subscription_id: int | None = None) -> Devices | None:
        """The devices, None without a subscription."""
        ...

    async def rename(self, device_id: str, name: str, subscription_id: int | None = None) -> None:
        """Give a device a name of its own; an empty one takes it away."""
        ...

    async def remove(self, device_id: str, subscription_id: int | None = None) -> None:
        """Remove a device; one that is not there is removed as well as it can be."""
        ...

    async def remove_all(self, subscription_id: int | None = None) -> None:
        """Remove all of them."""
        ...

    async def slot_offer(self, count: int, subscription_id: int | None = None) -> SlotOffer:
        """What so many more places cost."""
        ...

    async def buy_slots(self, request: SlotsRequest) -> Receipt:
        """Buy more places; BalanceTooLow when the money is short."""
        ...
