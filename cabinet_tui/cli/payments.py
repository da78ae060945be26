"""``payments``: what waits for its payer; ``payments check``: ask the provider now."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.balance import Payment, PaymentCheck
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("payments", _("show the payments that wait for their payer"))
    add_json(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)
    check = below.add("check", _("ask the payment provider about a payment now"))
    check.add_argument("method", metavar="METHOD", help=_("how it is paid"))
    check.add_argument("payment_id", metavar="ID", help=_("the payment"))
    add_json(check, below=True)
    check.set_defaults(run=run_check)


def run(arguments: Namespace, options: Options) -> int:
    """Print the payments that wait."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> "Sequence[Payment]":
        await cabinet.payments.refresh()
        return cabinet.store.state.pending.told() or ()

    found = visit.visit(options, read)
    if arguments.json:
        output.document({"payments": [documents.payment_document(item) for item in found]})
    elif found:
        _print(found, output.Paper(options.ascii_only))
    if not found:
        output.remark(_("No payment waits."))
        return Exit.NOTHING
    return Exit.OK


def _print(found: "Sequence[Payment]", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.locale import formats

    now = datetime.now(UTC)
    paper.table(
        [
            (
                formats.moment(item.created_at, now) if item.created_at else "",
                formats.money(item.amount, ascii_only=paper.ascii_only),
                item.key.method,
                item.key.id,
                item.url,
            )
            for item in found
        ],
        right=frozenset({1}),
    )


def run_check(arguments: Namespace, options: Options) -> int:
    """Ask the provider; 0 for paid, 1 for declined, 9 while it waits."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.domain.balance import PaymentKey, PaymentState

    deeds.require_writing(options)
    key = PaymentKey(method=arguments.method, id=arguments.payment_id)

    async def ask(cabinet: "Cabinet") -> "PaymentCheck":
        return await cabinet.payments.check(key)

    found = visit.visit(options, ask)
    if arguments.json:
        output.document(
            {
                "method": key.method,
                "id": key.id,
                "state": str(found.state),
                "message": found.message or None,
            }
        )
    else:
        output.Paper(options.ascii_only).line(_state_sentence(found))
    codes: Mapping[str, Exit] = {
        PaymentState.PAID: Exit.OK,
        PaymentState.FAILED: Exit.FAILED,
        PaymentState.EXPIRED: Exit.FAILED,
    }
    return codes.get(found.state, Exit.OUTCOME_UNKNOWN)


def _state_sentence(found: "PaymentCheck") -> str:
    from cabinet_tui.cli.payment_wait import sentence
    from cabinet_tui.domain.balance import PaymentState
    from cabinet_tui.domain.payment_watch import PaymentOutcome

    match found.state:
        case PaymentState.PAID:
            return sentence(PaymentOutcome.PAID)
        case PaymentState.FAILED:
            return sentence(PaymentOutcome.DECLINED)
        case PaymentState.EXPIRED:
            return sentence(PaymentOutcome.EXPIRED)
        case PaymentState.PENDING:
            return _("The payment still waits.")
        case state:
            return f"{state}: {found.message}" if found.message else str(state)
