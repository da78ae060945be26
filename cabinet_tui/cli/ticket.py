"""``ticket show``, ``save``, ``reply``, ``new`` and ``close``: one conversation with support."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers, texts, ticket_save
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, Parser, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.ticket import Conversation, Ticket
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the commands known."""
    below = Commands(
        commands.add("ticket", _("read a support ticket, answer, open or close one")),
        required=True,
    )
    show = below.add("show", _("show what was written in a ticket"))
    _add_id(show)
    add_json(show)
    show.set_defaults(run=run_show)

    ticket_save.add(below)
    reply = below.add("reply", _("write into a ticket"))
    _add_id(reply)
    texts.add_text(reply)
    deeds.add_options(reply)
    reply.set_defaults(run=run_reply)

    new = below.add("new", _("open a ticket"))
    new.add_argument(
        "--subject", required=True, metavar=_("SUBJECT"), help=_("what it is about, on one line")
    )
    texts.add_text(new)
    deeds.add_options(new)
    new.set_defaults(run=run_new)

    close = below.add("close", _("close a ticket: nothing more can be written in it"))
    _add_id(close)
    deeds.add_options(close)
    close.set_defaults(run=run_close)


def _add_id(parser: Parser) -> None:
    parser.add_argument(
        "ticket_id", type=numbers.whole, metavar="ID", help=_("the ticket, as “tickets” shows it")
    )


def run_show(arguments: Namespace, options: Options) -> int:
    """Print the messages, the oldest first; the server takes that for reading them."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> "tuple[Ticket | None, Conversation]":
        await cabinet.tickets.refresh()
        found = await talk(cabinet, arguments.ticket_id)
        tickets = cabinet.store.state.tickets.value or ()
        ticket = next((item for item in tickets if item.id == arguments.ticket_id), None)
        return ticket, found

    ticket, found = visit.visit(options, read)
    if arguments.json:
        output.document(
            {
                "ticket": documents.ticket_document(ticket) if ticket else None,
                "messages": [documents.message_document(item) for item in found.messages],
            }
        )
    else:
        _print(ticket, found, output.Paper(options.ascii_only))
    return Exit.OK


async def talk(cabinet: "Cabinet", ticket_id: int) -> "Conversation":
    """The messages of a ticket; raises NotFound when there is no such ticket."""
    from cabinet_tui.domain.ticket import Conversation

    await cabinet.tickets.conversation(ticket_id)
    return cabinet.store.state.conversation(ticket_id).told() or Conversation(ticket_id, ())


def _print(ticket: "Ticket | None", found: "Conversation", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.domain.labels import ticket_status_label
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.media_wording import media_line

    if ticket is not None:
        paper.line(f"{ticket.subject}, {ticket_status_label(ticket.status)}")
    now = datetime.now(UTC)
    for message in found.messages:
        who = _("Support") if message.from_support else _("You")
        when = formats.moment(message.created_at, now) if message.created_at else ""
        paper.line("")
        paper.line(f"{who}  {when}")
        if message.text:
            paper.prose(message.text, indent="  ")
        for media in message.media:
            paper.prose(media_line(media, None), indent="  ")


def run_reply(arguments: Namespace, options: Options) -> int:
    """Show the text, ask, send it."""
    from cabinet_tui.cli.ticket_deeds import Reply

    deeds.require_consent(arguments, options)
    deed = Reply(arguments.ticket_id, texts.read(arguments.text))
    return deeds.perform(deed, arguments, options)


def run_new(arguments: Namespace, options: Options) -> int:
    """Show the text, ask, open the ticket."""
    from cabinet_tui.cli.ticket_deeds import Opening
    from cabinet_tui.domain.refusals import EmptyText

    deeds.require_consent(arguments, options)
    subject = " ".join(arguments.subject.split())
    if not subject:
        raise EmptyText
    return deeds.perform(Opening(subject, texts.read(arguments.text)), arguments, options)


def run_close(arguments: Namespace, options: Options) -> int:
    """Show the ticket, ask, close it."""
    from cabinet_tui.cli.ticket_deeds import Closing

    return deeds.perform(Closing(arguments.ticket_id), arguments, options)
