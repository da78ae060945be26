"""``trial``: the free days a service may give."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.buy import add_server
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("trial", _("start the trial"))
    parser.add_argument(
        "--devices", type=numbers.whole, metavar="N", help=_("for how many devices")
    )
    add_server(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show what it gives, ask, start it."""
    from cabinet_tui.cli.spending import Spend
    from cabinet_tui.domain.refusals import NotOffered

    async def make(cabinet: "Cabinet") -> "Plan":
        try:
            return await cabinet.subscription.plan_trial(arguments.devices)
        except NotOffered as error:
            if error.detail:
                raise
            raise NotOffered(detail=_("There is no trial for this account.")) from None

    async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
        return await cabinet.subscription.activate_trial(plan)

    return deeds.perform(Spend(make, pay, arguments.server_uuid), arguments, options)
