"""The answers of ``/tickets``, and what they mean."""

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.wire import Flag, Id, Integer, Items, Moment, Prose, Text, Wire, Word, fitting
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.text import clean
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus


class TicketsReply(Paged):
    """``GET /tickets``."""

    items: Items


class MessageItem(Wire):
    """A message of a ticket, or the one just sent."""

    id: Id
    message_text: Prose = ""
    media_caption: Prose = ""
    is_from_admin: Flag = None
    created_at: Moment = None

    def as_message(self) -> Message:
        """The message; one that does not say is ours. This API does not tell what was read."""
        return Message(
            id=self.id,
            text=self.text(),
            from_support=self.is_from_admin is True,
            created_at=self.created_at,
        )

    def text(self) -> str:
        """What it says: its words, or those under its picture."""
        return self.message_text or self.media_caption


class TicketItem(Wire):
    """A ticket in the list, or the one just opened."""

    id: Id
    title: Text = ""
    status: Word = ""
    created_at: Moment = None
    updated_at: Moment = None
    last_message: object = None

    def ticket(self, unread: int = 0) -> Ticket:
        """The ticket; one without a status is open."""
        last = fitting(MessageItem, self.last_message)
        return Ticket(
            id=self.id,
            subject=self.title,
            status=known(TicketStatus, self.status) if self.status else TicketStatus.OPEN,
            created_at=self.created_at,
            updated_at=self.updated_at,
            last_message=clean(last.text()) if last else "",
            unread=unread,
        )


class ConversationReply(Wire):
    """``GET /tickets/{id}``, as far as its messages go."""

    messages: Items


class NotificationsReply(Wire):
    """``GET /tickets/notifications``."""

    items: Items


class NotificationItem(Wire):
    """News of a ticket."""

    ticket_id: Id
    notification_type: Word = ""
    is_read: Flag = None
    id: Integer = None

    def is_unread_reply(self) -> bool:
        """Whether support answered and nobody has read it."""
        return self.is_read is False and self.notification_type.lower() == "admin_reply"
