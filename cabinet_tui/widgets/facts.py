"""Names and values under each other; a long value goes on under itself."""

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

_GAP = 2


class Facts(Widget):
    """Lines of ``(name, value)``; an empty value is left out with its name."""

    DEFAULT_CSS = """
    Facts { height: auto; }
    """

    facts: reactive[Sequence[tuple[str, Content]]] = reactive[Sequence[tuple[str, Content]]](
        (), layout=True
    )

    def _lines(self, width: int) -> list[Content]:
        shown = [(name, value) for name, value in self.facts if value.cell_length]
        indent = max((Content(name).cell_length for name, _value in shown), default=0) + _GAP
        lines = []
        for name, value in shown:
            for number, line in enumerate(value.wrap(max(8, width - indent))):
                head = name if number == 0 else ""
                padding = " " * (indent - Content(head).cell_length)
                lines.append(Content.assemble((head, "$text-muted"), padding, line))
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as the lines need."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines."""
        return Content("\n").join(self._lines(self.size.width))
