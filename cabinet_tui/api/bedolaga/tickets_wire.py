"""The answers of ``/tickets``, and what they mean."""

from typing import Annotated

from pydantic import BeforeValidator

from cabinet_tui.api.paged import Paged
from cabinet_tui.api.wire import (
    Flag,
    Id,
    Integer,
    Items,
    MaybeItems,
    Moment,
    Prose,
    Text,
    Wire,
    Word,
    each,
    fitting,
)
from cabinet_tui.domain.openvalue import known
from cabinet_tui.domain.text import clean
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from cabinet_tui.domain.ticket_media import Media, MediaKind

_MOST_FILES = 20
_LONGEST = 2048


def _file_token(value: object) -> str:
    """A name or a token of a file, as it is or not at all: a bad one must not cost the message."""
    text = value if isinstance(value, str) and len(value) <= _LONGEST else ""
    return text if text.isascii() and text.isprintable() and " " not in text else ""


FileToken = Annotated[str, BeforeValidator(_file_token)]


class TicketsReply(Paged):
    """``GET /tickets``."""

    items: Items


class MediaItem(Wire):
    """One file of several; a name or a token that cannot be one is none."""

    type: Word = ""
    file_id: FileToken = ""
    caption: Prose = ""
    token: FileToken = ""

    def media(self) -> Media:
        """The file."""
        kind = known(MediaKind, self.type or MediaKind.DOCUMENT)
        return Media(kind, self.file_id, self.token, self.caption)


class MessageItem(Wire):
    """A message of a ticket, or the one just sent."""

    id: Id
    message_text: Prose = ""
    has_media: Flag = None
    media_type: Word = ""
    media_file_id: FileToken = ""
    media_token: FileToken = ""
    media_caption: Prose = ""
    media_items: MaybeItems = ()
    is_from_admin: Flag = None
    created_at: Moment = None

    def as_message(self) -> Message:
        """The message; one that does not say is ours. This API does not tell what was read."""
        return Message(
            id=self.id,
            text=self.message_text,
            from_support=self.is_from_admin is True,
            created_at=self.created_at,
            media=self.media(),
        )

    def media(self) -> tuple[Media, ...]:
        """Its files: the list of them, where there is one, has the first one too."""
        listed = tuple(item.media() for item in each(MediaItem, self.media_items[:_MOST_FILES]))
        if listed:
            return listed
        if not (self.media_type or self.media_file_id or self.has_media):
            return ()
        kind = known(MediaKind, self.media_type or MediaKind.DOCUMENT)
        caption = "" if self.media_caption == self.message_text else self.media_caption
        return (Media(kind, self.media_file_id, self.media_token, caption),)

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
    is_reply_blocked: Flag = None


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
