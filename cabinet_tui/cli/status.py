"""``status``: who is signed in where, and how things stand."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli import offline
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, add_json
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.cli.output import Json, Paper
    from cabinet_tui.profile import Profile
    from cabinet_tui.services.cabinet import Cabinet
    from cabinet_tui.store.state import AppState


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("status", _("show who is signed in and how things stand"))
    add_json(parser)
    offline.add(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Print everything that matters at a glance."""
    from cabinet_tui.cli import output, visit
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.services.last_known import kept_since

    chosen = visit.chosen_profile(options)
    state = offline.state(options) if arguments.offline else visit.visit(options, _read)
    since = kept_since(state)
    if arguments.offline:
        if since is None:
            return offline.nothing()
        offline.tell_age(since)
    if arguments.json:
        age = offline.age_document(since) if arguments.offline else {}
        output.document({**_document(state, chosen), **age})
    else:
        _print(state, chosen, output.Paper(options.ascii_only))
    return Exit.OK


async def _read(cabinet: "Cabinet") -> "AppState":
    """The state with all that is shown in it; raises the first failure."""
    import asyncio

    await asyncio.gather(
        cabinet.session.refresh(),
        cabinet.balance.refresh(),
        cabinet.subscription.refresh(),
        cabinet.payments.refresh(),
        cabinet.tickets.refresh(),
    )
    state = cabinet.store.state
    read = (state.account, state.balance, state.subscription, state.pending, state.tickets)
    for error in (remote.error for remote in read):
        if error is not None:
            raise error
    return state


def _document(state: "AppState", profile: "Profile") -> "dict[str, Json]":
    from datetime import UTC, datetime

    from cabinet_tui.cli.documents import account_document
    from cabinet_tui.cli.pace_document import paced_document
    from cabinet_tui.store.pace import pace_of

    account, subscription = state.account.value, state.subscription.value
    pace = pace_of(state, datetime.now(UTC))
    return {
        "profile": profile.name,
        "server": profile.server,
        "token_store": state.session.token_store or None,
        "account": account_document(account) if account else None,
        "balance_kopeks": state.balance.value,
        "subscription": paced_document(subscription, pace) if subscription else None,
        "pending_payments": len(state.pending.value or ()) if state.pending.is_known else None,
        "unread_replies": state.unread if state.tickets.is_known else None,
    }


def _print(state: "AppState", profile: "Profile", paper: "Paper") -> None:
    from datetime import UTC, datetime

    from cabinet_tui.cli.subscription import pace_rows
    from cabinet_tui.cli.wording import amount, person, token_store
    from cabinet_tui.locale import formats
    from cabinet_tui.store.pace import pace_of
    from cabinet_tui.widgets.wording import expiry_line, plan_line

    account, subscription = state.account.value, state.subscription.value
    rows = [
        (_("Profile"), profile.name),
        (_("Server"), profile.server),
        (_("Account"), person(account) if account else ""),
        (_("Session kept in"), token_store(state.session.token_store)),
        (_("Balance"), amount(state.balance.value, ascii_only=paper.ascii_only)),
        (_("Subscription"), plan_line(subscription) if subscription else _("none")),
    ]
    if subscription:
        traffic = subscription.traffic
        rows += [
            (_("Time"), expiry_line(subscription, datetime.now(UTC))),
            (_("Traffic"), formats.traffic(traffic.used, traffic.limit)),
            *pace_rows(pace_of(state, datetime.now(UTC))),
        ]
    pending, unread = len(state.pending.value or ()), state.unread
    rows += [
        (_("Waiting payments"), str(pending) if pending else ""),
        (_("Unread replies"), str(unread) if unread else ""),
    ]
    paper.facts(rows)
