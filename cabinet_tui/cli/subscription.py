"""``subscription``: what is paid for, and how much of it is used."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import choice
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Paper
    from cabinet_tui.domain.pace import Forecast
    from cabinet_tui.domain.subscription import Subscription, SubscriptionSummary
    from cabinet_tui.services.cabinet import Cabinet


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("subscription", _("show the subscription"))
    add_json(parser)
    parser.add_argument(
        "--short", action="store_true", help=_("one line, for a prompt or a status bar")
    )
    choice.add_subscription(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print the subscription."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.cli.pace_document import paced_document

    if arguments.short:
        return _run_short(arguments, options)
    subscription, pace = visit.visit(options, choice.about_one(arguments, _read_paced))
    if arguments.json:
        shown = paced_document(subscription, pace) if subscription else None
        output.document({"subscription": shown})
    elif subscription is not None:
        _print(subscription, pace, output.Paper(options.ascii_only))
    if subscription is None:
        output.remark(_("There is no subscription yet."))
        return Exit.NOTHING
    return Exit.OK


def _run_short(arguments: Namespace, options: Options) -> int:
    from cabinet_tui.cli import documents, output, visit
    from cabinet_tui.cli.exits import Exit

    summary = visit.visit(
        options, choice.about_one(arguments, lambda cabinet: cabinet.subscription.summary())
    )
    if arguments.json:
        output.document({"subscription": documents.summary_document(summary)})
    elif summary.exists:
        output.Paper(options.ascii_only).line(_line(summary))
    if not summary.exists:
        output.remark(_("There is no subscription yet."))
        return Exit.NOTHING
    return Exit.OK


def _line(summary: "SubscriptionSummary") -> str:
    from cabinet_tui.locale import formats

    parts = [
        _("active") if summary.is_active else _("not active"),
        _("trial") if summary.is_trial else "",
        formats.days(summary.days_left) if summary.days_left is not None else "",
        _("{left} left").format(left=formats.gb(summary.gb_left))
        if summary.gb_left is not None
        else "",
    ]
    return ", ".join(part for part in parts if part)


async def read(cabinet: "Cabinet") -> "Subscription | None":
    """The subscription, None when there is none; raises CabinetError."""
    from cabinet_tui.cli import visit

    await cabinet.subscription.refresh()
    return visit.known(cabinet.store.state.subscription)


async def _read_paced(cabinet: "Cabinet") -> "tuple[Subscription | None, Forecast | None]":
    from datetime import UTC, datetime

    from cabinet_tui.store.pace import pace_of

    held = await read(cabinet)
    return held, pace_of(cabinet.store.state, datetime.now(UTC))


def pace_rows(pace: "Forecast | None") -> list[tuple[str, str]]:
    """What the pace of the traffic leads to, and what it is counted from."""
    from cabinet_tui.widgets.pace_wording import pace_basis, pace_line

    lines = (pace_line(pace), pace_basis(pace)) if pace else ()
    return [(_("Pace"), "; ".join(line for line in lines if line))]


def _print(subscription: "Subscription", pace: "Forecast | None", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.locale import formats
    from cabinet_tui.widgets import wording

    traffic, autopay = subscription.traffic, subscription.autopay
    paper.facts(
        [
            (_("Subscription"), wording.plan_line(subscription)),
            (_("Time"), wording.expiry_line(subscription, datetime.now(UTC))),
            (_("Daily"), _daily(subscription, paper)),
            (_("Traffic"), formats.traffic(traffic.used, traffic.limit)),
            *pace_rows(pace),
            *_bought(subscription),
            (_("Devices"), wording.devices_line(subscription)),
            (_("Servers"), wording.server_names(tuple(subscription.servers))),
            (_("Autopay"), "" if autopay is None else _("on") if autopay else _("off")),
            (_("Link"), subscription.link),
        ]
    )


def _daily(subscription: "Subscription", paper: "Paper") -> str:
    from datetime import UTC, datetime

    from cabinet_tui.widgets.traffic_wording import daily_line

    if subscription.daily is None:
        return ""
    return daily_line(subscription.daily, datetime.now(UTC), ascii_only=paper.ascii_only)


def _bought(subscription: "Subscription") -> list[tuple[str, str]]:
    from cabinet_tui.widgets.traffic_wording import bought_line

    return [
        (" " if place else _("Bought"), bought_line(bought))
        for place, bought in enumerate(subscription.bought_traffic)
    ]
