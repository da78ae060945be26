"""An address as text: whole, to be selected, and to be clicked."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.style import Style
from textual.widgets import Static


class LinkText(Static):
    """Wrapped over as many lines as it needs; terminals that know hyperlinks see one."""

    DEFAULT_CSS = """
    LinkText { height: auto; text-wrap: wrap; text-overflow: fold; color: $text-accent; }
    LinkText:hover { text-style: underline; }
    """

    @dataclass
    class Clicked(Message):
        """The address was clicked, not selected."""

        url: str

    url: reactive[str] = reactive("")

    def __init__(self, url: str = "") -> None:
        super().__init__(markup=False)
        self.set_reactive(LinkText.url, url)

    def on_mount(self) -> None:
        """Show it."""
        self.watch_url(self.url)

    def watch_url(self, url: str) -> None:
        """Show this one; it was checked where it was parsed."""
        self.update(Content.styled(url, Style(link=url)) if url else "")

    def on_click(self, event: events.Click) -> None:
        """A click opens; the end of a selection does not."""
        event.stop()
        if self.url and not self.screen.get_selected_text():
            self.post_message(self.Clicked(self.url))
