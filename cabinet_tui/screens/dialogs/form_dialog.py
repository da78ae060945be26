"""A dialog that is a form: what was typed goes out from here, and a refusal is shown in place."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.form import Field, Form
from cabinet_tui.widgets.key_bar import KeyBar

A = TypeVar("A")
R = TypeVar("R")
Send = Callable[[A], Awaitable[R]]
"""Does what was asked for; raises CabinetError, which the dialog shows."""


class FormDialog(ModalScreen[R | None], SpokenScreen[R | None], Generic[R]):
    """Gives back what sending gave, or None when the person went away."""

    CSS_PATH = "form_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back"), id="form.leave"),
    ]

    def compose(self) -> ComposeResult:
        """Title, what it is for, the form, and the keys."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(self.title_text(), "bold"), id="title", markup=False)
            yield Static(Content(self.introduction()), id="introduction", markup=False)
            yield Form(self.fields(), send=self.send_text(), sending=_("Sending…"))
            yield Static(self.hint(), id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """What is filled in already need not be typed again."""
        self.query_one(Form).start()

    @abstractmethod
    def title_text(self) -> str:
        """What the dialog is called."""

    def introduction(self) -> str:
        """What it is for; nothing when the title says it."""
        return ""

    @abstractmethod
    def fields(self) -> Sequence[Field]:
        """The lines of the form."""

    @abstractmethod
    def send_text(self) -> str:
        """What the button says."""

    def hint(self) -> str:
        """What the keys do."""
        return _("Enter goes on, Esc goes back.")

    @abstractmethod
    async def send(self, form: Form) -> R:
        """Do what was asked for; raises CabinetError."""

    @on(Form.Sent)
    def _send(self, event: Form.Sent) -> None:
        event.stop()
        event.form.busy = True
        self._carry_out(event.form)

    @work(group="form.write")
    async def _carry_out(self, form: Form) -> None:
        try:
            result = await self.send(form)
        except CabinetError as error:
            form.error = error
        else:
            form.clear(secrets_only=True)
            self._give(result)
        finally:
            form.busy = False

    def _give(self, result: R) -> None:
        """Close with a result; whatever was opened over the dialog goes first.

        Signing in may have taken the screen away already, and the dialog with it.
        """
        if self in self.app.screen_stack:
            self.pop_until_active()
            self.dismiss(result)

    def action_leave(self) -> None:
        """Go away; not while an answer is awaited, which nobody would hear then."""
        if not self.query_one(Form).busy:
            self.dismiss(None)
