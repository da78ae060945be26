"""Devices as this dialect writes them."""

from typing import Annotated

from pydantic import BeforeValidator

from cabinet_tui.api.wire import Flag, Integer, Items, Moment, Text, Wire, Word, each
from cabinet_tui.domain.devices import Device, Devices, SlotOffer
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Receipt

_LONGEST = 256
_STEPS = (".", "..")


def _path_part(value: object) -> str:
    """An id that can be a part of a path: as it is, for a cleaned one would be another device's.

    Empty when it cannot: nothing and dots would name the list itself, or what is above it.
    """
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST or value in _STEPS:
        return ""
    return value if value.isascii() and value.isprintable() else ""


PathPart = Annotated[str, BeforeValidator(_path_part)]


class DeviceItem(Wire):
    """One device of the list."""

    hwid: PathPart
    platform: Word = ""
    device_model: Text = ""
    created_at: Moment = None
    local_name: Text = ""

    def device(self) -> Device:
        """The device in the domain's words."""
        return Device(
            id=self.hwid,
            platform=self.platform,
            model=self.device_model,
            name=self.local_name,
            added_at=self.created_at,
        )


class DevicesReply(Wire):
    """GET /subscription/devices."""

    devices: Items
    total: Integer = None
    device_limit: Integer = None

    def found(self) -> Devices:
        """The list; a limit of zero is none that is known."""
        items = tuple(item.device() for item in each(DeviceItem, self.devices))
        total = len(items) if self.total is None else max(self.total, 0)
        return Devices(items=items, total=total, limit=self.device_limit or None)


class PriceReply(Wire):
    """GET /subscription/devices/price; labels are rounded, so they are not read."""

    available: Flag
    devices: Integer = None
    total_price_kopeks: Integer = None
    current_device_limit: Integer = None
    max_device_limit: Integer = None
    days_left: Integer = None
    reason: Text = ""

    def offer(self, asked: int) -> SlotOffer:
        """What so many places cost."""
        price = self.total_price_kopeks
        return SlotOffer(
            available=bool(self.available),
            count=asked if self.devices is None else self.devices,
            price=None if price is None or price < 0 else Kopeks(price),
            limit=self.current_device_limit,
            highest=self.max_device_limit,
            days_left=self.days_left,
            reason=self.reason,
        )


class BoughtReply(Wire):
    """POST /subscription/devices/purchase; its message is the server's own language."""

    price_kopeks: Integer = None
    balance_kopeks: Integer = None

    def receipt(self) -> Receipt:
        """What was paid, and what is left."""
        return receipt(self.price_kopeks, self.balance_kopeks)


def receipt(paid: int | None, balance: int | None) -> Receipt:
    """A receipt of two amounts in kopeks, None where the server did not say."""
    return Receipt(
        paid=None if paid is None else Kopeks(paid),
        balance_after=None if balance is None else Kopeks(balance),
    )
