"""In which language the service writes."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.account_language import LanguageChoice
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class LanguageDialog(ModalScreen[str | None], SpokenScreen[str | None]):
    """Gives back the code of the language that was chosen, None when it stays as it is."""

    CSS_PATH = "language.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,q", "leave", N_("Close"), id="language.close")
    )

    def __init__(self, choice: LanguageChoice) -> None:
        super().__init__()
        self._choice = choice

    def compose(self) -> ComposeResult:
        """A line each, with the cursor on the one in use."""
        words = _(
            "Letters, notices and texts of the service come in this language."
            " So does the program, unless another one is chosen in its settings."
        )
        with Vertical(classes="dialog"):
            yield Static(Content.styled(_("Language of the account"), "bold"), markup=False)
            yield Static(Content.styled(words, "$text-muted"), markup=False)
            yield OptionList(
                *(
                    Option(Content.assemble(language.name, "  ", (language.code, "$text-muted")))
                    for language in self._choice.languages
                ),
                markup=False,
                compact=True,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """The cursor is on the one in use."""
        codes = [language.code for language in self._choice.languages]
        if self._choice.current in codes:
            self.query_one(OptionList).highlighted = codes.index(self._choice.current)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Give its code back."""
        event.stop()
        code = self._choice.languages[event.option_index].code
        self.dismiss(None if code == self._choice.current else code)

    def action_leave(self) -> None:
        """Leave it as it is."""
        self.dismiss(None)
