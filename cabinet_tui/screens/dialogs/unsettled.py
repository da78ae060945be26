"""A request without a known end: look again, or put it away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Button, Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.money_request import Entry
from cabinet_tui.domain.money_words import request_title, standing_words, what_became
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import moment, money
from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note, NoteKind

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet


class UnsettledDialog(StoreDialog[None]):
    """What was sent, when, and that nobody knows what came of it. It goes once that is known."""

    CSS_PATH = "unsettled.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("r", "look", N_("Look again"), id="unsettled.look"),
        Binding("d", "put_away", N_("Put away"), id="unsettled.put_away"),
        Binding("escape,q", "dismiss", N_("Close"), id="unsettled.close"),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    )

    open_money: reactive[Sequence[Entry]] = reactive[Sequence[Entry]](())

    mirrors: ClassVar = {"open_money": lambda state: state.open_money}

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        self._is_looking = False

    def compose(self) -> ComposeResult:
        """The facts, what there is to say, and the answers."""
        with VerticalScroll(classes="dialog", can_focus=False):
            title = request_title(self._entry.request)
            yield Static(Content.styled(title, "bold"), markup=False)
            yield Static()
            facts = Facts()
            facts.facts = tuple((name, Content(text)) for name, text in self._facts())
            yield facts
            yield Static(id="message", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("Close"), id="close", compact=True)
                yield Button(_("Look again"), id="look", compact=True)
                yield Button(_("Put away"), id="put-away", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Say what is known."""
        super().on_mount()
        self._say(Note(self._advice(), NoteKind.BAD))
        self.query_one("#close").focus()

    def _facts(self) -> list[tuple[str, str]]:
        request = self._entry.request
        amount = money(request.amount, ascii_only=self.host.ascii_only) if request.amount else ""
        return [
            (_("amount"), amount),
            (_("method"), request.method),
            (_("sent"), moment(self._entry.at, self.host.clock.now())),
            (_("standing"), standing_words(self._entry)),
        ]

    def mirror(self, state: AppState) -> None:
        """Go away when it is known, or put away elsewhere: the end is told in a notice."""
        super().mirror(state)
        ours = [entry for entry in state.open_money if entry.id == self._entry.id]
        if self.is_composed and self.is_active and not any(entry.is_open for entry in ours):
            self.dismiss()

    def action_look(self) -> None:
        """Look what became of it, now."""
        if self.host.cabinet is not None and not self._is_looking:
            self._look(self.host.cabinet)

    @work(group="journal.read")
    async def _look(self, cabinet: "Cabinet") -> None:
        self._is_looking = True
        self._say(Note(_("Looking…"), NoteKind.BUSY))
        try:
            await self.host.carry_out(cabinet.journal.reconcile())
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))
        else:
            self._say(Note(f"{what_became(self._entry)} {self._advice()}", NoteKind.BAD))
        finally:
            self._is_looking = False

    def action_put_away(self) -> None:
        """The person knows, or does not mind: it is not spoken of any more."""
        if self.host.cabinet is not None:
            self._put_away(self.host.cabinet)

    @work(group="journal.write")
    async def _put_away(self, cabinet: "Cabinet") -> None:
        try:
            await self.host.carry_out(cabinet.journal.dismiss(self._entry.id))
        except CabinetError as error:
            self._say(Note(str(error), NoteKind.BAD))

    def _say(self, note: Note) -> None:
        if self.is_composed:
            self.query_one("#message", Static).update(note.content())

    @on(Button.Pressed)
    def press_button(self, event: Button.Pressed) -> None:
        """A button does what its key does."""
        event.stop()
        match event.button.id:
            case "look":
                self.action_look()
            case "put-away":
                self.action_put_away()
            case _:
                self.dismiss()

    def _advice(self) -> str:
        return _(
            "No answer came, and the account does not tell whether it was done. Look at the history"
            " ({key}); once you know, or do not mind, put it away."
        ).format(key=key_named(self.app, "section.balance"))
