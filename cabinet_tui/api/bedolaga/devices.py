"""Devices: listed, named, removed, and places for more of them."""

from urllib.parse import quote

from cabinet_tui.api.bedolaga.devices_wire import BoughtReply, DevicesReply, PriceReply
from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.limits import RateClass
from cabinet_tui.domain.devices import Devices, SlotOffer, SlotsRequest
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.subscription import Receipt

_PATH = "/subscription/devices"


class BedolagaDevices:
    """Satisfies ``services.gateways.devices.DevicesGateway``."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def devices(self, subscription_id: int | None = None) -> Devices | None:
        """The devices, None without a subscription."""
        try:
            reply = await self._client.ask(
                Call("GET", _PATH, query=of(subscription_id)), DevicesReply
            )
        except NotFound:
            return None
        return reply.found()

    async def rename(self, device_id: str, name: str, subscription_id: int | None = None) -> None:
        """Give a device a name of its own; an empty one takes it away."""
        call = Call(
            "PATCH",
            f"{_device(device_id)}/name",
            query=of(subscription_id),
            body={"name": name},
        )
        await self._client.send(call)

    async def remove(self, device_id: str, subscription_id: int | None = None) -> None:
        """Remove a device; the server takes an unknown one for removed."""
        await self._client.send(Call("DELETE", _device(device_id), query=of(subscription_id)))

    async def remove_all(self, subscription_id: int | None = None) -> None:
        """Remove all of them."""
        await self._client.send(Call("DELETE", _PATH, query=of(subscription_id)))

    async def slot_offer(self, count: int, subscription_id: int | None = None) -> SlotOffer:
        """What so many more places cost until the subscription ends."""
        query = {"devices": count, **(of(subscription_id) or {})}
        reply = await self._client.ask(Call("GET", f"{_PATH}/price", query=query), PriceReply)
        return reply.offer(count)

    async def buy_slots(self, request: SlotsRequest) -> Receipt:
        """Buy more places; BalanceTooLow when the money is short."""
        call = Call(
            "POST",
            f"{_PATH}/purchase",
            query=of(request.subscription_id),
            body={"devices": request.count},
            rate=RateClass.PAYMENT,
        )
        return (await self._client.ask(call, BoughtReply)).receipt()


def of(subscription_id: int | None) -> dict[str, int] | None:
    """The query that says which subscription is meant."""
    return None if subscription_id is None else {"subscription_id": subscription_id}


def _device(device_id: str) -> str:
    """The path of one device; NotFound for an id that would name something else."""
    if not device_id or device_id in (".", ".."):
        raise NotFound
    return f"{_PATH}/{quote(device_id, safe='')}"
