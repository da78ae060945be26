"""``switch``: another tariff for the time that is paid for, paid from the balance."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import choice, deeds, numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add(
        "switch", _("change the tariff of the subscription, paid from the balance")
    )
    parser.add_argument(
        "tariff_id",
        type=numbers.whole,
        metavar="TARIFF_ID",
        help=_("the number of the tariff, as “tariffs” shows it"),
    )
    choice.add_subscription(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show what it costs and changes, ask, switch."""
    from cabinet_tui.cli.spending import Spend

    async def make(cabinet: "Cabinet") -> "Plan":
        return await cabinet.switching.plan(arguments.tariff_id)

    async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
        return await cabinet.switching.switch(plan)

    return deeds.perform(Spend(make, pay), arguments, options)
