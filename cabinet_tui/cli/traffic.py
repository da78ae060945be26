"""``traffic``: how much there is, what was bought beside the tariff, what can be bought."""

from argparse import ArgumentTypeError, Namespace
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds
from cabinet_tui.cli.choice import about_one, add_subscription
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt, Subscription
    from cabinet_tui.domain.traffic import TrafficPackage
    from cabinet_tui.services.cabinet import Cabinet

_MOST = 100_000


@dataclass(frozen=True, slots=True)
class _Found:
    subscription: "Subscription | None"
    packages: "tuple[TrafficPackage, ...]"


def add(commands: Commands) -> None:
    """Make the commands known."""
    parser = commands.add("traffic", _("show the traffic, and what more of it costs"))
    parser.add_argument(
        "--refresh", action="store_true", help=_("have it counted now; not twice in a minute")
    )
    add_json(parser)
    add_subscription(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)
    buy = below.add("buy", _("buy more traffic, paid from the balance"))
    buy.add_argument(
        "gb", type=_gigabytes, metavar="GB", help=_("which package, as “traffic” shows it")
    )
    add_subscription(buy, below=True)
    deeds.add_options(buy, below=True)
    buy.set_defaults(run=run_buy)


def _gigabytes(text: str) -> int:
    """Gigabytes; 0 is the package without a limit. Raises ArgumentTypeError."""
    short = text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST))
    if not short or int(text) > _MOST:
        raise ArgumentTypeError(_("“{text}” is not a number of gigabytes").format(text=text))
    return int(text)


def run(arguments: Namespace, options: Options) -> int:
    """Print the traffic and the packages."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    async def read(cabinet: "Cabinet") -> _Found:
        await cabinet.traffic.refresh()
        packages = cabinet.store.state.traffic_packages.told() or ()
        await cabinet.subscription.refresh()
        if cabinet.store.state.subscription.told() is not None and arguments.refresh:
            await cabinet.traffic.count_again()
        return _Found(cabinet.store.state.subscription.value, packages)

    found = visit.visit(options, about_one(arguments, read))
    held = found.subscription
    if arguments.json:
        shown = documents.subscription_document(held) if held else None
        packages = [documents.package_document(package) for package in found.packages]
        output.document({"subscription": shown, "packages": packages})
    elif held is not None:
        _print(held, found.packages, output.Paper(options.ascii_only))
    if held is None:
        output.remark(_("There is no subscription yet."))
        return Exit.NOTHING
    return Exit.OK


def _print(held: "Subscription", packages: "tuple[TrafficPackage, ...]", paper: "Paper") -> None:
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.offers import discount_label
    from cabinet_tui.widgets.traffic_wording import bought_line, package_size

    paper.facts(
        [
            (_("Traffic"), formats.traffic(held.traffic.used, held.traffic.limit)),
            *(
                (" " if place else _("Bought"), bought_line(bought))
                for place, bought in enumerate(held.bought_traffic)
            ),
        ]
    )
    if packages:
        paper.line("")
        paper.table(
            [
                (
                    package_size(package),
                    formats.money(package.price, ascii_only=paper.ascii_only),
                    discount_label(package.discount_percent),
                )
                for package in packages
            ],
            right=frozenset({0, 1}),
        )


def run_buy(arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, buy."""
    from cabinet_tui.cli.spending import Spend

    async def make(cabinet: "Cabinet") -> "Plan":
        return await cabinet.traffic.plan(arguments.gb)

    async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
        return await cabinet.traffic.buy(plan)

    return deeds.perform(Spend(make, pay), arguments, options)
