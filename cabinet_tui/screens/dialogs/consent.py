"""The documents that a service wants accepted before it lets anybody in."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.dialogs.page import PageDialog
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.consent_wording import document_title, page_of
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named


class ConsentDialog(ModalScreen[bool], SpokenScreen[bool]):
    """True when the person accepts them all; each can be read here first."""

    CSS_PATH = "consent.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("a", "accept", N_("Accept"), id="consent.accept"),
        Binding("escape", "refuse", N_("Do not accept"), key_display="esc", id="consent.refuse"),
    )

    def __init__(self, documents: Sequence[str]) -> None:
        """``documents`` are named as the server names them."""
        super().__init__()
        self._documents = documents

    def compose(self) -> ComposeResult:
        """What they are called, and what the keys do."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content.styled(_("Documents to accept"), "bold"), markup=False)
            asked = _("The service makes no account without your consent to these documents:")
            yield Static(asked, markup=False)
            yield OptionList(
                *(Option(Content(document_title(name))) for name in self._documents),
                markup=False,
                compact=True,
            )
            hint = _(
                "Enter shows the text. With {key} you accept all of them, Esc goes back."
            ).format(key=key_named(self.app, "consent.accept"))
            yield Static(hint, id="hint", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """The list has the keys."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _read(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        page = page_of(self._documents[event.option_index])
        if page is None:
            self.app.notify(_("The service has no text of this to show."), markup=False)
        else:
            self.app.push_screen(PageDialog(page))

    def action_accept(self) -> None:
        """Say yes to all of them."""
        self.dismiss(True)

    def action_refuse(self) -> None:
        """Go back; nothing was agreed to."""
        self.dismiss(False)
