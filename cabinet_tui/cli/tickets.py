"""``tickets``: what was written to support, and how far it is."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.ticket import Ticket
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("tickets", _("show the support tickets"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the tickets."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    tickets = visit.visit(options, read)
    if arguments.json:
        output.document({"tickets": [documents.ticket_document(ticket) for ticket in tickets]})
    elif tickets:
        _print(tickets, output.Paper(options.ascii_only))
    if not tickets:
        output.remark(_("There are no tickets yet."))
        return Exit.NOTHING
    return Exit.OK


async def read(cabinet: "Cabinet") -> "Sequence[Ticket]":
    """All tickets; raises CabinetError."""
    await cabinet.tickets.refresh()
    return cabinet.store.state.tickets.told() or ()


def _print(tickets: "Sequence[Ticket]", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.domain.labels import ticket_status_label
    from cabinet_tui.locale import formats

    now = datetime.now(UTC)
    paper.table(
        [
            (
                str(ticket.id),
                formats.moment(ticket.updated_at, now) if ticket.updated_at else "",
                ticket_status_label(ticket.status),
                ticket.subject,
                _unread(ticket.unread),
            )
            for ticket in tickets
        ],
        right=frozenset({0}),
    )


def _unread(count: int) -> str:
    return ngettext("{count} new", "{count} new", count).format(count=count) if count else ""
