"""How a plan stands before the person: what it says, and which answers there are."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Static

from cabinet_tui.domain.errors import CabinetError, OutcomeUnknown
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.plan import Plan
from cabinet_tui.domain.refusals import OutcomeFound, ServerRequired
from cabinet_tui.domain.subscriptions import named_among
from cabinet_tui.locale import _
from cabinet_tui.locale.formats import money
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.note import Note, NoteKind
from cabinet_tui.widgets.plan_table import PlanTable
from cabinet_tui.widgets.plan_wording import pay_label


class PlanFace(StoreDialog[None]):
    """The plan, what there is to say of it, and a button for each answer; it does nothing.

    The cursor stands on going back.
    """

    plan: reactive[Plan | None] = reactive[Plan | None](None)
    is_busy: reactive[bool] = reactive(False)
    error: reactive[CabinetError | None] = reactive[CabinetError | None](None)

    is_settled: reactive[bool] = reactive(False)

    def compose(self) -> ComposeResult:
        """The plan, what there is to say, and the answers."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(id="subject", markup=False)
            yield from self.compose_plan()
            yield Static(id="message", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Back"), id="leave", compact=True)
                yield Button("", id="pay", compact=True)
                yield Button("", id="top-up", compact=True)
                yield Button(_("Choose a server"), id="server", compact=True)
        yield KeyBar()

    def compose_plan(self) -> ComposeResult:
        """What is above the answers."""
        yield PlanTable().data_bind(PlanFace.plan)

    def on_mount(self) -> None:
        """Nothing is done by the first key."""
        self.query_one("#leave").focus()

    @property
    def can_pay(self) -> bool:
        """Whether saying yes would carry the plan out."""
        if self.plan is None or self.is_busy or self.is_settled or self.is_unclear:
            return False
        return self.plan.is_affordable

    @property
    def can_top_up(self) -> bool:
        """Whether money is what is missing."""
        return self.plan is not None and not self.plan.is_affordable and not self.is_busy

    @property
    def is_unclear(self) -> bool:
        """Whether nobody knows what became of the plan: then it is not offered again here."""
        if isinstance(self.error, OutcomeFound):
            return self.error.outcome is not Outcome.NOT_CHARGED
        return isinstance(self.error, OutcomeUnknown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that have nothing to act on are not there."""
        match action:
            case "pay":
                return self.can_pay
            case "top_up":
                return self.can_top_up
            case "choose_server":
                return isinstance(self.error, ServerRequired)
            case "requote":
                return self.error is not None and not self.is_unclear and not self.is_busy
        return super().check_action(action, parameters)

    def watch_plan(self) -> None:
        """Show what can be done with it."""
        self._write()

    def watch_is_busy(self) -> None:
        """Say that it is being done."""
        self._write()

    def watch_error(self) -> None:
        """Say what went wrong."""
        self._write()

    def _write(self) -> None:
        if not self.is_composed:
            return
        subject = self.query_one("#subject", Static)
        subject.update(Content.styled(self._subject(), "$text-warning"))
        subject.display = bool(self._subject())
        note = self._note()
        message = self.query_one("#message", Static)
        message.update(note.content())
        message.display = bool(note.text)
        self._label("#pay", self.pay_label(), shown=self.can_pay)
        self._label("#top-up", self._top_up_label(), shown=self.can_top_up)
        self.query_one("#server").display = isinstance(self.error, ServerRequired)
        if self.focused is None or not self.focused.display:
            self.query_one("#leave").focus()
        self.refresh_bindings()

    def _label(self, selector: str, text: str, *, shown: bool) -> None:
        button = self.query_one(selector, Button)
        # Content: the label of a button is markup otherwise.
        button.label = Content(text)
        button.display = shown

    def _note(self) -> Note:
        if self.is_busy:
            return Note(
                _("It is being done. You may leave: a notice tells the end."), NoteKind.BUSY
            )
        if self.error is not None:
            return Note(str(self.error), NoteKind.BAD)
        if self.plan is None:
            return Note(_("Loading…"), NoteKind.BUSY)
        if not self.plan.is_affordable:
            return Note(
                _("The balance is short of {amount}. Top up, and this is offered again.").format(
                    amount=self._money(self.plan.missing)
                )
            )
        return Note()

    def _subject(self) -> str:
        """Which of several subscriptions it is about."""
        listed = self.host.store.state.subscriptions.value
        name = named_among(listed, self.plan.subscription) if self.plan else ""
        return _("For the subscription {name}").format(name=name) if name else ""

    def pay_label(self) -> str:
        """What the button that carries it out says."""
        return pay_label(self.plan, ascii_only=self.host.ascii_only) if self.plan else ""

    def _top_up_label(self) -> str:
        missing = self.plan.missing if self.plan else 0
        return _("Top up {amount}").format(amount=self._money(missing))

    def _money(self, amount: int) -> str:
        return money(amount, ascii_only=self.host.ascii_only)
