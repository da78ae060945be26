"""``devices``: who connects through the subscription; they are renamed, removed, made room for."""

from argparse import Namespace
from functools import partial
from typing import TYPE_CHECKING

from cabinet_tui.cli import deeds, numbers
from cabinet_tui.cli.choice import about_one, add_subscription
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, Parser, add_json
from cabinet_tui.domain.devices import MOST_SLOTS, Devices
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.plan import Plan
    from cabinet_tui.domain.subscription import Receipt
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the commands known."""
    parser = commands.add("devices", _("show the devices that connect, and how many may"))
    add_json(parser)
    add_subscription(parser)
    parser.set_defaults(run=run)
    below = Commands(parser)

    rename = below.add("rename", _("give a device a name of your own"))
    _add_id(rename)
    rename.add_argument("name", metavar=_("NAME"), help=_("the name; an empty one takes it away"))
    add_subscription(rename, below=True)
    deeds.add_options(rename, below=True)
    rename.set_defaults(run=run_rename)

    remove = below.add("remove", _("remove a device, or all of them"))
    which = remove.add_mutually_exclusive_group(required=True)
    which.add_argument("--all", action="store_true", help=_("every device"))
    which.add_argument(
        "device_id", nargs="?", metavar="ID", help=_("the device, as “devices” shows it")
    )
    add_subscription(remove, below=True)
    deeds.add_options(remove, below=True)
    remove.set_defaults(run=run_remove)

    buy = below.add("buy", _("let more devices connect, paid from the balance"))
    buy.add_argument(
        "count",
        type=partial(numbers.whole, most=MOST_SLOTS),
        metavar="N",
        help=_("how many more"),
    )
    add_subscription(buy, below=True)
    deeds.add_options(buy, below=True)
    buy.set_defaults(run=run_buy)


def _add_id(parser: Parser) -> None:
    parser.add_argument("device_id", metavar="ID", help=_("the device, as “devices” shows it"))


def run(arguments: Namespace, options: Options) -> int:
    """Print the devices."""
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    found = visit.visit(options, about_one(arguments, read))
    if arguments.json:
        output.document(documents.devices_document(found or Devices()))
    elif found is not None:
        _print(found, output.Paper(options.ascii_only))
    if found is None:
        output.remark(_("There is no subscription yet."))
        return Exit.NOTHING
    return Exit.OK


async def read(cabinet: "Cabinet") -> Devices | None:
    """The devices, None without a subscription; raises CabinetError."""
    await cabinet.devices.refresh()
    return cabinet.store.state.devices.told()


def _print(found: Devices, paper: "Paper") -> None:
    from cabinet_tui.locale import formats
    from cabinet_tui.widgets.device_wording import device_kind, device_title, slots_line

    paper.line(slots_line(found))
    if found.items:
        paper.table(
            [
                (
                    device.id,
                    device_title(device),
                    formats.day(device.added_at) if device.added_at else "",
                    device_kind(device),
                )
                for device in found.items
            ]
        )


def run_rename(arguments: Namespace, options: Options) -> int:
    """Show the device, ask, rename it."""
    from cabinet_tui.cli.device_deeds import Rename

    return deeds.perform(Rename(arguments.device_id, arguments.name), arguments, options)


def run_remove(arguments: Namespace, options: Options) -> int:
    """Show the devices, ask, remove them."""
    from cabinet_tui.cli.device_deeds import Remove, RemoveAll

    if arguments.all:
        return deeds.perform(RemoveAll(), arguments, options)
    return deeds.perform(Remove(arguments.device_id), arguments, options)


def run_buy(arguments: Namespace, options: Options) -> int:
    """Show the plan, ask, buy."""
    from cabinet_tui.cli.spending import Spend

    async def make(cabinet: "Cabinet") -> "Plan":
        return await cabinet.devices.plan_slots(arguments.count)

    async def pay(cabinet: "Cabinet", plan: "Plan") -> "Receipt":
        return await cabinet.devices.buy(plan)

    return deeds.perform(Spend(make, pay), arguments, options)
