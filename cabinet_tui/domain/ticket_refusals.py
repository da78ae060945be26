"""Why a ticket is not opened, or a message is not sent."""

from dataclasses import dataclass

from cabinet_tui.domain.errors import InvalidInput, Rejected
from cabinet_tui.domain.ticket import MESSAGE_MOST, SUBJECT_LEAST, SUBJECT_MOST
from cabinet_tui.locale import _, ngettext


@dataclass(eq=False)
class BadSubject(InvalidInput):
    """A subject is too short or too long; nothing was sent. ``length`` in characters."""

    length: int = 0
    code = "bad_subject"

    def _what(self) -> str:
        if self.length < SUBJECT_LEAST:
            return ngettext(
                "A subject needs at least {count} character.",
                "A subject needs at least {count} characters.",
                SUBJECT_LEAST,
            ).format(count=SUBJECT_LEAST)
        return ngettext(
            "A subject has at most {count} character.",
            "A subject has at most {count} characters.",
            SUBJECT_MOST,
        ).format(count=SUBJECT_MOST)


@dataclass(eq=False)
class MessageTooLong(InvalidInput):
    """A message is too long; nothing was sent. ``length`` in characters."""

    length: int = 0
    code = "message_too_long"

    def _what(self) -> str:
        return ngettext(
            "A message has at most {most} characters; this has {count}.",
            "A message has at most {most} characters; this has {count}.",
            self.length,
        ).format(most=MESSAGE_MOST, count=self.length)

    def _todo(self) -> str:
        return _("Send it in parts.")


@dataclass(eq=False)
class TicketOpenAlready(Rejected):
    """The server takes one open ticket at a time; ``ticket_id`` is that one, None if not found."""

    ticket_id: int | None = None
    code = "ticket_open_already"

    def _what(self) -> str:
        if self.ticket_id is None:
            return _("You have an open ticket already.")
        return _("You have an open ticket already: number {number}.").format(number=self.ticket_id)

    def _todo(self) -> str:
        return _("Write into that one.")
