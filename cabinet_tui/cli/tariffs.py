"""``tariffs``: what can be bought."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.subscription import Subscription, Tariff
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("tariffs", _("show what can be bought"))
    add_json(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the tariffs."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    tariffs, held = visit.visit(options, _read)
    if arguments.json:
        output.document({"tariffs": [documents.tariff_document(tariff) for tariff in tariffs]})
    elif tariffs:
        _print(tariffs, held, output.Paper(options.ascii_only))
    if not tariffs:
        output.remark(_("There is nothing on offer now."))
        return Exit.NOTHING
    return Exit.OK


async def _read(cabinet: "Cabinet") -> "tuple[Sequence[Tariff], Subscription | None]":
    """The tariffs, and the subscription where it can be read: it only marks one of them."""
    import asyncio

    await asyncio.gather(cabinet.tariffs.refresh(), cabinet.subscription.refresh())
    state = cabinet.store.state
    return state.tariffs.told() or (), state.subscription.value


def _print(tariffs: "Sequence[Tariff]", held: "Subscription | None", paper: "Paper") -> None:
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.offers import (
        devices_offered,
        discount_label,
        mark_of,
        traffic_offered,
    )

    paper.table(
        [
            (
                str(tariff.id),
                tariff.name,
                formats.days(period.days),
                formats.money(period.price, ascii_only=paper.ascii_only),
                discount_label(period.discount_percent),
                traffic_offered(tariff.traffic_gb),
                devices_offered(tariff.devices),
                mark_of(tariff, tariffs, held),
            )
            for tariff in tariffs
            for period in tariff.periods
        ],
        right=frozenset({0, 2, 3}),
    )
