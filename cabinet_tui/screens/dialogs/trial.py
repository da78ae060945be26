"""The trial: what it gives, what it asks for, for how many devices."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Static

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import Rejected
from cabinet_tui.domain.subscription import Channel, TrialOffer
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import number
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.plan_face import PlanFace
from cabinet_tui.screens.dialogs.quotes import trial_quote
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import Named, key_named
from cabinet_tui.widgets.plan_table import PlanTable
from cabinet_tui.widgets.qr import QrCode, QrKeys


class TrialDialog(PlanDialog):
    """A plan for the trial, with the channel that has to be joined and its code for a phone."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding(
            "plus,equals_sign", "devices(1)", N_("More devices"), key_display="+", id="trial.more"
        ),
        Binding("minus", "devices(-1)", N_("Fewer devices"), key_display="-", id="trial.fewer"),
        Binding("c", "copy_channel", N_("Copy the channel"), show=False, id="trial.copy"),
        Binding("f", "full_qr", N_("Full-screen QR"), show=False, id="trial.full_qr"),
    )

    offer: reactive[TrialOffer | None] = reactive[TrialOffer | None](None)
    may_count: reactive[bool] = reactive(default=False)

    mirrors: ClassVar = {
        "may_count": lambda state: Capability.TRIAL_DEVICES in state.capabilities,
        "offer": lambda state: state.trial.value,
    }

    def __init__(self) -> None:
        super().__init__(trial_quote())
        self._devices: int | None = None

    def compose_plan(self) -> ComposeResult:
        """The plan and the devices at the left, the code at the right."""
        with Horizontal(id="trial"):
            with Vertical(id="about"):
                yield PlanTable().data_bind(PlanFace.plan)
                with Horizontal(id="devices"):
                    yield Button("-", id="fewer", compact=True)
                    yield Static(id="count", markup=False)
                    yield Button("+", id="more", compact=True)
                yield Static(id="channel", markup=False)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("trial.copy"), named("trial.full_qr"))
                yield code

    @property
    def _channel(self) -> Channel | None:
        return next(iter(self.offer.channels), None) if self.offer else None

    @property
    def _most(self) -> int:
        return (self.may_count and self.offer and self.offer.devices) or 0

    @property
    def _chosen(self) -> int:
        return self._most if self._devices is None else self._devices

    def watch_offer(self) -> None:
        """Show the channel, and how many devices there can be."""
        if not self.is_composed:
            return
        channel = self._channel
        self.query_one("#devices").display = self._most > 1
        of = _("{count} of {most} devices").format(
            count=number(self._chosen), most=number(self._most)
        )
        self.query_one("#count", Static).update(of)
        self.query_one("#code").display = bool(channel and channel.url)
        self.query_one(QrCode).link = channel.url if channel else ""
        about = self.query_one("#channel", Static)
        about.display = channel is not None
        if channel is not None:
            about.update(_about(channel, partial(key_named, self.app)))
        self.refresh_bindings()

    def pay_label(self) -> str:
        """After a refusal, joining the channel is what was missing."""
        if isinstance(self.error, Rejected) and self._channel is not None:
            return _("I joined, try again")
        return super().pay_label()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a choice of devices, or a channel, there is nothing to act on."""
        match action:
            case "devices":
                return self._most > 1 and not self.is_busy
            case "copy_channel" | "full_qr":
                return bool(self._channel and self._channel.url)
        return super().check_action(action, parameters)

    def action_devices(self, more: int) -> None:
        """Ask for more devices, or for fewer."""
        chosen = max(1, min(self._most, self._chosen + more))
        if chosen != self._chosen and not self.is_busy:
            self._devices = chosen
            self.watch_offer()
            self.ask_for(trial_quote(chosen))

    @on(Button.Pressed, "#more, #fewer")
    def count_devices(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        event.stop()
        event.prevent_default()
        self.action_devices(1 if event.button.id == "more" else -1)

    @work(group="clipboard")
    async def action_copy_channel(self) -> None:
        """Send the link of the channel to the clipboard."""
        if self._channel is not None:
            await self.host.copy_text(self._channel.url)

    def action_full_qr(self) -> None:
        """Give the code of the channel the whole screen."""
        if self._channel is not None:
            self.app.push_screen(FullQrDialog(self._channel.url))


def _about(channel: Channel, named: Named) -> Content:
    keys = _("{copy} copies it, {larger} shows it larger.").format(
        copy=named("trial.copy"), larger=named("trial.full_qr")
    )
    return Content.assemble(
        (_("Join the channel first:"), "$text-warning"),
        "\n",
        channel.name if channel.name != channel.url else "",
        "\n" if channel.name != channel.url else "",
        channel.url,
        "\n",
        (keys, "$text-muted"),
    )
