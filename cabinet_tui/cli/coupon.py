"""``coupon``: redeem a coupon."""

from argparse import Namespace

from cabinet_tui.cli import deeds
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("coupon", _("redeem a coupon"))
    parser.add_argument("code", metavar=_("CODE"), help=_("the coupon, or the link it came in"))
    deeds.add_options(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Ask, redeem, tell what it gave: a code tells by its shape what it is."""
    from cabinet_tui.cli.promo import Redemption

    return deeds.perform(Redemption(arguments.code), arguments, options)
