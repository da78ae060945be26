"""Sentences about devices. Also used by the command line."""

from cabinet_tui.domain.devices import Device, Devices
from cabinet_tui.locale import _, ngettext
from cabinet_tui.locale.formats import number


def device_title(device: Device) -> str:
    """What a device is called: by its owner, else by its maker."""
    return device.name or device.model or device.platform or _("a device without a name")


def device_maker(device: Device) -> str:
    """What its maker calls it: ``Pixel 8, Android``."""
    return ", ".join(part for part in (device.model, device.platform) if part)


def device_kind(device: Device) -> str:
    """What it is, as far as its name does not say it: ``Pixel 8, Android``."""
    parts = (device.model if device.name else "", device.platform)
    title = device_title(device)
    return ", ".join(part for part in parts if part and part != title)


def slots_used(devices: Devices) -> str:
    """How many of the places are taken: ``3 of 5``."""
    if devices.limit is None:
        return number(devices.total)
    return _("{used} of {limit}").format(used=number(devices.total), limit=number(devices.limit))


def slots_line(devices: Devices) -> str:
    """The same with the word: ``3 of 5 devices``."""
    if devices.limit is None:
        return ngettext("{count} device", "{count} devices", devices.total).format(
            count=number(devices.total)
        )
    return ngettext("{used} of {count} device", "{used} of {count} devices", devices.limit).format(
        used=number(devices.total), count=number(devices.limit)
    )
