"""No command: the cabinet on the whole screen."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.bootstrap import Target
    from cabinet_tui.cli.server_memory import ServerMemory
    from cabinet_tui.profile import Profile
    from cabinet_tui.services.cabinet import Cabinet


def run(_arguments: Namespace, options: Options) -> int:
    """Open the cabinet of the chosen profile; without one the sign-in asks for the server."""
    from cabinet_tui.cli.plain import talk

    if talk.is_wanted(options):
        return talk.run(options)
    require_terminal()
    from dataclasses import replace

    from cabinet_tui import bootstrap
    from cabinet_tui.cli import stage, visit
    from cabinet_tui.store.store import Store

    chosen = visit.chosen_profile(options, needs_server=False)
    wanted = visit.target(options, chosen)
    host = bootstrap.host(wanted) if wanted.server else ""
    memory = visit.server_memory(options)
    store = Store(bootstrap.last_known(wanted, memory) if wanted.server else None)
    used = wanted

    async def connect(typed: str) -> "Cabinet":
        nonlocal used
        used = replace(wanted, server=typed) if typed else used
        return await bootstrap.connect(used, store, memory=memory)

    try:
        return stage.show(store, connect, options, profile=chosen.name, server=host)
    finally:
        if store.state.session.signed_in:
            _remember(chosen, used, memory)
            memory.learn_language(store.state.account_language)


def require_terminal() -> None:
    """Raise BadSetting when there is no terminal to draw on."""
    streams = (sys.stdin, sys.stderr)
    if not all(stream and stream.isatty() for stream in streams):
        raise BadSetting(
            reason=_("There is no terminal to draw on."),
            advice=_("Run it in a terminal or with --plain, or use a command: cabinet-tui --help"),
        )
    if os.environ.get("TERM") == "dumb":
        raise BadSetting(
            reason=_("This terminal cannot show screens (TERM=dumb)."),
            advice=_("Run it with --plain, or use a command: cabinet-tui --help"),
        )


def _remember(chosen: "Profile", used: "Target", memory: "ServerMemory") -> None:
    """Keep the server of a session that goes on, where the profile does not name one yet."""
    from dataclasses import replace

    from cabinet_tui import bootstrap, profile
    from cabinet_tui.cli import output
    from cabinet_tui.cli.server_memory import acquainted
    from cabinet_tui.profile import Profile

    path = profile.config_path()
    try:
        kept = profile.read(path)
        if not kept.by_name.get(chosen.name, Profile()).server:
            there = replace(chosen, server=bootstrap.address(used))
            if memory.found:
                there = acquainted(replace(there, server=memory.found.base_url), memory.found)
            profile.remember(path, there, make_default=not kept.by_name)
    except BadSetting as error:
        output.remark(str(error))
