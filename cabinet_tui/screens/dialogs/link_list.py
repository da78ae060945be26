"""The links of a text, to choose one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cabinet_tui.domain.links import TextLink
from cabinet_tui.locale import N_, _
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins


class LinkListDialog(ModalScreen[TextLink | None], SpokenScreen[TextLink | None]):
    """Gives back the link that was chosen; each is told with the host it leads to."""

    CSS_PATH = "link_list.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,q", "dismiss", N_("Close"), id="link_list.close")
    )

    def __init__(self, links: Sequence[tuple[str, TextLink]]) -> None:
        """``links`` are the words in the text and where they lead."""
        super().__init__()
        self._links = links

    def compose(self) -> ComposeResult:
        """A line each."""
        with Vertical(classes="dialog"):
            yield Static(Content.styled(_("Links"), "bold"), markup=False)
            yield OptionList(
                *(
                    Option(
                        Content.assemble(" ".join(words.split()), "  ", (link.host, "$text-muted"))
                    )
                    for words, link in self._links
                ),
                markup=False,
                compact=True,
            )
        yield KeyBar()

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Give it back."""
        event.stop()
        self.dismiss(self._links[event.option_index][1])
