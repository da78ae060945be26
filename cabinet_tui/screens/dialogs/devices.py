"""The devices of the subscription: which there are, and how many there may be."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import N_, _, ngettext
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.rename_device import RenameDeviceDialog
from cabinet_tui.screens.dialogs.slots import SlotsDialog
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.widgets.device_list import DeviceList
from cabinet_tui.widgets.device_wording import device_title, slots_line
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note, NoteKind

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class DevicesDialog(StoreDialog[None]):
    """A line for each device; what the keys do is about the one under the cursor."""

    CSS_PATH = "devices.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("e", "rename", N_("Rename"), id="devices.rename"),
        Binding("x", "remove", N_("Remove"), id="devices.remove"),
        Binding("a", "remove_all", N_("Remove all"), id="devices.remove_all"),
        Binding("b", "buy", N_("Buy places"), id="devices.buy"),
        Binding("r", "reload", N_("Refresh"), id="devices.reload"),
        Binding("escape,d,q", "dismiss", N_("Close"), id="devices.close"),
        Binding("y", "copy_line", N_("Copy this line"), show=False, id="devices.copy_line"),
    )

    devices: reactive[Devices | None] = reactive[Devices | None](None)
    note: reactive[Note] = reactive(Note())
    problem: reactive[Note] = reactive(Note())

    mirrors: ClassVar = {
        "devices": lambda state: state.devices.value,
        "note": lambda state: note_of(state.devices, _("There is no subscription yet.")),
    }

    def compose(self) -> ComposeResult:
        """How many, the list, and what went wrong."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Devices"), "bold"), id="title", markup=False)
            yield Static(id="count", markup=False)
            yield Static(id="note", markup=False)
            yield DeviceList()
            yield Static(id="problem", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.query_one(DeviceList).focus()
        self._read(force=False)

    def watch_devices(self, devices: Devices | None) -> None:
        """Show them."""
        if not self.is_composed:
            return
        shown = self.query_one(DeviceList)
        shown.devices = devices.items if devices else ()
        shown.display = bool(shown.devices)
        self.query_one("#count", Static).update(self._count())
        if shown.devices and self.focused is None:
            shown.focus()
        self.refresh_bindings()

    def _count(self) -> str:
        if self.devices is None:
            return ""
        if not self.devices.total:
            line = slots_line(self.devices)
            return f"{line}. " + _("A device comes here when it first connects by the link.")
        return slots_line(self.devices)

    def watch_note(self, note: Note) -> None:
        """Say how well they are known."""
        self._say("#note", note)

    def watch_problem(self, problem: Note) -> None:
        """Say what is being done, or why it was not."""
        self._say("#problem", problem)

    def _say(self, selector: str, note: Note) -> None:
        if self.is_composed:
            widget = self.query_one(selector, Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    @on(OptionList.OptionHighlighted)
    def _pointed(self) -> None:
        """What can be done depends on the device."""
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Enter renames."""
        event.stop()
        self.action_rename()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a device there is nothing to act on; one without an id cannot be named."""
        match action:
            case "rename" | "remove":
                device = self.query_one(DeviceList).pointed_at if self.is_composed else None
                return bool(device and device.id)
            case "remove_all":
                return bool(self.devices and self.devices.total)
            case "buy":
                return self.devices is not None
        return super().check_action(action, parameters)

    def action_reload(self) -> None:
        """Ask once more."""
        self._read(force=True)

    def _read(self, *, force: bool) -> None:
        if self.host.cabinet is not None:
            self._load(self.host.cabinet, force=force)

    @work(exclusive=True, group="devices.read")
    async def _load(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.devices
        await (service.refresh() if force else service.refresh_if_stale())

    def action_rename(self) -> None:
        """Give the device a name."""
        device = self.query_one(DeviceList).pointed_at
        if device is not None and device.id:
            self.problem = Note()
            self.app.push_screen(RenameDeviceDialog(device))

    @work(group="devices.write")
    async def action_remove(self) -> None:
        """Remove the device, when the person says so."""
        cabinet, device = self.host.cabinet, self.query_one(DeviceList).pointed_at
        if cabinet is None or device is None or not device.id:
            return
        question = _(
            "Remove “{device}”? Its place becomes free; it comes back when it loads the link again."
        ).format(device=device_title(device))
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Remove"))):
            await self._do(cabinet.devices.remove(device.id))

    @work(group="devices.write")
    async def action_remove_all(self) -> None:
        """Remove every device, when the person says so."""
        cabinet, devices = self.host.cabinet, self.devices
        if cabinet is None or devices is None:
            return
        question = ngettext(
            "Remove the one device? It comes back when it loads the link again.",
            "Remove all {count} devices? They come back when they load the link again.",
            devices.total,
        ).format(count=number(devices.total))
        if await self.app.push_screen_wait(ConfirmDialog(question, _("Remove all"))):
            await self._do(cabinet.devices.remove_all())

    async def _do(self, change: Coroutine[None, None, None]) -> None:
        self.problem = Note(_("It is being done…"), NoteKind.BUSY)
        try:
            await self.host.carry_out(change)
        except CabinetError as error:
            self.problem = Note(str(error), NoteKind.BAD)
        else:
            self.problem = Note()

    def action_buy(self) -> None:
        """Look at what more places cost."""
        self.app.push_screen(SlotsDialog(), lambda _done: self._read(force=True))
