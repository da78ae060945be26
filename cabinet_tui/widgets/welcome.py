"""The three lines that a person sees once."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.widgets import Static


class Welcome(Static):
    """Says where to look; any key or click puts it away."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Welcome { height: auto; padding: 0 1; border-left: thick $accent; background: $boost; }
    """

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(Content("\n").join(Content(line) for line in lines), markup=False)

    def on_click(self, event: events.Click) -> None:
        """It has been seen."""
        event.stop()
        self.remove()
