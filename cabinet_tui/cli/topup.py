"""``topup``: a payment into the balance: its address, its QR code, and waiting for it."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers, qr_options
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.balance import PaymentMethod
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("topup", _("top up the balance"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--amount", type=numbers.roubles, metavar=_("RUB"), help=_("how much, in roubles")
    )
    what.add_argument("--list", action="store_true", help=_("show the ways to pay, and leave"))
    parser.add_argument("--method", metavar="ID", help=_("how to pay, as --list shows it"))
    parser.add_argument(
        "--option", default="", metavar="ID", help=_("which kind of it, as --list shows it")
    )
    parser.add_argument(
        "--qr", action="store_true", help=_("draw the address as a QR code as well")
    )
    qr_options.add_blocks(parser)
    parser.add_argument(
        "--wait", action="store_true", help=_("wait until it is paid (0), declined (1) or lost (9)")
    )
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Create a payment and tell where it is paid."""
    if arguments.list:
        return _list(arguments, options)
    from cabinet_tui.cli.top_up_deed import TopUp
    from cabinet_tui.domain.errors import BadSetting

    if not arguments.method:
        raise BadSetting(
            reason=_("It is not said how to pay."),
            advice=_("Add --method ID; “cabinet-tui topup --list” shows the ways to pay."),
        )
    if arguments.qr and arguments.json:
        raise BadSetting(reason=_("--qr and --json do not go together."))
    deed = TopUp(
        arguments.amount,
        arguments.method,
        arguments.option,
        draws=arguments.qr,
        blocks=qr_options.blocks(arguments),
        waits=arguments.wait,
    )
    return deeds.perform(deed, arguments, options)


def _list(arguments: Namespace, options: Options) -> int:
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> "Sequence[PaymentMethod]":
        await cabinet.payments.refresh_methods()
        return cabinet.store.state.methods.told() or ()

    found = visit.visit(options, read)
    if arguments.json:
        output.document({"methods": [documents.method_document(method) for method in found]})
    elif found:
        _print(found, output.Paper(options.ascii_only))
    if not found:
        output.remark(_("There is no way to pay now."))
        return Exit.NOTHING
    return Exit.OK


def _print(found: "Sequence[PaymentMethod]", paper: "Paper") -> None:
    from cabinet_tui.widgets.payment_wording import currencies_line, limits_line

    paper.table(
        [
            (
                f"{method.id} --option {option.id}" if option else method.id,
                f"{method.name}, {option.name}" if option else method.name,
                limits_line(method, ascii_only=paper.ascii_only),
                currencies_line(method),
            )
            for method in found
            for option in method.options or (None,)
        ]
    )
