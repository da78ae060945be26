"""``logout``: forget the session on this computer."""

from argparse import Namespace

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("logout", _("forget the session on this computer"))
    parser.add_argument(
        "--forget",
        action="store_true",
        help=_("take away drafts and unsent messages too, of every account of this profile"),
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Forget the tokens and what was last known, and with ``--forget`` what was written as well.

    A server that cannot be asked who it is keeps nobody from that.
    """
    import asyncio
    from dataclasses import replace

    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.domain.dialect import Dialect
    from cabinet_tui.domain.errors import NotACabinet, ServerFailure, Unreachable
    from cabinet_tui.store.state import AppState

    async def sign_out(options: Options) -> AppState:
        async with visit.opened(options) as cabinet:
            await cabinet.session.restore()
            before = cabinet.store.state
            await cabinet.session.sign_out(forget_words=arguments.forget)
            return replace(before, not_kept=cabinet.store.state.not_kept)

    try:
        before = asyncio.run(sign_out(options))
    except (Unreachable, NotACabinet, ServerFailure):
        # This dialect has no request for it.
        before = asyncio.run(sign_out(replace(options, dialect=Dialect.DOCUMENTED.value)))
    output.Paper(options.ascii_only).line(_("Signed out."))
    if before.not_kept is not None:
        # What was last known may still be there.
        output.remark(str(before.not_kept))
        return Exit.FAILED
    if before.has_words and not arguments.forget:
        output.remark(
            _("Drafts and unsent messages stay here for this account; --forget takes them away.")
        )
    return Exit.OK
