"""Support: the tickets beside the conversation of the one that is open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widgets import Static

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.ticket import Conversation, Ticket
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import clock, day
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.message import MessageDialog
from cabinet_tui.screens.dialogs.new_ticket import NewTicketDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.chat_entry import ChatEntry, entries_of
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.composer import Composer
from cabinet_tui.widgets.conversation_pane import ConversationPane
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note
from cabinet_tui.widgets.ticket_list import TicketList

if TYPE_CHECKING:
    from cabinet_tui.domain.outbox import OutboxMessage
    from cabinet_tui.services.cabinet import Cabinet

_WIDE = 100
_IN_CHAT = frozenset({"write", "copy_message", "close_ticket", "try_again", "discard", "back"})

_NOT_IN_CHAT = frozenset({"support.new", "top_up", "refresh"})
_NOT_IN_TROUBLE = frozenset({"support.close", "support.copy"})


class SupportScreen(StoreScreen):
    """The sixth section: two panes where there is room, else one after the other."""

    CSS_PATH = "support.tcss"
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("n", "new_ticket", N_("New ticket"), id="support.new"),
        Binding("w", "write", N_("Write"), id="support.write"),
        Binding("y", "copy_message", N_("Copy"), id="support.copy"),
        Binding("a", "try_again", N_("Again"), id="support.try_again"),
        Binding("x", "discard", N_("Discard"), id="support.discard"),
        Binding("c", "close_ticket", N_("Close"), id="support.close"),
        Binding("escape", "back", N_("Back"), key_display="esc", id="support.back"),
    )
    section = "support"

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The footer has room for what is done with a conversation, or for the rest."""
        found = super().active_bindings
        if self.ticket_id is None:
            return found
        hidden = _NOT_IN_CHAT | (_NOT_IN_TROUBLE if self._pane.failed is not None else frozenset())
        return {
            key: active._replace(binding=replace(active.binding, show=False))
            if active.binding.id in hidden
            else active
            for key, active in found.items()
        }

    tickets: reactive[Sequence[Ticket]] = reactive[Sequence[Ticket]](())
    list_note: reactive[Note] = reactive(Note())
    ticket_id: reactive[int | None] = reactive[int | None](None)
    ticket: reactive[Ticket | None] = reactive[Ticket | None](None)
    entries: reactive[Sequence[ChatEntry]] = reactive[Sequence[ChatEntry]](())
    chat_note: reactive[Note] = reactive(Note())
    may_close: reactive[bool] = reactive(False)

    mirrors: ClassVar = {
        "tickets": lambda state: state.tickets.value or (),
        "list_note": lambda state: note_of(
            state.tickets,
            _("You have not written to support yet. Press n to ask something."),
        ),
        "may_close": lambda state: Capability.CLOSE_TICKET in state.capabilities,
    }

    def compose_matter(self) -> ComposeResult:
        """The list at the left, the conversation and the reply at the right."""
        with Horizontal():
            with Vertical(id="list-pane"):
                yield Static(id="list-note", markup=False)
                yield TicketList().data_bind(
                    SupportScreen.tickets, StoreScreen.now, open_id=SupportScreen.ticket_id
                )
            yield ConversationPane(id="chat-pane").data_bind(
                SupportScreen.ticket_id,
                SupportScreen.ticket,
                SupportScreen.entries,
                StoreScreen.now,
                note=SupportScreen.chat_note,
            )

    def on_mount(self) -> None:
        """The list has the keys."""
        self._seen: tuple[Conversation | None, Sequence[OutboxMessage]] | None = None
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
            return
        self._look()
        super().on_screen_resume()

    def on_screen_suspend(self) -> None:
        """Nobody looks: replies that come now are news."""
        if self.host.cabinet is not None:
            self.host.cabinet.tickets.look_at(None)

    def _look(self) -> None:
        if self.host.cabinet is not None:
            self.host.cabinet.tickets.look_at(self.ticket_id)

    def mirror(self, state: AppState) -> None:
        """Also the open ticket and what is in it."""
        super().mirror(state)
        number = self.ticket_id
        if number is None:
            self.ticket = None
            return
        self.ticket = next((item for item in self.tickets if item.id == number), self.ticket)
        remote = state.conversation(number)
        self.chat_note = note_of(remote)
        seen = (remote.value, state.unsent(number))
        # A conversation of years is not gone through for each letter of a draft.
        if self._seen is None or seen[0] is not self._seen[0] or seen[1] != self._seen[1]:
            self._seen = seen
            self.entries = entries_of(remote.value.messages if remote.value else (), seen[1])

    @property
    def _pane(self) -> ConversationPane:
        return self.query_one(ConversationPane)

    def show_ticket(self, ticket_id: int) -> None:
        """Open a ticket: its messages, its draft, the keys."""
        state = self.host.store.state
        self._pane.begin(ticket_id, state.drafts.get(ticket_id, ""))
        self._turn_to(ticket_id)
        self.query_one(TicketList).choose(ticket_id)
        self._pane.log_of_chat.focus()
        self.refresh_if_stale()

    def _turn_to(self, ticket_id: int | None) -> None:
        self._seen = None
        self.entries = ()
        self.ticket = None
        self.ticket_id = ticket_id
        self.set_class(ticket_id is not None, "-chat")
        self.mirror(self.host.store.state)
        self.refresh_bindings()
        self._look()

    def watch_list_note(self, note: Note) -> None:
        """Say what there is to say of the list."""
        if self.is_composed:
            widget = self.query_one("#list-note", Static)
            widget.update(note.content())
            widget.display = bool(note.text)

    def watch_ticket(self) -> None:
        """What can be done depends on its state."""
        self.refresh_bindings()

    def watch_may_close(self) -> None:
        """The key to close comes and goes with what the server can do."""
        self.refresh_bindings()

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

    @on(ChatLog.Marked)
    def follow_mark(self, event: ChatLog.Marked) -> None:
        """What can be done depends on the marked message."""
        event.stop()
        self.refresh_bindings()

    @on(ChatLog.Opened)
    def read_message(self, event: ChatLog.Opened) -> None:
        """Show one message on its own."""
        event.stop()
        entry = event.entry
        who = _("Support") if entry.from_support else _("You")
        when = f"{day(entry.at)} {clock(entry.at)}" if entry.at else ""
        self.app.push_screen(MessageDialog(f"{who}  {when}".rstrip(), entry.text))

    @on(Composer.Written)
    def keep_draft(self, event: Composer.Written) -> None:
        """What is begun is kept, whatever becomes of the screen."""
        event.stop()
        if self.host.cabinet is not None:
            self.host.cabinet.tickets.set_draft(event.ticket_id, event.text)

    @on(Composer.Sent)
    def send(self, event: Composer.Sent) -> None:
        """Send a reply; it is at the end of the conversation from now on."""
        event.stop()
        if self.host.cabinet is not None:
            self._pane.log_of_chat.action_last()
            self._send(self.host.cabinet, event.ticket_id, event.text)

    @work(group="tickets.write")
    async def _send(self, cabinet: "Cabinet", ticket_id: int, text: str) -> None:
        try:
            await self.host.carry_out(cabinet.tickets.send(ticket_id, text))
        except (Busy, EmptyText) as error:
            composer = self._pane.composer
            if composer.ticket_id == ticket_id:
                composer.give_back(text, str(error))
        except CabinetError:
            # It stands in the conversation as not sent, with the reason.
            return

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done with a ticket or a message needs one."""
        if action not in _IN_CHAT:
            return super().check_action(action, parameters)
        if self.ticket_id is None or not self.is_composed:
            return False
        match action:
            case "write":
                return self._pane.may_write
            case "close_ticket":
                return self.may_close and self.ticket is not None and not self.ticket.is_closed
            case "copy_message":
                return self._pane.log_of_chat.marked is not None
            case "try_again" | "discard":
                return self._pane.failed is not None
        return True

    def action_back(self) -> None:
        """From the conversation to the list."""
        self._turn_to(None)
        self.query_one(TicketList).focus()

    def action_write(self) -> None:
        """Begin or go on with a reply."""
        self._pane.composer.write()

    @work(group="clipboard")
    async def action_copy_message(self) -> None:
        """Send the marked message to the clipboard."""
        marked = self._pane.log_of_chat.marked
        if marked is not None:
            await self.host.copy_text(marked.text)

    @work(group="tickets.write")
    async def action_try_again(self) -> None:
        """Send a message once more that failed."""
        failed, cabinet = self._pane.failed, self.host.cabinet
        if failed is None or cabinet is None:
            return
        try:
            await self.host.carry_out(cabinet.tickets.retry(failed))
        except CabinetError:
            # It stands in the conversation as not sent, with the reason.
            return

    def action_discard(self) -> None:
        """Throw a message away that failed."""
        if self._pane.failed is not None and self.host.cabinet is not None:
            self.host.cabinet.tickets.discard(self._pane.failed)

    @work(group="tickets.ask")
    async def action_new_ticket(self) -> None:
        """Begin a ticket, or go on with one that was begun."""
        opened = await self.app.push_screen_wait(NewTicketDialog())
        if opened is not None:
            self.show_ticket(opened)

    @work(group="tickets.write")
    async def action_close_ticket(self) -> None:
        """Close the ticket, once it is sure."""
        ticket, cabinet = self.ticket, self.host.cabinet
        if ticket is None or cabinet is None:
            return
        subject = ticket.subject.strip() or _("no subject")
        question = _("Close “{subject}”? Nothing more can be written in it then.")
        dialog = ConfirmDialog(question.format(subject=subject), _("Close the ticket"))
        if not await self.app.push_screen_wait(dialog):
            return
        try:
            await self.host.carry_out(cabinet.tickets.close_ticket(ticket.id))
        except CabinetError as error:
            self.app.notify(str(error), severity="error", markup=False)
        else:
            self.app.notify(_("The ticket is closed."), markup=False)
