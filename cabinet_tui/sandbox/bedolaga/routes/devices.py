"""/subscription/devices: who connects, what they are called, and places for more."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Held, Say
from cabinet_tui.sandbox.bedolaga.extras.holdings import KnownDevice
from cabinet_tui.sandbox.bedolaga.money import charge
from cabinet_tui.sandbox.bedolaga.schemas.devices import (
    AllRemoved,
    DeviceBody,
    DevicesBody,
    Removed,
    Renamed,
    RenameOrder,
    SlotsBought,
    SlotsOrder,
    SlotsPrice,
    SlotsRefused,
    rounded,
)
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.scenarios.venom import TEXTS
from cabinet_tui.sandbox.state import Account, Subscription

router = APIRouter(prefix="/subscription/devices")

MOST = 10
A_PLACE_KOPEKS = 6_000
A_MONTH = 30
_FIRST = (
    ("a1f0-pixel", "Android", "Pixel 8", None, 41),
    ("b2e1-macbook", "macOS", "MacBookPro18,3", "Рабочий ноутбук", 12),
    ("c3d2/tv box", "Android TV", "MiBOX4", None, 3),
)


def seed(box: Sandbox, account: Account) -> None:
    """Three devices; one that could not be named in a path as it is."""
    held = account.subscription
    if held is None or not held.devices:
        return
    now = box.clock.now()
    known = box.extras.of(account).of(held).devices
    for hwid, platform, model, name, days in _FIRST[: held.devices]:
        known.append(KnownDevice(hwid, platform, model, now - timedelta(days=days), name))
    if box.scenario.distortions:
        for place, text in enumerate(TEXTS[:4]):
            known.append(KnownDevice(f"venom-{place}{text[:9]}", text, text, now, text))


@router.get("")
async def devices(box: Box, caller: Caller, held: Held, say: Say) -> WireJSON:
    """The devices of the subscription."""
    known = box.extras.of(caller).of(held).devices
    body = DevicesBody(
        devices=[DeviceBody.of(device) for device in known],
        total=len(known),
        device_limit=held.max_devices,
    )
    return say(body)


@router.patch("/{hwid:path}/name")
async def rename(
    box: Box, caller: Caller, held: Held, say: Say, hwid: str, body: RenameOrder
) -> WireJSON:
    """Give a device a name of its own."""
    for device in box.extras.of(caller).of(held).devices:
        if device.hwid == hwid:
            device.name = (body.name or "").strip() or None
            return say(Renamed(hwid=hwid, local_name=device.name))
    raise HTTPException(404, "Device not found")


@router.delete("")
async def remove_all(box: Box, caller: Caller, held: Held, say: Say) -> WireJSON:
    """Forget all devices."""
    known = box.extras.of(caller).of(held).devices
    count = len(known)
    known.clear()
    held.devices = 0
    return say(AllRemoved(deleted_count=count))


@router.delete("/{hwid:path}")
async def remove(box: Box, caller: Caller, held: Held, say: Say, hwid: str) -> WireJSON:
    """Forget a device; an unknown one counts as forgotten."""
    extras = box.extras.of(caller).of(held)
    extras.devices = [device for device in extras.devices if device.hwid != hwid]
    held.devices = len(extras.devices)
    return say(Removed(deleted_hwid=hwid))


@router.get("/price")
async def price(box: Box, held: Held, say: Say, devices: int = 1) -> WireJSON:
    """What so many more places cost until the subscription ends."""
    refused = _objection(box, held, devices)
    if refused:
        return say(
            SlotsRefused(
                reason=refused, current_device_limit=held.max_devices, max_device_limit=MOST
            )
        )
    one = _price_of_one(box, held)
    body = SlotsPrice(
        devices=devices,
        price_per_device_kopeks=one,
        price_per_device_label=rounded(one),
        total_price_kopeks=one * devices,
        total_price_label=rounded(one * devices),
        current_device_limit=held.max_devices,
        max_device_limit=MOST,
        can_add=MOST - held.max_devices,
        days_left=_days_left(box, held),
        base_device_price_kopeks=A_PLACE_KOPEKS,
    )
    return say(body)


@router.post("/purchase")
async def purchase(box: Box, caller: Caller, held: Held, say: Say, body: SlotsOrder) -> WireJSON:
    """Buy more places."""
    refused = _objection(box, held, body.devices)
    if refused:
        raise HTTPException(400, refused)
    paid = _price_of_one(box, held) * body.devices
    charge(box, caller, paid, f"Покупка {body.devices} устройств")
    held.max_devices += body.devices
    box.extras.of(caller).of(held).extra_devices += body.devices
    reply = SlotsBought(
        message=f"Добавлено {body.devices} устройств",
        devices_added=body.devices,
        new_device_limit=held.max_devices,
        price_kopeks=paid,
        price_label=rounded(paid),
        balance_kopeks=caller.ledger.balance,
        balance_label=rounded(caller.ledger.balance),
    )
    return say(reply)


def _objection(box: Sandbox, held: Subscription, wanted: int) -> str:
    """Why so many places cannot be bought; empty when they can."""
    if held.is_trial or not held.is_active(box.clock.now()):
        return "Докупка устройств недоступна"
    if wanted < 1 or held.max_devices + wanted > MOST:
        return f"Максимум устройств: {MOST}"
    return ""


def _days_left(box: Sandbox, held: Subscription) -> int:
    """Whole days, the one that has begun counted."""
    return max(1, -((box.clock.now() - held.expires_at) // timedelta(days=1)))


def _price_of_one(box: Sandbox, held: Subscription) -> int:
    return A_PLACE_KOPEKS * _days_left(box, held) // A_MONTH
