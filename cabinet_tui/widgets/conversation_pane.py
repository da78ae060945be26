"""A conversation with its head, and the place to write a reply or why there is none."""

from collections.abc import Sequence
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.locale import _
from cabinet_tui.widgets.chat_entry import ChatEntry
from cabinet_tui.widgets.chat_head import chat_head
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.composer import Composer
from cabinet_tui.widgets.message_area import MessageArea
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note


class ConversationPane(Vertical):
    """Shows one ticket at a time, or that none is open."""

    DEFAULT_CSS = """
    ConversationPane #chat-head {
        height: 1;
        margin-bottom: 1;
        padding: 0 0 0 2;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    ConversationPane #chat-note, ConversationPane #ended, ConversationPane #nothing {
        display: none;
        height: auto;
        padding: 0 1;
    }
    ConversationPane #ended { color: $text-warning; }
    """

    ticket_id: reactive[int | None] = reactive[int | None](None)
    ticket: reactive[Ticket | None] = reactive[Ticket | None](None)
    entries: reactive[Sequence[ChatEntry]] = reactive[Sequence[ChatEntry]](())
    is_blocked: reactive[bool] = reactive(False)
    """Whether support lets nobody answer here."""
    note: reactive[Note] = reactive(Note())
    now: reactive[datetime | None] = reactive[datetime | None](None)

    def compose(self) -> ComposeResult:
        """Head, what is wrong, messages, reply."""
        yield Static(id="nothing", markup=False)
        yield Static(id="chat-head", markup=False)
        yield Static(id="chat-note", markup=False)
        yield ChatLog().data_bind(ConversationPane.entries, ConversationPane.now)
        yield Composer()
        yield Static(id="ended", markup=False)

    def on_mount(self) -> None:
        """Nothing is open yet."""
        self._arrange()

    @property
    def log_of_chat(self) -> ChatLog:
        """The messages."""
        return self.query_one(ChatLog)

    @property
    def composer(self) -> Composer:
        """The reply."""
        return self.query_one(Composer)

    @property
    def may_write(self) -> bool:
        """Whether a reply can be written."""
        is_closed = self.ticket is not None and self.ticket.is_closed
        return self.ticket_id is not None and not is_closed and not self.is_blocked

    @property
    def failed(self) -> int | None:
        """The message to send again: the marked one, else the last that failed."""
        marked = self.log_of_chat.marked
        if marked is not None and marked.has_failed:
            return marked.local_id
        numbers = [entry.local_id for entry in self.entries if entry.has_failed]
        return numbers[-1] if numbers else None

    def begin(self, ticket_id: int, draft: str) -> None:
        """Another ticket: its messages are shown from their end, its draft is gone on with."""
        self.log_of_chat.start_anew()
        self.composer.show_draft(ticket_id, draft)

    def watch_ticket_id(self) -> None:
        """One is open, or none is."""
        self._arrange()

    def watch_ticket(self, before: Ticket | None, ticket: Ticket | None) -> None:
        """Head and end of the conversation follow the ticket."""
        self._arrange()
        if before and ticket and before.id == ticket.id and ticket.is_closed:
            # The place to write may have had the keys.
            self.log_of_chat.focus()

    def watch_is_blocked(self) -> None:
        """The place to write goes and comes back."""
        self._arrange()

    def watch_note(self, note: Note) -> None:
        """Say what there is to say."""
        if self.is_mounted:
            widget = self.query_one("#chat-note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def _arrange(self) -> None:
        if not self.is_mounted:
            return
        is_open = self.ticket_id is not None
        for place in ("#chat-head", "ChatLog"):
            self.query_one(place).display = is_open
        self.composer.display = self.may_write
        ended = self.query_one("#ended", Static)
        ended.display = is_open and not self.may_write
        ended.update(Content(self._why_ended()))
        nothing = self.query_one("#nothing", Static)
        nothing.display = not is_open
        nothing.update(Content.styled(_("Enter opens a ticket."), "$text-muted"))
        self._write_head()

    def _why_ended(self) -> str:
        if self.is_blocked and not (self.ticket and self.ticket.is_closed):
            return _("Support takes no more answers in this ticket.")
        return _(
            "This ticket is closed: nothing more can be written in it. {key} opens a new one."
        ).format(key=key_named(self.app, "support.new"))

    @on(ChatLog.Marked)
    def _write_head(self) -> None:
        if self.ticket_id is not None:
            head = chat_head(self.ticket_id, self.ticket, self.log_of_chat.missed)
            self.query_one("#chat-head", Static).update(head)

    @on(MessageArea.Left)
    def _leave_composer(self, event: MessageArea.Left) -> None:
        event.stop()
        self.log_of_chat.focus()
