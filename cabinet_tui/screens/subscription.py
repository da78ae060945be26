"""Subscription: how it is, how long it lasts, and the QR that connects a device."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.subscription import Subscription
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import traffic
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.link_text import LinkTextDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.qr import QrCode
from cabinet_tui.widgets.subscription_card import status_style
from cabinet_tui.widgets.traffic_bar import traffic_bar
from cabinet_tui.widgets.wording import (
    autopay_state,
    devices_count,
    plan_line,
    server_names,
    until_line,
)

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_BAR_WIDTH = 20


class SubscriptionScreen(StoreScreen):
    """The fourth section: facts at the left, the QR at the right."""

    CSS_PATH = "subscription.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "copy_link", N_("Copy link"), id="subscription.copy"),
        Binding("f", "full_qr", N_("Full-screen QR"), id="subscription.full_qr"),
        Binding("l", "link_text", N_("Link as text"), show=False, id="subscription.link_text"),
    )
    section = "subscription"

    subscription: reactive[Subscription | None] = reactive[Subscription | None](None)
    note: reactive[Note] = reactive(Note())
    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](())
    connection: reactive[str] = reactive("")

    mirrors: ClassVar = {
        "subscription": lambda state: state.subscription.value,
        "note": lambda state: note_of(
            state.subscription,
            _("There is no subscription yet. Press 3 to see the plans."),
        ),
        "connection": lambda state: (
            state.subscription.value.link if state.subscription.value else ""
        ),
    }

    def compose_matter(self) -> ComposeResult:
        """The facts give way; the code keeps its place."""
        with Horizontal():
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="plan", markup=False)
                yield Facts().data_bind(SubscriptionScreen.facts)
                yield Static(id="note", markup=False)
            with Container(id="code"):
                yield QrCode().data_bind(link=SubscriptionScreen.connection)

    def watch_subscription(self) -> None:
        """Write the facts anew."""
        self._write()

    def watch_note(self) -> None:
        """Say what there is to say."""
        self._write()

    def watch_now(self, now: datetime | None) -> None:
        """The days run out while one looks."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        self.query_one("#note", Static).update(self.note.content())
        self.query_one("#note").display = bool(self.note.text)
        subscription = self.subscription
        plan = self.query_one("#plan", Static)
        plan.display = subscription is not None
        self.query_one("#code").display = bool(self.connection)
        if subscription is None or self.now is None:
            self.facts = ()
            return
        plan.update(Content.styled(plan_line(subscription), status_style(subscription)))
        self.facts = tuple(self._facts(subscription, self.now))

    def _facts(self, subscription: Subscription, now: datetime) -> list[tuple[str, Content]]:
        used = subscription.traffic.used, subscription.traffic.limit
        return [
            (_("until"), Content(until_line(subscription, now))),
            (_("traffic"), Content(traffic(*used))),
            ("", traffic_bar(self.app, subscription.traffic, _BAR_WIDTH)),
            (_("devices"), Content(devices_count(subscription))),
            (_("server"), Content(server_names(tuple(subscription.servers)))),
            (_("autopay"), Content(autopay_state(subscription))),
            (_("link"), Content(subscription.link or _("the server sent none"))),
        ]

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The subscription."""
        self._load_subscription(cabinet, force=force)

    @work(exclusive=True, group="subscription.read")
    async def _load_subscription(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscription
        await (service.refresh() if force else service.refresh_if_stale())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is nothing to copy or to show."""
        if action in {"copy_link", "full_qr", "link_text"}:
            return bool(self.connection)
        return super().check_action(action, parameters)

    def watch_connection(self) -> None:
        """The keys of the link come and go with it."""
        self.refresh_bindings()
        self._write()

    @work(group="clipboard")
    async def action_copy_link(self) -> None:
        """Send the link to the clipboard."""
        await self.host.copy_text(self.connection)

    def action_full_qr(self) -> None:
        """Give the code the whole screen."""
        self.app.push_screen(FullQrDialog(self.connection))

    def action_link_text(self) -> None:
        """Show the link as text to select."""
        self.app.push_screen(LinkTextDialog(self.connection))
