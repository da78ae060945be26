"""A section with a conversation in it: what is read there, written there and done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import ActiveBinding, Binding, BindingType
from textual.reactive import reactive

from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.refusals import Busy, EmptyText
from cabinet_tui.domain.ticket import Conversation, Ticket
from cabinet_tui.domain.ticket_refusals import MessageTooLong
from cabinet_tui.locale import N_, _
from cabinet_tui.locale.formats import clock, day
from cabinet_tui.screens.chat_files import ChatFiles
from cabinet_tui.screens.dialogs.confirm import ConfirmDialog
from cabinet_tui.screens.dialogs.message import MessageDialog
from cabinet_tui.screens.notes import note_of
from cabinet_tui.screens.owner import Owner
from cabinet_tui.screens.store_screen import Lens
from cabinet_tui.store.state import AppState
from cabinet_tui.widgets.chat_entry import ChatEntry, entries_of
from cabinet_tui.widgets.chat_log import ChatLog
from cabinet_tui.widgets.composer import Composer
from cabinet_tui.widgets.conversation_pane import ConversationPane
from cabinet_tui.widgets.keyboard import with_twins
from cabinet_tui.widgets.note import Note

if TYPE_CHECKING:
    from cabinet_tui.domain.outbox import OutboxMessage
    from cabinet_tui.services.cabinet import Cabinet

    Seen = tuple[Conversation | None, Sequence[OutboxMessage], Mapping[str, int]]

_IN_CHAT = frozenset(
    {"write", "copy_message", "save_file", "close_ticket", "try_again", "discard", "back"}
)
_NOT_IN_CHAT = frozenset({"support.new", "top_up", "refresh"})
_NOT_IN_TROUBLE = frozenset({"support.close", "support.copy"})


class ConversationScreen(ChatFiles):
    """Follows ``ticket_id``. A ticket belongs to the session in which it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("w", "write", N_("Write"), id="support.write"),
        Binding("y", "copy_message", N_("Copy"), id="support.copy"),
        Binding("a", "try_again", N_("Again"), id="support.try_again"),
        Binding("x", "discard", N_("Discard"), id="support.discard"),
        Binding("c", "close_ticket", N_("Close"), id="support.close"),
    )

    tickets: reactive[Sequence[Ticket]] = reactive[Sequence[Ticket]](())
    ticket_id: reactive[int | None] = reactive[int | None](None)
    ticket: reactive[Ticket | None] = reactive[Ticket | None](None)
    entries: reactive[Sequence[ChatEntry]] = reactive[Sequence[ChatEntry]](())
    chat_note: reactive[Note] = reactive(Note())
    may_close: reactive[bool] = reactive(False)
    is_blocked: reactive[bool] = reactive(False)

    mirrors: ClassVar[Mapping[str, Lens]] = {
        **ChatFiles.mirrors,
        "tickets": lambda state: state.tickets.value or (),
        "may_close": lambda state: Capability.CLOSE_TICKET in state.capabilities,
    }

    _seen: "Seen | None" = None
    _owner = Owner()

    @property
    def pane(self) -> ConversationPane:
        """The conversation on the screen."""
        return self.query_one(ConversationPane)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The last line has room for what is done with a conversation, or for the rest."""
        found = super().active_bindings
        if self.ticket_id is None:
            return found
        hidden = _NOT_IN_CHAT | (_NOT_IN_TROUBLE if self.pane.failed is not None else frozenset())
        return {
            key: active._replace(binding=replace(active.binding, show=False))
            if active.binding.id in hidden
            else active
            for key, active in found.items()
        }

    def turn_to(self, ticket_id: int | None) -> None:
        """Another ticket is in front of the person, or none."""
        state = self.host.store.state
        self._seen = None
        self._owner = Owner.of(state)
        self.entries = ()
        self.ticket = None
        self.ticket_id = ticket_id
        if ticket_id is not None:
            self.pane.begin(ticket_id, state.drafts.get(ticket_id, ""))
        self.mirror(state)
        self.refresh_bindings()
        self.look()

    def look(self) -> None:
        """Say which ticket is in front of the person: replies in it are read as they come."""
        if self.host.cabinet is not None:
            self.host.cabinet.tickets.look_at(self.ticket_id)

    def on_screen_suspend(self) -> None:
        """Nobody looks: replies that come now are news."""
        if self.host.cabinet is not None:
            self.host.cabinet.tickets.look_at(None)

    def mirror(self, state: AppState) -> None:
        """Also the open ticket and what is in it."""
        super().mirror(state)
        number = self.ticket_id
        if number is None:
            return
        if not self._owner.still_owns(state):
            self.turn_to(None)
            return
        self.ticket = next((item for item in self.tickets if item.id == number), self.ticket)
        remote = state.conversation(number)
        self.chat_note = note_of(remote)
        self.is_blocked = remote.value is not None and remote.value.is_blocked
        talk, unsent, sizes = seen = (remote.value, state.unsent(number), state.media_sizes)
        before = self._seen
        # A conversation of years is not gone through for each letter of a draft.
        if before is None or talk is not before[0] or unsent != before[1] or sizes is not before[2]:
            self._seen = seen
            self.entries = entries_of(talk.messages if talk else (), unsent, sizes)
            if before is None or talk is not before[0]:
                self.learn_sizes(number)

    def watch_ticket(self) -> None:
        """What can be done depends on its state."""
        self.refresh_bindings()

    def watch_may_close(self) -> None:
        """The key to close comes and goes with what the server can do."""
        self.refresh_bindings()

    def watch_is_blocked(self) -> None:
        """So does the key to write, with what support lets in."""
        self.call_after_refresh(self.refresh_bindings)

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
            self.pane.log_of_chat.action_last()
            self._send(self.host.cabinet, event.ticket_id, event.text)

    @work(group="tickets.write")
    async def _send(self, cabinet: "Cabinet", ticket_id: int, text: str) -> None:
        try:
            await self.host.carry_out(cabinet.tickets.send(ticket_id, text))
        except (Busy, EmptyText, MessageTooLong) as error:
            composer = self.pane.composer
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
                return self.pane.may_write
            case "close_ticket":
                return self.may_close and self.ticket is not None and not self.ticket.is_closed
            case "copy_message":
                return self.pane.log_of_chat.marked is not None
            case "save_file":
                return self.has_files_to_save
            case "try_again" | "discard":
                return self.pane.failed is not None
        return True

    def action_write(self) -> None:
        """Begin or go on with a reply."""
        self.pane.composer.write()

    @work(group="clipboard")
    async def action_copy_message(self) -> None:
        """Send the marked message to the clipboard."""
        marked = self.pane.log_of_chat.marked
        if marked is not None:
            await self.host.copy_text(marked.text)

    @work(group="tickets.write")
    async def action_try_again(self) -> None:
        """Send a message once more that failed."""
        failed, cabinet = self.pane.failed, self.host.cabinet
        if failed is None or cabinet is None:
            return
        try:
            await self.host.carry_out(cabinet.tickets.retry(failed))
        except CabinetError:
            # It stands in the conversation as not sent, with the reason.
            return

    def action_discard(self) -> None:
        """Throw a message away that failed."""
        failed = self.pane.failed
        if failed is not None and self.host.cabinet is not None:
            self.host.cabinet.tickets.discard(failed)

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
