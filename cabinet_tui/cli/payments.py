"""``payments``: what waits for its payer, and the journal; ``check`` and ``dismiss`` one."""

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
    from cabinet_tui.domain.money_request import Entry
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.state import AppState


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add(
        "payments",
        _("show the payments that wait for their payer, and the journal of what moved money"),
    )
    add_json(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)
    check = below.add("check", _("ask the payment provider about a payment now"))
    check.add_argument("method", metavar="METHOD", help=_("how it is paid"))
    check.add_argument("payment_id", metavar="ID", help=_("the payment"))
    add_json(check, below=True)
    check.set_defaults(run=run_check)
    dismiss = below.add("dismiss", _("put away what nobody knows the end of"))
    dismiss.add_argument("number", type=int, metavar="NUMBER", help=_("its line in the journal"))
    add_json(dismiss, below=True)
    dismiss.set_defaults(run=run_dismiss)


def run(arguments: Namespace, options: Options) -> int:
    """Print the payments that wait, and what the journal has."""
    from cabinet_tui.cli import documents, earlier, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> "tuple[Sequence[Payment], Sequence[Entry]]":
        await cabinet.payments.refresh()
        pending = cabinet.store.state.pending.told() or ()
        await cabinet.payments.recall()
        await cabinet.journal.reconcile()
        entries = await cabinet.journal.entries()
        await cabinet.journal.told(entries)
        return [_with_link(item, cabinet.store.state) for item in pending], entries

    found, entries = visit.visit(options, read)
    if arguments.json:
        output.document(
            {
                "payments": [documents.payment_document(item) for item in found],
                "journal": [earlier.entry_document(entry) for entry in entries],
            }
        )
    elif found:
        _print(found, output.Paper(options.ascii_only))
    if not found:
        output.remark(_("No payment waits."))
    if entries and not arguments.json:
        # Beside: what reads the payments line by line reads no more than them.
        beside = output.Paper(options.ascii_only, beside=True)
        beside.line(_("Journal:"))
        beside.table(earlier.rows(entries, ascii_only=options.ascii_only), right=frozenset({0, 2}))
    if any(entry.is_open for entry in entries):
        return Exit.OUTCOME_UNKNOWN
    return Exit.OK if found else Exit.NOTHING


def _with_link(payment: "Payment", state: "AppState") -> "Payment":
    """The payment with the address it was made with: not every server lists that."""
    from dataclasses import replace

    watch = None if payment.url else state.payment_watch(payment.key)
    return replace(payment, url=watch.url) if watch is not None else payment


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


def run_dismiss(arguments: Namespace, options: Options) -> int:
    """Put a line of the journal away; 3 when there is none of this number to put away."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit

    async def put_away(cabinet: "Cabinet") -> bool:
        return await cabinet.journal.dismiss(arguments.number)

    done = visit.visit(options, put_away)
    if arguments.json:
        output.document({"number": arguments.number, "done": done})
    elif done:
        output.remark(_("Put away."))
    else:
        output.remark(_("The journal has no such line, or its end is known."))
    return Exit.OK if done else Exit.NOTHING


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
