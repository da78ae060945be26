"""Support: the tickets beside the conversation of the one that is open."""

from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.locale import N_, _
from cabinet_tui.screens.conversation import ConversationScreen
from cabinet_tui.screens.dialogs.new_ticket import NewTicketDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.conversation_pane import ConversationPane
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.named_keys import key_named
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.ticket_list import TicketList

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_WIDE = 100


class SupportScreen(ConversationScreen):
    """The sixth section: two panes where there is room, else one after the other."""

    CSS_PATH = "support.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("n", "new_ticket", N_("New ticket"), id="support.new"),
        Binding("escape", "back", N_("Back"), key_display="esc", id="support.back"),
    )
    section = "support"

    list_note: reactive[Note] = reactive(Note())

    def compose_matter(self) -> ComposeResult:
        """The list at the left, the conversation and the reply at the right."""
        with Horizontal():
            with Vertical(id="list-pane"):
                yield Static(id="list-note", markup=False)
                yield TicketList().data_bind(
                    ConversationScreen.tickets,
                    StoreScreen.now,
                    open_id=ConversationScreen.ticket_id,
                )
            yield ConversationPane(id="chat-pane").data_bind(
                ConversationScreen.ticket_id,
                ConversationScreen.ticket,
                ConversationScreen.entries,
                ConversationScreen.is_blocked,
                StoreScreen.now,
                note=ConversationScreen.chat_note,
            )

    def mirror(self, state: AppState) -> None:
        """Also keep what was written before there was anything to keep it with."""
        super().mirror(state)
        empty = _("You have not written to support yet. Press {key} to ask something.")
        self.list_note = note_of(
            state.tickets, empty.format(key=key_named(self.app, "support.new"))
        )
        # News come while the screen is being taken down too.
        number = self.ticket_id if self.is_composed else None
        cabinet = self.host.cabinet
        if number is not None and cabinet is not None and state.session.signed_in:
            written = self.pane.composer.text
            if written and number not in state.drafts:
                cabinet.tickets.set_draft(number, written)

    def on_mount(self) -> None:
        """The list has the keys."""
        super().on_mount()
        self.query_one(TicketList).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Two panes where there is room."""
        self.set_class(event.size.width >= _WIDE, "-wide")

    def on_screen_resume(self) -> None:
        """Go on with the ticket that was asked for elsewhere, or with the one that was open."""
        asked = self.host.store.state.open_ticket
        if asked is not None and asked != self.ticket_id:
            self.show_ticket(asked)
        else:
            self.look()

    def show_ticket(self, ticket_id: int) -> None:
        """Open a ticket: its messages, its draft, the keys."""
        self.turn_to(ticket_id)
        self.query_one(TicketList).choose(ticket_id)
        self.pane.log_of_chat.focus()
        self.refresh_if_stale()

    def watch_ticket_id(self, ticket_id: int | None) -> None:
        """A narrow terminal shows the list or the conversation."""
        self.set_class(ticket_id is not None, "-chat")
        if ticket_id is None and self.is_composed:
            self.query_one(TicketList).focus()

    def watch_list_note(self, note: Note) -> None:
        """Say what there is to say of the list."""
        if self.is_composed:
            widget = self.query_one("#list-note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def load(self, cabinet: "Cabinet", *, force: bool) -> None:
        """The list, and the conversation that is open."""
        self._load_tickets(cabinet, force=force)
        if self.ticket_id is not None:
            self._load_conversation(cabinet, self.ticket_id, force=force)

    @work(exclusive=True, group="tickets.read")
    async def _load_tickets(self, cabinet: "Cabinet", *, force: bool) -> None:
        await (cabinet.tickets.refresh() if force else cabinet.tickets.refresh_if_stale())

    @work(exclusive=True, group="conversation.read")
    async def _load_conversation(self, cabinet: "Cabinet", ticket_id: int, *, force: bool) -> None:
        tickets = cabinet.tickets
        await (
            tickets.conversation(ticket_id) if force else tickets.conversation_if_stale(ticket_id)
        )

    @on(TicketList.Opened)
    def open_chosen(self, event: TicketList.Opened) -> None:
        """Open the ticket that was chosen."""
        event.stop()
        self.show_ticket(event.ticket_id)

    def action_back(self) -> None:
        """From the conversation to the list."""
        self.turn_to(None)

    @work(group="tickets.ask")
    async def action_new_ticket(self) -> None:
        """Begin a ticket, or go on with one that was begun."""
        opened = await self.app.push_screen_wait(NewTicketDialog())
        if opened is not None:
            self.show_ticket(opened)
