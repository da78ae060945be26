"""A link as plain text over the whole width, to be selected by hand."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class LinkTextDialog(ModalScreen[None], SpokenScreen[None]):
    """The link from edge to edge, with no border that a selection would catch."""

    CSS_PATH = "link_text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,l,q,enter", "dismiss", N_("Close"), id="link_text.close")
    )

    def __init__(self, link: str) -> None:
        super().__init__()
        self._link = link

    def compose(self) -> ComposeResult:
        """The text and how to go back."""
        with VerticalScroll():
            yield Static(Content(self._link), markup=False)
            yield Static(
                Content.styled(_("Select it with the mouse. Esc goes back."), "$text-muted"),
                classes="hint",
                markup=False,
            )
        yield KeyBar()
