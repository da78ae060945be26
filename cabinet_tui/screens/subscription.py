"""Subscription: how it is, how long it lasts, and the QR that connects a device."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.subscription import (
    RenewalOption,
    TrialOffer,
)
from cabinet_tui.domain.subscriptions import named_among
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.screens.dialogs.link_text import LinkTextDialog
from cabinet_tui.screens.dialogs.plan import PlanDialog
from cabinet_tui.screens.dialogs.quotes import renewal_quote
from cabinet_tui.screens.dialogs.renewal import RenewalDialog
from cabinet_tui.screens.dialogs.save_qr import SaveQrDialog
from cabinet_tui.screens.dialogs.trial import TrialDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.subscription_more import SubscriptionMore
from cabinet_tui.store.remote import Face
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.offers import trial_line
from cabinet_tui.widgets.qr import QrCode, QrKeys
from cabinet_tui.widgets.subscription_card import status_style
from cabinet_tui.widgets.subscription_facts import subscription_advice, subscription_facts
from cabinet_tui.widgets.wording import plan_line

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class SubscriptionScreen(SubscriptionMore):
    """The fourth section: facts at the left, the QR at the right."""

    CSS_PATH = "subscription.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("n", "renew", N_("Renew"), id="subscription.renew"),
        Binding("a", "autopay", N_("Autopay"), show=False, id="subscription.autopay"),
        Binding("y", "copy_link", N_("Copy link"), id="subscription.copy"),
        Binding("f", "full_qr", N_("Full-screen QR"), show=False, id="subscription.full_qr"),
        Binding("s", "save_qr", N_("Save the QR code"), show=False, id="subscription.save_qr"),
        Binding("l", "link_text", N_("Link as text"), show=False, id="subscription.link_text"),
        Binding("g", "trial", N_("Trial"), id="subscription.trial"),
    )
    section = "subscription"

    note: reactive[Note] = reactive(Note())
    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](())
    connection: reactive[str] = reactive("")
    trial: reactive[TrialOffer | None] = reactive[TrialOffer | None](None)

    mirrors: ClassVar = {
        **SubscriptionMore.mirrors,
        "subscription": lambda state: state.subscription.value,
        "trial": lambda state: (
            state.trial.value if state.trial.value and state.trial.value.available else None
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
                yield Static(id="note", markup=False)
                yield Static(id="advice", markup=False)
                yield Static(id="problem", markup=False)
                yield Facts().data_bind(SubscriptionScreen.facts)
            with Container(id="code"):
                code, named = QrCode(), partial(key_named, self.app)
                code.keys = QrKeys(named("subscription.copy"), named("subscription.full_qr"))
                yield code.data_bind(link=SubscriptionScreen.connection)

    def mirror(self, state: AppState) -> None:
        """Also what to say where there is none."""
        super().mirror(state)
        empty = _("There is no subscription yet. Press {key} to see the plans.")
        plans = key_named(self.app, "section.plans")
        self.note = note_of(state.subscription, empty.format(key=plans))

    def watch_subscription(self) -> None:
        """Write the facts anew."""
        self._write()
        self.refresh_bindings()

    def show_beside(self) -> None:
        """What is told beside it is part of the facts."""
        self._write()

    def watch_choice(self) -> None:
        """Say which one it is."""
        super().watch_choice()
        self._write()

    def watch_note(self) -> None:
        """Say what there is to say."""
        self._write()

    def watch_trial(self) -> None:
        """Without a subscription, a trial is a way to get one."""
        self._write()

    def watch_problem(self, problem: Note) -> None:
        """Say what is being done, or why it was not."""
        if self.is_composed:
            widget = self.query_one("#problem", Static)
            widget.update(problem.content())
            widget.display = bool(problem.text)

    def watch_now(self, now: datetime | None) -> None:
        """The days run out while one looks."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        self.query_one("#note", Static).update(self.note.content())
        self.query_one("#note").display = bool(self.note.text)
        subscription = self.subscription
        advice = self.query_one("#advice", Static)
        advice.update(Content.styled(self._advice(), "$text-warning"))
        advice.display = bool(self._advice())
        plan = self.query_one("#plan", Static)
        plan.display = subscription is not None
        self.query_one("#code").display = bool(self.connection)
        if subscription is None or self.now is None:
            self.facts = ()
            return
        heading = Content.styled(plan_line(subscription), status_style(subscription))
        if self.choice:
            words = _("{key} chooses another").format(
                key=key_named(self.app, "subscription.choose")
            )
            key = Content.styled(words, "$text-muted")
            heading = Content.assemble(heading, "\n", self.choice, "   ", key)
        plan.update(heading)
        self.facts = tuple(subscription_facts(self.app, subscription, self.now, self.beside))

    def _advice(self) -> str:
        """What to do next; empty when all is well."""
        if self.subscription is not None:
            named = partial(key_named, self.app)
            return subscription_advice(self.subscription, self.now, named)
        if self.trial is None:
            return ""
        line = trial_line(self.trial, ascii_only=self.host.ascii_only)
        key = key_named(self.app, "subscription.trial")
        return _("{trial}: press {key}.").format(trial=line, key=key)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The subscription, and what is told beside it."""
        super().load(cabinet, force=force)
        self._load_subscription(cabinet, force=force)

    @work(exclusive=True, group="subscription.read")
    async def _load_subscription(self, cabinet: "Cabinet", *, force: bool) -> None:
        service = cabinet.subscription
        await (service.refresh() if force else service.refresh_if_stale())
        if self.host.store.state.subscription.face is Face.EMPTY:
            await (service.refresh_trial() if force else service.refresh_trial_if_stale())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a link there is nothing to copy or to show, and so on."""
        held = self.subscription
        match action:
            case "copy_link" | "full_qr" | "link_text":
                return bool(self.connection)
            case "save_qr":
                return bool(self.connection or (held and held.qr_png))
            case "renew":
                return held is not None
            case "autopay":
                return held is not None and held.autopay is not None
            case "trial":
                return held is None and self.trial is not None
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
        self.app.push_screen(FullQrDialog(self.connection, connects=True))

    def action_link_text(self) -> None:
        """Show the link as text to select."""
        self.app.push_screen(LinkTextDialog(self.connection))

    def action_save_qr(self) -> None:
        """Save the code as a picture."""
        sent = self.subscription.qr_png if self.subscription else ""
        self.app.push_screen(SaveQrDialog(self.connection, sent))

    def action_trial(self) -> None:
        """Look at the trial before it begins."""
        self.app.push_screen(TrialDialog())

    def action_renew(self) -> None:
        """Choose how to go on, and see the plan."""

        def show(option: RenewalOption | None) -> None:
            if option is not None:
                quote = renewal_quote(option.days, option.traffic_gb)
                self.app.push_screen(PlanDialog(quote))

        self.app.push_screen(RenewalDialog(), show)

    @work(group="autopay")
    async def action_autopay(self) -> None:
        """Switch automatic payment, when the person says so."""
        cabinet, held = self.host.cabinet, self.subscription
        if cabinet is None or held is None or held.autopay is None:
            return
        enabled = not held.autopay
        question, yes = _autopay_question(enabled=enabled)
        name = named_among(self.host.store.state.subscriptions.value, held)
        if name:
            question = f"{name}. {question}"
        if not await self.app.push_screen_wait(ConfirmDialog(question, yes)):
            return
        self.problem = Note(_("It is being switched…"), NoteKind.BUSY)
        try:
            now = await self.host.carry_out(cabinet.subscription.set_autopay(enabled=enabled))
        except CabinetError as error:
            self.problem = Note(str(error), NoteKind.BAD)
            return
        self.problem = Note()
        self.app.notify(_("Autopay is on.") if now else _("Autopay is off."), markup=False)


def _autopay_question(*, enabled: bool) -> tuple[str, str]:
    if enabled:
        words = _("Switch autopay on? The service then renews the subscription from the balance.")
        return words, _("Switch on")
    words = _("Switch autopay off? The subscription then ends unless you renew it yourself.")
    return words, _("Switch off")
