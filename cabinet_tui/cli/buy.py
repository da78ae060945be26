"""``buy``: a tariff, paid from the balance."""

from argparse import Namespace

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, Parser
from cabinet_tui.locale import _


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("buy", _("buy a tariff from the balance"))
    parser.add_argument(
        "tariff_id",
        type=numbers.whole,
        metavar="TARIFF_ID",
        help=_("the number of the tariff, as “tariffs” shows it"),
    )
    parser.add_argument(
        "--days", type=numbers.whole, metavar="N", help=_("for how long, where there is a choice")
    )
    parser.add_argument(
        "--convert",
        action="store_true",
        help=_("buy it even where that converts the subscription of another tariff"),
    )
    add_server(parser)
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def add_server(parser: Parser) -> None:
    """Let the server be named that the subscription is for, where the service insists on it."""
    parser.add_argument(
        "--server-uuid",
        default="",
        metavar="UUID",
        help=_("which VPN server to use, where the service asks for one"),
    )


def run(arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, buy."""
    from cabinet_tui.cli.buying import Purchase

    purchase = Purchase(
        arguments.tariff_id, arguments.days, arguments.server_uuid, convert=arguments.convert
    )
    return deeds.perform(purchase, arguments, options)
