"""The devices of a subscription, one to be pointed at."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from cabinet_tui.domain.devices import Device
from cabinet_tui.locale.formats import day
from cabinet_tui.widgets.device_wording import device_kind, device_title

_GAP = 3
_WIDEST = 26


class DeviceList(OptionList):
    """A line for each: what it is called, since when it is there, what it is."""

    DEFAULT_CSS = """
    DeviceList {
        height: auto;
        max-height: 14;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    devices: reactive[Sequence[Device]] = reactive[Sequence[Device]]((), init=False)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)

    @property
    def pointed_at(self) -> Device | None:
        """The device under the cursor."""
        place = self.highlighted
        known = self.devices
        return known[place] if place is not None and place < len(known) else None

    def watch_devices(self, devices: Sequence[Device]) -> None:
        """Show these, with the cursor where it was."""
        highlighted = self.highlighted
        titles = [_cut(Content(device_title(device))) for device in devices]
        width = max((title.cell_length for title in titles), default=0) + _GAP
        dates = [day(device.added_at) if device.added_at else "" for device in devices]
        dates_width = max(map(len, dates), default=0)
        self.set_options(
            Option(
                Content.assemble(
                    title.pad_right(width - title.cell_length),
                    date.ljust(dates_width + _GAP) if dates_width else "",
                    (device_kind(device), "$text-muted"),
                )
            )
            for device, title, date in zip(devices, titles, dates, strict=True)
        )
        if devices:
            self.highlighted = min(highlighted or 0, len(devices) - 1)


def _cut(title: Content) -> Content:
    """A title that leaves room for the rest."""
    return title.truncate(_WIDEST, ellipsis=True) if title.cell_length > _WIDEST else title
