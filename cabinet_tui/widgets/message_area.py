"""A text of several lines: enter begins a new one, other keys send it."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from cabinet_tui.domain.ticket import MESSAGE_MOST
from cabinet_tui.locale import N_, ngettext
from cabinet_tui.locale.formats import number
from cabinet_tui.widgets.keyboard import with_twins

_COUNTED_FROM = 0.8


class MessageArea(TextArea):
    """Ctrl+S sends from every terminal; ctrl+enter and alt+enter where they arrive as such."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding(
            "ctrl+s,ctrl+enter,alt+enter",
            "send",
            N_("Send"),
            key_display="^s",
            id="message.send",
        ),
        Binding("escape", "leave", N_("Back"), key_display="esc", id="message.leave"),
    )
    DEFAULT_CSS = """
    MessageArea {
        height: auto;
        min-height: 1;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Sent(Message):
        """The text is to be sent."""

        text: str

    @dataclass
    class Left(Message):
        """The person goes back to what was before; the text stays."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(
            id=id,
            compact=True,
            placeholder=Content(placeholder),
            highlight_cursor_line=False,
            show_line_numbers=False,
        )
        self.cursor_blink = False

    def put(self, text: str) -> None:
        """Show this text, with the cursor at its end."""
        if text != self.text:
            self.text = text
            self.move_cursor(self.document.end)

    def action_send(self) -> None:
        """Ask for it to be sent."""
        self.post_message(self.Sent(self.text))

    def action_leave(self) -> None:
        """Go back."""
        self.post_message(self.Left())


def length_line(text: str, most: int = MESSAGE_MOST) -> Content:
    """How long a text is of what it may be; by how much it is too long; nothing when short."""
    length = len(text.strip())
    if length > most:
        over = length - most
        words = ngettext("{count} character too many", "{count} characters too many", over)
        return Content.styled(words.format(count=number(over)), "$text-error")
    if length < most * _COUNTED_FROM:
        return Content()
    return Content.styled(f"{number(length)} / {number(most)}", "$text-muted")
