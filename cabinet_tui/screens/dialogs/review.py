"""What is about to be sent, once more and in full, with yes and no."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class ReviewDialog(ModalScreen[bool], SpokenScreen[bool]):
    """A question, ``(name, value)`` below it, warnings; True when the person said yes.

    The cursor stands on no. Everything is shown whole: what does not fit scrolls.
    """

    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("y", "answer(True)", N_("Yes"), id="review.yes"),
        Binding("n", "answer(False)", N_("No"), id="review.no"),
        Binding("escape", "answer(False)", N_("No"), show=False, id="review.escape"),
        Binding("left,right", "app.focus_next", show=False),
    )

    def __init__(
        self,
        question: str,
        facts: Sequence[tuple[str, str]],
        yes: str,
        warnings: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._question = question
        self._facts = tuple((name, Content(value)) for name, value in facts)
        self._yes = yes
        self._warnings = warnings

    def compose(self) -> ComposeResult:
        """The question, what it is about, and two buttons."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(self._question, "bold"), id="title", markup=False)
            facts = Facts()
            facts.facts = self._facts
            yield facts
            for warning in self._warnings:
                told = Content.styled(warning, "$text-warning")
                yield Static(told, classes="warning", markup=False)
            with Horizontal(classes="answers"):
                yield Button(_("Cancel"), id="no", compact=True)
                # Content: the label of a button is markup otherwise.
                yield Button(Content(self._yes), id="yes", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        """Nothing is done by the first key."""
        self.query_one("#no").focus()

    @on(Button.Pressed)
    def answered(self, event: Button.Pressed) -> None:
        """A button is an answer."""
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:
        """A key is an answer."""
        self.dismiss(yes)
