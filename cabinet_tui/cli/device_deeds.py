"""Changes of devices as deeds: a name, one removed, all removed."""

from abc import abstractmethod
from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.domain.devices import Device, Devices
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.services.cabinet import Cabinet


async def _read(cabinet: "Cabinet") -> Devices:
    """The devices; raises NotFound without a subscription."""
    from cabinet_tui.cli.devices import read

    found = await read(cabinet)
    if found is None:
        raise NotFound(detail=_("There is no subscription yet."))
    return found


class _ToDevices(Deed[Devices, Devices]):
    """What is planned are the devices there are; what comes of it are those afterwards."""

    async def plan(self, cabinet: "Cabinet") -> Devices:
        """The devices it is about."""
        return await _read(cabinet)

    def show(self, planned: Devices, paper: "Paper") -> None:
        """Write which ones."""
        from cabinet_tui.widgets.device_wording import device_kind, device_title

        for device in planned.items:
            paper.line(
                ", ".join(part for part in (device_title(device), device_kind(device)) if part)
            )

    def planned_document(self, planned: Devices) -> "Mapping[str, Json]":
        """Which ones."""
        from cabinet_tui.cli.documents import devices_document

        return {"planned": devices_document(planned)}

    async def carry_out(self, cabinet: "Cabinet", planned: Devices) -> Devices:
        """Do it; the devices as they are then."""
        await self._change(cabinet)
        return cabinet.store.state.devices.value or Devices()

    @abstractmethod
    async def _change(self, cabinet: "Cabinet") -> None:
        """The one request."""

    def if_unanswered(self) -> str:
        """Where it would be seen."""
        return _("Look at “cabinet-tui devices” before you try again.")

    def tell(self, planned: Devices, result: Devices, paper: "Paper") -> None:
        """Write how many there are."""
        from cabinet_tui.widgets.device_wording import slots_line

        paper.line(_("Done."))
        paper.line(slots_line(result))

    def result_document(self, result: Devices) -> "Mapping[str, Json]":
        """The devices there are."""
        from cabinet_tui.cli.documents import devices_document

        return devices_document(result)


class _ToOne(_ToDevices):
    """The same about one device."""

    def __init__(self, device_id: str) -> None:
        self._id = device_id

    async def plan(self, cabinet: "Cabinet") -> Devices:
        """The one it is about; raises NotFound when there is none of this id."""
        found = await _read(cabinet)
        device = found.with_id(self._id)
        if device is None:
            raise NotFound(detail=_("There is no device {id}.").format(id=self._id))
        return Devices((device,), found.total, found.limit)


class Rename(_ToOne):
    """Gives a device a name."""

    def __init__(self, device_id: str, name: str) -> None:
        super().__init__(device_id)
        self._name = " ".join(name.split())

    def is_needless(self, planned: Devices) -> bool:
        """Whether it is called so already."""
        return _one(planned).name == self._name

    def show(self, planned: Devices, paper: "Paper") -> None:
        """Write what it is called and what it would be."""
        from cabinet_tui.widgets.device_wording import device_title

        device = _one(planned)
        after = self._name or device.model or _("no name")
        paper.table([(device_title(device), "→", after)])

    def question(self, planned: Devices) -> str:
        """Whether to rename it."""
        return _("Rename it?")

    async def _change(self, cabinet: "Cabinet") -> None:
        await cabinet.devices.rename(self._id, self._name)


class Remove(_ToOne):
    """Removes a device."""

    def question(self, planned: Devices) -> str:
        """Whether to remove it."""
        return _("Remove it? It comes back when it loads the link again.")

    async def _change(self, cabinet: "Cabinet") -> None:
        await cabinet.devices.remove(self._id)


class RemoveAll(_ToDevices):
    """Removes every device."""

    def is_needless(self, planned: Devices) -> bool:
        """Whether there is none."""
        return not planned.total

    def question(self, planned: Devices) -> str:
        """Whether to remove them."""
        return _("Remove all of them? They come back when they load the link again.")

    async def _change(self, cabinet: "Cabinet") -> None:
        await cabinet.devices.remove_all()


def _one(planned: Devices) -> Device:
    (device,) = planned.items
    return device
