"""One message of a chat as it is shown, whether the server has it or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cabinet_tui.domain.outbox import OutboxMessage, OutboxState
from cabinet_tui.domain.ticket import Message
from cabinet_tui.domain.ticket_media import Media
from cabinet_tui.widgets.media_wording import media_line


class Delivery(StrEnum):
    """How far a message has come; one that was answered needs no word."""

    SENDING = "sending"
    FAILED = "failed"
    SENT = "sent"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class ChatEntry:
    """A message; ``local_id`` is there for one that is not with the server, or not yet."""

    key: tuple[str, int]
    text: str
    at: datetime | None = None
    from_support: bool = False
    is_new: bool = False
    delivery: Delivery = Delivery.ANSWERED
    local_id: int | None = None
    trouble: str = ""
    media: tuple[Media, ...] = ()

    @property
    def has_failed(self) -> bool:
        """Whether it has to be sent again or thrown away."""
        return self.delivery is Delivery.FAILED


def entries_of(
    messages: Sequence[Message],
    unsent: Iterable[OutboxMessage],
    sizes: Mapping[str, int] | None = None,
) -> Sequence[ChatEntry]:
    """What a conversation has, and below it what is on its way there.

    ``sizes`` are the bytes of files by their ids, as far as they are known.
    """
    answered = max(
        (place for place, message in enumerate(messages) if message.from_support), default=-1
    )
    there = (
        ChatEntry(
            ("message", message.id),
            _words(message, sizes or {}),
            message.created_at,
            message.from_support,
            is_new=message.from_support and not message.is_read,
            delivery=Delivery.ANSWERED if place <= answered else Delivery.SENT,
            media=message.media,
        )
        for place, message in enumerate(messages)
    )
    coming = (
        ChatEntry(
            ("outbox", message.local_id),
            message.text,
            message.at,
            delivery=(Delivery.FAILED if message.state is OutboxState.FAILED else Delivery.SENDING),
            local_id=message.local_id,
            trouble=str(message.error or ""),
        )
        for message in unsent
    )
    return (*there, *coming)


def _words(message: Message, sizes: Mapping[str, int]) -> str:
    """What is said, and a line for each file."""
    files = (media_line(media, sizes.get(media.file_id)) for media in message.media)
    return "\n".join(filter(None, (message.text, *files)))
