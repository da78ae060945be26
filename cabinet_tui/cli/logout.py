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
    """Forget the tokens. A server that cannot be asked who it is keeps nobody from that."""
    import asyncio
    from dataclasses import replace

    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.domain.dialect import Dialect
    from cabinet_tui.domain.errors import NotACabinet, ServerFailure, Unreachable

    async def sign_out(options: Options) -> None:
        async with visit.opened(options) as cabinet:
            await cabinet.session.restore()
            await cabinet.session.sign_out()

    try:
        asyncio.run(sign_out(options))
    except (Unreachable, NotACabinet, ServerFailure):
        # This dialect has no request for it.
        asyncio.run(sign_out(replace(options, dialect=Dialect.DOCUMENTED.value)))
    output.Paper(options.ascii_only).line(_("Signed out."))
    return Exit.OK
