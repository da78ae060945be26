"""What /subscription/devices takes and answers."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.extras.holdings import KnownDevice


class DeviceBody(BaseModel):
    """One device."""

    hwid: str
    platform: str
    device_model: str
    created_at: datetime
    local_name: str | None

    @classmethod
    def of(cls, device: KnownDevice) -> "DeviceBody":
        """The device as it is sent."""
        return cls(
            hwid=device.hwid,
            platform=device.platform,
            device_model=device.model,
            created_at=device.created_at,
            local_name=device.name,
        )


class DevicesBody(BaseModel):
    """GET /subscription/devices."""

    devices: list[DeviceBody]
    total: int
    device_limit: int


class RenameOrder(BaseModel):
    """PATCH /subscription/devices/{hwid}/name; nothing takes the name away."""

    name: str | None = None


class Renamed(BaseModel):
    """What a device is called now."""

    hwid: str
    local_name: str | None


class Removed(BaseModel):
    """DELETE /subscription/devices/{hwid}."""

    success: bool = True
    message: str = "Device deleted successfully"
    deleted_hwid: str


class AllRemoved(BaseModel):
    """DELETE /subscription/devices."""

    success: bool = True
    message: str = "All devices deleted"
    deleted_count: int


class SlotsOrder(BaseModel):
    """POST /subscription/devices/purchase."""

    devices: Annotated[int, Field(ge=1, le=100)]


class SlotsRefused(BaseModel):
    """GET /subscription/devices/price when nothing can be bought."""

    available: bool = False
    reason: str
    current_device_limit: int
    max_device_limit: int


class SlotsPrice(BaseModel):
    """GET /subscription/devices/price; kopeks, labels are rounded."""

    available: bool = True
    devices: int
    price_per_device_kopeks: int
    price_per_device_label: str
    total_price_kopeks: int
    total_price_label: str
    current_device_limit: int
    max_device_limit: int
    can_add: int
    days_left: int
    base_device_price_kopeks: int


class SlotsBought(BaseModel):
    """What was paid, and what the limit and the balance are now."""

    success: bool = True
    message: str
    devices_added: int
    new_device_limit: int
    price_kopeks: int
    price_label: str
    balance_kopeks: int
    balance_label: str


def rounded(kopeks: int) -> str:
    """An amount as this server labels it: whole roubles."""
    return f"{kopeks // 100} ₽"
