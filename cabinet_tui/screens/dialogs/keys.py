"""The keys of a screen, as a list."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.widgets.keyboard import with_twins

_KEY_WIDTH = 10


class KeysDialog(ModalScreen[None]):
    """Key and meaning, a line each; closed by the keys that a person tries first."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("escape,question_mark,q,enter", "dismiss", N_("Close"), id="keys.close")
    )

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(classes="dialog"):
            yield Static(Content.styled(_("Keys of this screen"), "bold"), markup=False)
            for key, description in self._keys:
                line = Content.assemble((key.rjust(_KEY_WIDTH), "bold $accent"), "  ", description)
                yield Static(line, markup=False)
