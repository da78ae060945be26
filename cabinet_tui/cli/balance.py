"""``balance``: how much there is."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.by_month import Sums
    from cabinet_tui.cli.output import Json
    from cabinet_tui.domain.money import Kopeks
    from cabinet_tui.domain.months import Month
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("balance", _("show the balance"))
    parser.add_argument(
        "--by-month",
        action="store_true",
        help=_("also what came in and went out in each month of the last year"),
    )
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the balance."""
    from cabinet_tui.cli import by_month, output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.locale import formats

    async def read(cabinet: "Cabinet") -> "tuple[Kopeks | None, Sums | None]":
        await cabinet.balance.refresh()
        balance = visit.known(cabinet.store.state.balance)
        return balance, await _sums(cabinet) if arguments.by_month else None

    balance, sums = visit.visit(options, read)
    if arguments.json:
        months = by_month.document(sums, _row) if sums else {}
        output.document({"balance_kopeks": balance, **months})
        return Exit.OK
    paper = output.Paper(options.ascii_only)
    if balance is not None:
        paper.line(formats.money(balance, ascii_only=options.ascii_only))
    if sums is not None:
        paper.line("")
        names = (_("came in"), _("went out"))
        by_month.show(sums, paper, names, lambda month: (month.income, month.spent))
    return Exit.OK


async def _sums(cabinet: "Cabinet") -> "Sums":
    from cabinet_tui.cli.by_month import read_sums
    from cabinet_tui.domain.months import moves_of

    return await read_sums(cabinet.balance.page, moves_of)


def _row(month: "Month") -> "dict[str, Json]":
    return {"came_in_kopeks": month.income, "went_out_kopeks": month.spent}
