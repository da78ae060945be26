"""All that is known of one thing, a line for each fact."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.facts import Facts
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class FactsDialog(ModalScreen[None], SpokenScreen[None]):
    """A title and ``(name, value)`` below it; nothing is cut off, empty values are left out."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,enter,q", "dismiss", N_("Close"), id="facts.close")
    )

    def __init__(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        self._facts = tuple((name, Content(value)) for name, value in facts)

    def compose(self) -> ComposeResult:
        """The lines."""
        with VerticalScroll(classes="dialog"):
            yield Static(Content.styled(self._title, "bold"), markup=False)
            yield Static()
            facts = Facts()
            facts.facts = self._facts
            yield facts
        yield KeyBar()
