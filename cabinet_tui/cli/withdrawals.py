"""``withdrawals``: what can go of the referral earnings, the requests, asking and taking back."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers, texts
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.domain.withdrawal import Withdrawal, WithdrawalDesk, WithdrawalFunds
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the commands known."""
    parser = commands.add("withdrawals", _("show what can be withdrawn of the referral earnings"))
    add_json(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)

    ask = below.add("ask", _("ask for referral earnings to be paid out"))
    ask.add_argument(
        "amount", type=numbers.roubles, metavar=_("RUB"), help=_("how much, in roubles")
    )
    ask.add_argument(
        "--to",
        default=texts.STDIN,
        metavar=_("DETAILS"),
        help=_("where the money goes; without it or as “-” it is read from standard input"),
    )
    deeds.add_options(ask, below=True)
    ask.set_defaults(run=run_ask)

    cancel = below.add("cancel", _("take a request back; the wait until the next one stays"))
    cancel.add_argument(
        "request_id",
        type=numbers.whole,
        metavar="ID",
        help=_("the request, as “withdrawals” shows it"),
    )
    deeds.add_options(cancel, below=True)
    cancel.set_defaults(run=run_cancel)


def run(arguments: Namespace, options: Options) -> int:
    """Print what can go and the requests."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit

    desk = visit.visit(options, read)
    if arguments.json:
        requests: list[Json] = [request_document(request) for request in desk.requests]
        output.document({**funds_document(desk.funds), "requests": requests})
    else:
        paper = output.Paper(options.ascii_only)
        show_funds(desk.funds, paper)
        _print(desk.requests, paper)
    return Exit.OK


async def read(cabinet: "Cabinet") -> "WithdrawalDesk":
    """What can go and the requests; raises CabinetError."""
    from cabinet_tui.domain.errors import NotFound

    await cabinet.withdrawals.refresh()
    desk = cabinet.store.state.withdrawals.told()
    if desk is None:
        raise NotFound
    return desk


def show_funds(funds: "WithdrawalFunds", paper: "Paper") -> None:
    """Write what can go, and why not."""
    from cabinet_tui.widgets.withdrawal_wording import funds_facts

    rows = funds_facts(funds, ascii_only=paper.ascii_only)
    paper.facts([(name, value.plain) for name, value in rows])
    if funds.obstacle is not None:
        paper.line(str(funds.obstacle))


def _print(requests: "Sequence[Withdrawal]", paper: "Paper") -> None:
    from cabinet_tui.cli.wording import amount
    from cabinet_tui.domain.labels import withdrawal_status_label
    from cabinet_tui.locale import formats

    if not requests:
        return
    paper.line("")
    paper.table(
        [
            (
                str(request.id),
                formats.day(request.created_at) if request.created_at else "",
                amount(request.amount, ascii_only=paper.ascii_only),
                withdrawal_status_label(request.status),
                request.comment,
            )
            for request in requests
        ],
        right=frozenset({0, 2}),
    )


def funds_document(funds: "WithdrawalFunds") -> "dict[str, Json]":
    """What can go; an obstacle of null is none."""
    from cabinet_tui.cli.documents import error_document

    return {
        "available_kopeks": funds.available,
        "earned_kopeks": funds.earned,
        "withdrawn_kopeks": funds.withdrawn,
        "pending_kopeks": funds.pending,
        "minimum_kopeks": funds.minimum,
        "obstacle": error_document(funds.obstacle) if funds.obstacle else None,
    }


def request_document(request: "Withdrawal") -> "dict[str, Json]":
    """A request; the details are private, and not for what may end in a log."""
    from cabinet_tui.cli.output import utc

    return {
        "id": request.id,
        "amount_kopeks": request.amount,
        "status": str(request.status),
        "comment": request.comment or None,
        "created_at": utc(request.created_at),
        "processed_at": utc(request.processed_at),
    }


def run_ask(arguments: Namespace, options: Options) -> int:
    """Show amount and details, ask, send them."""
    from cabinet_tui.cli.withdrawal_deeds import Ask
    from cabinet_tui.domain.withdrawal import WithdrawalOrder

    deeds.require_consent(arguments, options)
    order = WithdrawalOrder(arguments.amount, texts.read(arguments.to))
    return deeds.perform(Ask(order), arguments, options)


def run_cancel(arguments: Namespace, options: Options) -> int:
    """Show the request, ask, take it back."""
    from cabinet_tui.cli.withdrawal_deeds import Cancel

    return deeds.perform(Cancel(arguments.request_id), arguments, options)
