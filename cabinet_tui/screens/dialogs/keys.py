"""The keys of a screen, as a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.key_help import KeyGroup
from cabinet_tui.screens.spoken import SpokenScreen
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import with_twins

_SIDE_BY_SIDE = 76


class KeysDialog(ModalScreen[None], SpokenScreen[None]):
    """Key and meaning, a line each; closed by the keys that a person tries first."""

    CSS_PATH = "keys.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,question_mark,f1,q,enter", "dismiss", N_("Close"), id="keys.close")
    )

    def __init__(self, groups: Sequence[KeyGroup]) -> None:
        super().__init__()
        self.HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_SIDE_BY_SIDE, "-wide")]
        self._groups = groups

    def compose(self) -> ComposeResult:
        """A list for each group, beside each other where there is room."""
        with VerticalScroll(classes="dialog"):
            with Container(id="groups"):
                for group in self._groups:
                    yield Static(_list_of(group), classes="group", markup=False)
            yield Static(
                Content.styled(
                    _("Letters work on the Russian layout too. Esc closes."), "$text-muted"
                ),
                classes="hint",
                markup=False,
            )
        yield KeyBar()


def _list_of(group: KeyGroup) -> Content:
    width = max(Content(keys).cell_length for keys, _meaning in group.lines)
    lines = [Content.styled(group.title, "bold")]
    for keys, meaning in group.lines:
        gap = " " * (width - Content(keys).cell_length)
        lines.append(Content.assemble(gap, (keys, "bold $accent"), "  ", meaning))
    return Content("\n").join(lines)
