"""A name of one's own for a device."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from cabinet_tui.domain.devices import Device
from cabinet_tui.locale import _
from cabinet_tui.screens.dialogs.form_dialog import FormDialog
from cabinet_tui.widgets.device_wording import device_maker, device_title
from cabinet_tui.widgets.entry import Entry
from cabinet_tui.widgets.form import Field, Form

if TYPE_CHECKING:
    from cabinet_tui.screens.store_screen import Host


class RenameDeviceDialog(FormDialog[bool]):
    """True when it was renamed."""

    def __init__(self, device: Device) -> None:
        super().__init__()
        self._device = device

    def on_mount(self) -> None:
        """The name is what one came to type, whether there is one or not."""
        self.query_one(Entry).focus()

    def title_text(self) -> str:
        """What the dialog is called."""
        return _("Name the device")

    def introduction(self) -> str:
        """Which one it is, and how the name goes away again."""
        kind = device_maker(self._device) or device_title(self._device)
        return _("{device}. Left empty, it is called by its maker again.").format(device=kind)

    def fields(self) -> Sequence[Field]:
        """The name."""
        return [Field("name", _("Name"), value=self._device.name, optional=True)]

    def send_text(self) -> str:
        """What the button says."""
        return _("Rename")

    async def send(self, form: Form) -> bool:
        """Give it the name."""
        host = cast("Host", self.app)
        if host.cabinet is None:
            return False
        work = host.cabinet.devices.rename(self._device.id, form.value("name"))
        await host.carry_out(work)
        return True
