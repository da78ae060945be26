"""The line above a conversation."""

from textual.content import Content

from cabinet_tui.domain.labels import ticket_status_label
from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.locale import _, ngettext
from cabinet_tui.widgets.ticket_list import status_style


def chat_head(ticket_id: int, ticket: Ticket | None, missed: int) -> Content:
    """Number, state and subject of a ticket, and how many messages came below what is in sight."""
    parts = [Content.styled(f"#{ticket_id}", "$text-muted")]
    if missed:
        words = ngettext("{count} new below: end", "{count} new below: end", missed)
        parts.insert(0, Content.styled(words.format(count=missed), "bold $text-accent"))
    if ticket is not None:
        subject = " ".join(ticket.subject.split()) or _("no subject")
        parts.append(Content.styled(ticket_status_label(ticket.status), status_style(ticket)))
        parts.append(Content.styled(subject, "bold"))
    return Content("  ").join(parts)
