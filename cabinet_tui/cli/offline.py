"""What an earlier run knew of the account, for a command that asks no server."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Parser
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from cabinet_tui.cli.output import Json
    from cabinet_tui.domain.subscription import Subscription
    from cabinet_tui.store.remote import Remote
    from cabinet_tui.store.state import AppState


def add(parser: Parser) -> None:
    """Let a command do without the server."""
    parser.add_argument(
        "--offline",
        action="store_true",
        help=_("show what was known last, without asking the server"),
    )


def state(options: Options) -> "AppState":
    """The state as it was last known; raises BadSetting, and NotKept when it cannot be read."""
    from cabinet_tui import bootstrap
    from cabinet_tui.cli import visit

    chosen = visit.chosen_profile(options)
    found = bootstrap.last_known(visit.target(options, chosen), visit.server_memory(options))
    if found.not_kept is not None:
        raise found.not_kept
    return found


def nothing() -> int:
    """Say that nothing is kept; returns the exit code for that."""
    from cabinet_tui.cli import output
    from cabinet_tui.cli.exits import Exit

    output.remark(
        _("Nothing is kept here of this account: sign in, and look once while the server is there.")
    )
    return Exit.NOTHING


def tell_age(at: "datetime | None") -> None:
    """Say beside the output of when it is."""
    from datetime import UTC, datetime

    from cabinet_tui.cli import output
    from cabinet_tui.locale.formats import ago, stamp

    if at is not None:
        age = ago(datetime.now(UTC) - at)
        output.remark(
            _("As of {time}, {age} old; the server was not asked.").format(time=stamp(at), age=age)
        )


def age_document(at: "datetime | None") -> "dict[str, Json]":
    """Of when a document is."""
    from cabinet_tui.cli.output import utc

    return {"offline": True, "as_of": utc(at)}


def subscription(found: "AppState", arguments: Namespace) -> "Remote[Subscription] | None":
    """The subscription that was meant, or named; None when nothing is known of it."""
    from dataclasses import replace

    wanted = arguments.subscription
    held = found.subscription
    if wanted is None or (held.value is not None and held.value.id == wanted):
        return held if held.is_known else None
    listed = found.subscriptions
    one = listed.value.find(wanted) if listed.value else None
    return replace(held, value=one, fetched_at=listed.fetched_at) if one else None
