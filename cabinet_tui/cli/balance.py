"""``balance``: how much there is."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.money import Kopeks
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("balance", _("show the balance"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the balance."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.locale import formats

    async def read(cabinet: "Cabinet") -> "Kopeks | None":
        await cabinet.balance.refresh()
        return visit.known(cabinet.store.state.balance)

    balance = visit.visit(options, read)
    if arguments.json:
        output.document({"balance_kopeks": balance})
    elif balance is not None:
        amount = formats.money(balance, ascii_only=options.ascii_only)
        output.Paper(options.ascii_only).line(amount)
    return Exit.OK
