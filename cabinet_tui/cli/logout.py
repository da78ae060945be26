"""``logout``: forget the session on this computer."""

from argparse import Namespace

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("logout", _("forget the session on this computer"))
    parser.set_defaults(run=run)


def run(_arguments: Namespace, options: Options) -> int:
    """Forget the tokens. Needs no network: the documented API has no request for it."""
    import asyncio

    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit

    async def sign_out() -> None:
        async with visit.opened(options) as cabinet:
            await cabinet.session.restore()
            await cabinet.session.sign_out()

    asyncio.run(sign_out())
    output.Paper(options.ascii_only).line(_("Signed out."))
    return Exit.OK
