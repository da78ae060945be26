"""Writing to support as deeds: a reply, a new ticket, closing one."""

from typing import TYPE_CHECKING

from cabinet_tui.cli.deeds import Deed
from cabinet_tui.domain.ticket import Message, Ticket
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.services.cabinet import Cabinet

_INDENT = "  "


async def _ticket(cabinet: "Cabinet", ticket_id: int) -> Ticket:
    """A ticket of the list; raises NotFound when there is none of that number."""
    from cabinet_tui.cli.tickets import read
    from cabinet_tui.domain.errors import NotFound

    for ticket in await read(cabinet):
        if ticket.id == ticket_id:
            return ticket
    raise NotFound(detail=_("There is no ticket {number}.").format(number=ticket_id))


class Reply(Deed[Ticket, Message]):
    """Writes into a ticket."""

    def __init__(self, ticket_id: int, text: str) -> None:
        self._id = ticket_id
        self._text = text

    async def plan(self, cabinet: "Cabinet") -> Ticket:
        """The ticket."""
        return await _ticket(cabinet, self._id)

    def show(self, planned: Ticket, paper: "Paper") -> None:
        """Write what would be sent where."""
        paper.line(_("To “{subject}”:").format(subject=planned.subject))
        paper.prose(self._text, indent=_INDENT)

    def planned_document(self, planned: Ticket) -> "Mapping[str, Json]":
        """The ticket and the text."""
        return {"ticket_id": planned.id, "subject": planned.subject, "text": self._text}

    def question(self, planned: Ticket) -> str:
        """Whether to send it."""
        return _("Send it?")

    async def carry_out(self, cabinet: "Cabinet", planned: Ticket) -> Message:
        """Send it, once."""
        return await cabinet.tickets.send(planned.id, self._text)

    def if_unanswered(self) -> str:
        """Where the message would be."""
        return _("Look at “cabinet-tui ticket show {number}” before you try again.").format(
            number=self._id
        )

    def tell(self, planned: Ticket, result: Message, paper: "Paper") -> None:
        """Write that it has arrived."""
        paper.line(_("Sent."))

    def result_document(self, result: Message) -> "Mapping[str, Json]":
        """The message as the server has it."""
        from cabinet_tui.cli.documents import message_document

        return {"message": message_document(result)}


class Opening(Deed[None, Ticket]):
    """Opens a ticket."""

    def __init__(self, subject: str, text: str) -> None:
        self._subject = subject
        self._text = text

    async def plan(self, cabinet: "Cabinet") -> None:
        """Nothing has to be read before it."""

    def show(self, planned: None, paper: "Paper") -> None:
        """Write what would be sent."""
        paper.line(_("A new ticket, “{subject}”:").format(subject=self._subject))
        paper.prose(self._text, indent=_INDENT)

    def planned_document(self, planned: None) -> "Mapping[str, Json]":
        """The subject and the text."""
        return {"subject": self._subject, "text": self._text}

    def question(self, planned: None) -> str:
        """Whether to send it."""
        return _("Send it?")

    async def carry_out(self, cabinet: "Cabinet", planned: None) -> Ticket:
        """Open it, once."""
        return await cabinet.tickets.open_ticket(self._subject, self._text)

    def if_unanswered(self) -> str:
        """Where the ticket would be."""
        return _("Look at “cabinet-tui tickets” before you try again.")

    def tell(self, planned: None, result: Ticket, paper: "Paper") -> None:
        """Write its number."""
        paper.line(_("Opened as ticket {number}.").format(number=result.id))

    def result_document(self, result: Ticket) -> "Mapping[str, Json]":
        """The ticket."""
        from cabinet_tui.cli.documents import ticket_document

        return {"ticket": ticket_document(result)}


class Closing(Deed[Ticket, None]):
    """Closes a ticket."""

    def __init__(self, ticket_id: int) -> None:
        self._id = ticket_id

    async def plan(self, cabinet: "Cabinet") -> Ticket:
        """The ticket."""
        return await _ticket(cabinet, self._id)

    def is_needless(self, planned: Ticket) -> bool:
        """Whether it is closed already."""
        return planned.is_closed

    def show(self, planned: Ticket, paper: "Paper") -> None:
        """Write which ticket it is."""
        from cabinet_tui.domain.labels import ticket_status_label

        paper.line(f"{planned.id}  {planned.subject}, {ticket_status_label(planned.status)}")

    def planned_document(self, planned: Ticket) -> "Mapping[str, Json]":
        """The ticket."""
        from cabinet_tui.cli.documents import ticket_document

        return {"ticket": ticket_document(planned)}

    def question(self, planned: Ticket) -> str:
        """Whether to close it."""
        return _("Close it? Nothing more can be written in it then.")

    async def carry_out(self, cabinet: "Cabinet", planned: Ticket) -> None:
        """Close it, once."""
        await cabinet.tickets.close_ticket(planned.id)

    def if_unanswered(self) -> str:
        """That it may be closed again."""
        return _("You can try again.")

    def tell(self, planned: Ticket, result: None, paper: "Paper") -> None:
        """Write that it is closed."""
        paper.line(_("Closed."))

    def result_document(self, result: None) -> "Mapping[str, Json]":
        """There is no more to tell."""
        return {}
