"""Where a reply is written: the text, how to send it, and what is wrong with it."""

from dataclasses import dataclass

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalGroup
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Static, TextArea

from cabinet_tui.domain.ticket import MESSAGE_MOST
from cabinet_tui.locale import _
from cabinet_tui.widgets.message_area import MessageArea, length_line
from cabinet_tui.widgets.named_keys import key_named


class Composer(VerticalGroup):
    """Knows which ticket its text belongs to, so that a draft never lands in another one."""

    DEFAULT_CSS = """
    Composer {
        MessageArea { max-height: 6; }
        Horizontal { height: 1; }
        #hint { width: 1fr; color: $text-muted; padding: 0 1; }
        #hint { text-wrap: nowrap; text-overflow: ellipsis; }
        #length { width: auto; margin-right: 2; }
        #complaint { display: none; height: auto; color: $text-error; padding: 0 1; }
    }
    """

    @dataclass
    class Written(Message):
        """The text of a ticket has changed."""

        ticket_id: int
        text: str

    @dataclass
    class Sent(Message):
        """The text of a ticket is to be sent; the composer is empty by now."""

        ticket_id: int
        text: str

    def __init__(self) -> None:
        super().__init__()
        self.ticket_id: int | None = None

    def compose(self) -> ComposeResult:
        """The text, what is wrong, the keys and the button."""
        yield MessageArea(_("Write to support"), id="reply")
        yield Static(id="complaint", markup=False)
        with Horizontal():
            hint = _("{key} sends, Enter begins a new line")
            key = key_named(self.app, "message.send")
            yield Static(hint.format(key=key), id="hint", markup=False)
            yield Static(id="length", markup=False)
            yield Button(_("Send"), id="send", compact=True)

    @property
    def text(self) -> str:
        """What is written and not sent."""
        return self.query_one(MessageArea).text

    def show_draft(self, ticket_id: int, text: str) -> None:
        """Go on with what was begun for a ticket."""
        self.ticket_id = ticket_id
        self.complain("")
        self.query_one(MessageArea).put(text)
        self._count(text)

    def give_back(self, text: str, complaint: str) -> None:
        """What was sent was not taken: it is here again, before what was written since."""
        area = self.query_one(MessageArea)
        area.put("\n".join(part for part in (text, area.text) if part))
        self.complain(complaint)

    def complain(self, complaint: str) -> None:
        """Say what is wrong; nothing with an empty text."""
        widget = self.query_one("#complaint", Static)
        widget.update(Content(complaint))
        widget.display = bool(complaint)

    def write(self) -> None:
        """Take the keys."""
        self.query_one(MessageArea).focus()

    @on(TextArea.Changed)
    def _written(self, event: TextArea.Changed) -> None:
        event.stop()
        text = event.text_area.text
        self._count(text)
        if text:
            self.complain("")
        if self.ticket_id is not None:
            self.post_message(self.Written(self.ticket_id, text))

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self._send(self.query_one(MessageArea).text)

    @on(MessageArea.Sent)
    def _sent(self, event: MessageArea.Sent) -> None:
        event.stop()
        self._send(event.text)

    def _send(self, text: str) -> None:
        area = self.query_one(MessageArea)
        if not text.strip():
            self.complain(_("There is nothing to send."))
        elif len(text.strip()) > MESSAGE_MOST:
            self.complain(_("This is too long for one message: send it in two."))
        elif self.ticket_id is not None:
            self.complain("")
            area.put("")
            self.post_message(self.Sent(self.ticket_id, text))
        area.focus()

    def _count(self, text: str) -> None:
        self.query_one("#length", Static).update(length_line(text))
