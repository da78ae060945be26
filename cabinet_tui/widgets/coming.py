"""A section that is not built yet."""

from textual.content import Content
from textual.widget import Widget

from cabinet_tui.locale import _


class Coming(Widget):
    """Says what will be here, and that it is not here yet."""

    DEFAULT_CSS = """
    Coming { height: auto; }
    """

    def __init__(self, promise: str) -> None:
        super().__init__()
        self._promise = promise

    def render(self) -> Content:
        """Two lines."""
        return Content.assemble(
            self._promise,
            "\n",
            (_("This version cannot do it yet: use the web cabinet for now."), "$text-muted"),
        )
