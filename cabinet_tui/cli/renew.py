"""``renew``: going on with the subscription, paid from the balance."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import choice, deeds, numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt, RenewalOption
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("renew", _("go on with the subscription, paid from the balance"))
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--days", type=numbers.whole, metavar="N", help=_("for how many days"))
    what.add_argument("--list", action="store_true", help=_("show the ways to go on, and leave"))
    parser.add_argument(
        "--gb",
        type=numbers.whole,
        metavar="N",
        help=_("with how many gigabytes; without it the one with the traffic you have comes first"),
    )
    choice.add_subscription(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, renew."""
    from cabinet_tui.cli.spending import Spend

    if arguments.list:
        return _list(arguments, options)

    async def make(cabinet: "Cabinet") -> "Plan":
        return await cabinet.subscription.plan_renewal(arguments.days, arguments.gb)

    async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
        return await cabinet.subscription.renew(plan)

    return deeds.perform(Spend(make, pay), arguments, options)


def _list(arguments: Namespace, options: Options) -> int:
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> "Sequence[RenewalOption]":
        await cabinet.subscription.refresh_renewal_options()
        return cabinet.store.state.renewal_options.told() or ()

    found = visit.visit(options, choice.about_one(arguments, read))
    if arguments.json:
        output.document({"options": [documents.renewal_document(option) for option in found]})
    elif found:
        _print(found, output.Paper(options.ascii_only))
    if not found:
        output.remark(_("There is nothing to renew."))
        return Exit.NOTHING
    return Exit.OK


def _print(found: "Sequence[RenewalOption]", paper: "Paper") -> None:
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.offers import discount_label

    paper.table(
        [
            (
                formats.days(option.days),
                "" if option.traffic_gb is None else formats.gb(option.traffic_gb),
                formats.money(option.price, ascii_only=paper.ascii_only),
                discount_label(option.discount_percent),
            )
            for option in found
        ],
        right=frozenset({0, 1, 2}),
    )
