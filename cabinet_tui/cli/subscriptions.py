"""``subscriptions``: all that the account has, where it may have several."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.subscription import Subscription
    from cabinet_tui.domain.subscriptions import Subscriptions
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("subscriptions", _("list the subscriptions, where there are several"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the list."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    found = visit.visit(options, read)
    if arguments.json:
        listed = [documents.subscription_document(held) for held in found.held]
        output.document({"subscriptions": listed, "may_be_several": found.may_be_several})
    elif found.held:
        _print(found.held, output.Paper(options.ascii_only))
    if not found.held:
        output.remark(_("There is no subscription yet."))
        return Exit.NOTHING
    return Exit.OK


async def read(cabinet: "Cabinet") -> "Subscriptions":
    """All there are; the one there is where the server has no list. Raises CabinetError."""
    from cabinet_tui.cli import visit
    from cabinet_tui.domain.subscriptions import Subscriptions

    await cabinet.subscriptions.refresh()
    listed = visit.known(cabinet.store.state.subscriptions)
    if listed is not None and listed.held:
        return listed
    await cabinet.subscription.refresh()
    held = visit.known(cabinet.store.state.subscription)
    return Subscriptions((held,) if held else ())


def _print(held: "Sequence[Subscription]", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.locale import formats
    from cabinet_tui.widgets import wording

    now = datetime.now(UTC)
    paper.table(
        [
            (
                str(one.id),
                wording.plan_line(one),
                wording.until_line(one, now),
                formats.traffic(one.traffic.used, one.traffic.limit),
            )
            for one in held
        ],
        right=frozenset({0}),
    )
