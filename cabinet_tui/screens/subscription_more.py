"""What some servers let one do with a subscription: devices, traffic, a new link, a pause."""

from datetime import datetime, timedelta
from math import ceil
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.daily import Daily
from cabinet_tui.domain.devices import Devices
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.devices import DevicesDialog
from cabinet_tui.screens.dialogs.revoke import RevokeDialog
from cabinet_tui.screens.dialogs.traffic import TrafficDialog
from cabinet_tui.screens.dialogs.web_link import WebLinkDialog
from cabinet_tui.screens.subscription_pace import SubscriptionPace
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.pause_wording import pause_question
from cabinet_tui.widgets.subscription_facts import Beside

if TYPE_CHECKING:
    from textual.timer import Timer

    from cabinet_tui.services.cabinet import Cabinet

_SECOND = 1.0


class SubscriptionMore(SubscriptionPace):
    """Keys that are there where the server can; a screen adds what it shows itself."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("d", "devices", N_("Devices"), show=False, id="subscription.devices"),
        Binding("m", "more_traffic", N_("More traffic"), show=False, id="subscription.traffic"),
        Binding("u", "count", N_("Count the traffic"), show=False, id="subscription.count"),
        Binding("p", "pause", N_("Pause or go on"), show=False, id="subscription.pause"),
        Binding("v", "revoke", N_("New link"), show=False, id="subscription.revoke"),
    )

    subscription: reactive[Subscription | None] = reactive[Subscription | None](None)
    capabilities: reactive[frozenset[Capability]] = reactive[frozenset[Capability]](frozenset())
    devices: reactive[Devices | None] = reactive[Devices | None](None)
    count_at: reactive[datetime | None] = reactive[datetime | None](None)
    count_wait: reactive[int] = reactive(0)
    problem: reactive[Note] = reactive(Note())
    _seconds: "Timer | None" = None

    mirrors: ClassVar = {
        **SubscriptionPace.mirrors,
        "capabilities": lambda state: state.capabilities,
        "devices": lambda state: state.devices.value,
        "count_at": lambda state: state.traffic_count_at,
    }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What the server cannot do, or what there is nothing of, has no key."""
        held, can = self.subscription, self.capabilities
        match action:
            case "devices":
                return held is not None and Capability.DEVICES in can
            case "more_traffic":
                return self._sells_traffic
            case "count":
                # None: the key is there, and does nothing while it counts down.
                if held is None or Capability.TRAFFIC_REFRESH not in can:
                    return False
                return None if self.count_wait else True
            case "pause":
                return self._daily is not None and Capability.PAUSE in can
            case "revoke":
                return held is not None and Capability.REVOKE_LINK in can
        return super().check_action(action, parameters)

    @property
    def _sells_traffic(self) -> bool:
        """Whether more can be bought: not where there is no limit."""
        held = self.subscription
        limited = held is not None and held.traffic.limit is not None
        return limited and Capability.TRAFFIC_PACKAGES in self.capabilities

    @property
    def _daily(self) -> Daily | None:
        return self.subscription.daily if self.subscription else None

    @property
    def beside(self) -> Beside:
        """What the facts tell beside the subscription itself."""
        can = self.capabilities
        return Beside(
            devices=self.devices if Capability.DEVICES in can else None,
            lists_devices=Capability.DEVICES in can,
            counts=Capability.TRAFFIC_REFRESH in can,
            count_wait=self.count_wait,
            pauses=Capability.PAUSE in can,
            sells_traffic=self._sells_traffic,
            renews_link=Capability.REVOKE_LINK in can,
            pace=self.pace,
        )

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """How many devices there are."""
        super().load(cabinet, force=force)
        if Capability.DEVICES in self.host.store.state.capabilities:
            self._load_devices(cabinet, force=force)

    @work(exclusive=True, group="devices.read")
    async def _load_devices(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.devices
        await (service.refresh() if force else service.refresh_if_stale())

    def watch_count_at(self, at: datetime | None) -> None:
        """Count the seconds down until the traffic may be counted again."""
        if at is not None and self._seconds is None:
            self._seconds = self.set_interval(_SECOND, self._second)
        self._second()

    def _second(self) -> None:
        left = self.count_at - self.host.clock.now() if self.count_at else timedelta()
        self.count_wait = max(0, ceil(left.total_seconds()))
        if not self.count_wait and self._seconds is not None:
            self._seconds.stop()
            self._seconds = None

    def watch_capabilities(self) -> None:
        """Keys come and go with what the server can."""
        self.refresh_bindings()
        self.show_beside()

    def watch_devices(self) -> None:
        """Say how many there are."""
        self.show_beside()

    def watch_count_wait(self) -> None:
        """The key comes back."""
        self.refresh_bindings()
        self.show_beside()

    def action_devices(self) -> None:
        """Show who connects."""
        self.app.push_screen(DevicesDialog())

    def action_more_traffic(self) -> None:
        """Show what traffic is sold."""
        self.app.push_screen(TrafficDialog())

    @work(group="traffic.count")
    async def action_count(self) -> None:
        """Have the traffic counted now."""
        cabinet = self.host.cabinet
        if cabinet is None or self.count_wait:
            return
        self.problem = Note(_("The traffic is being counted…"), NoteKind.BUSY)
        try:
            await self.host.carry_out(cabinet.traffic.count_again())
        except CabinetError as error:
            self.problem = Note(str(error), NoteKind.BAD)
        else:
            self.problem = Note()

    def action_revoke(self) -> None:
        """Make the link anew, when the person types the word for it."""

        def show(link: str | None) -> None:
            if link:
                self.app.push_screen(
                    WebLinkDialog(_("The new link. Set every device up with it."), link)
                )
            elif link is not None:
                words = _("The old link has ended. The new one is not known yet: press {key}.")
                told = words.format(key=key_named(self.app, "refresh"))
                self.app.notify(told, severity="warning", markup=False)

        self.app.push_screen(RevokeDialog(), show)

    @work(group="pause")
    async def action_pause(self) -> None:
        """Halt the daily tariff or let it go on, when the person says so."""
        cabinet, held = self.host.cabinet, self.subscription
        if cabinet is None or held is None or held.daily is None:
            return
        paused = not held.daily.is_paused
        question = pause_question(held, ascii_only=self.host.ascii_only)
        yes = _("Pause") if paused else _("Go on")
        if not await self.app.push_screen_wait(ConfirmDialog(question, yes)):
            return
        self.problem = Note(_("It is being switched…"), NoteKind.BUSY)
        try:
            now = await self.host.carry_out(cabinet.pause.set_paused(paused=paused))
        except CabinetError as error:
            self.problem = Note(str(error), NoteKind.BAD)
            return
        self.problem = Note()
        self.app.notify(
            _("The tariff is paused.") if now else _("The tariff goes on."), markup=False
        )
