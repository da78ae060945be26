"""A table whose cells are written in tones; under other colours they are written anew."""

from collections.abc import Mapping
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

MUTED, GOOD, MARK, STRONG = "muted", "good", "mark", "strong"
"""The tones of a text besides the plain one, which is empty."""
CELL_PADDING = 1


class InkedTable(DataTable[Text]):
    """A row is chosen as a whole; a subclass says how ``draw_rows`` puts all of them in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "inked-table--muted",
        "inked-table--good",
        "inked-table--mark",
        "inked-table--strong",
    }
    DEFAULT_CSS = """
    InkedTable {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    InkedTable > .inked-table--muted { color: $text-muted; }
    InkedTable > .inked-table--good { color: $text-success; }
    InkedTable > .inked-table--mark { color: $text-accent; }
    InkedTable > .inked-table--strong { text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=False, cell_padding=CELL_PADDING)
        self._inks: Mapping[str, Style] = {}

    def draw_rows(self) -> None:
        """Clear the table and put everything in, in the ``tones`` there are now."""
        raise NotImplementedError

    def tones(self) -> Mapping[str, Style]:
        """The styles by tone; asking for them means that the rows are drawn in them."""
        self._inks = self._present()
        return self._inks

    def _present(self) -> Mapping[str, Style]:
        return {
            "": Style(),
            **{
                tone: self.get_component_rich_style(f"inked-table--{tone}", partial=True)
                for tone in (MUTED, GOOD, MARK, STRONG)
            },
        }

    def notify_style_update(self) -> None:
        """Look whether the rows are still in the right colours."""
        super().notify_style_update()
        # Textual tells of the styles of the table first, and works out those of the tones after.
        self.call_next(self._draw_in_new_colours)

    def _draw_in_new_colours(self) -> None:
        """A row keeps what it was drawn in."""
        if self._inks and self._present() != self._inks:
            self.draw_rows()
