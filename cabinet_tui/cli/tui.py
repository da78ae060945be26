"""No command: the cabinet on the whole screen."""

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.bootstrap import Target
    from cabinet_tui.profile import Profile
    from cabinet_tui.services.cabinet import Cabinet


def run(_arguments: Namespace, options: Options) -> int:
    """Open the cabinet of the chosen profile; without one the sign-in asks for the server."""
    require_terminal()
    from dataclasses import replace

    from cabinet_tui import bootstrap
    from cabinet_tui.cli import stage, visit
    from cabinet_tui.store.store import Store

    chosen = visit.chosen_profile(options, needs_server=False)
    wanted = visit.target(options, chosen)
    host = bootstrap.host(wanted) if wanted.server else ""
    store = Store()
    used = wanted

    async def connect(typed: str) -> "Cabinet":
        nonlocal used
        used = replace(wanted, server=typed) if typed else wanted
        return await bootstrap.connect(used, store)

    try:
        return stage.show(store, connect, options, profile=chosen.name, server=host)
    finally:
        if store.state.session.signed_in:
            _remember(chosen, used)


def require_terminal() -> None:
    """Raise BadSetting when there is no terminal to draw on."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadSetting(
            reason=_("There is no terminal to draw on."),
            advice=_("Run it in a terminal, or use a command: cabinet-tui --help"),
        )


def _remember(chosen: "Profile", used: "Target") -> None:
    """Keep the server of a session that goes on, so that it is found the next time."""
    from dataclasses import replace

    from cabinet_tui import bootstrap, profile

    found = replace(chosen, server=bootstrap.address(used))
    path = profile.config_path()
    kept = profile.read(path)
    if kept.by_name.get(found.name) != found:
        profile.remember(path, found, make_default=not kept.by_name)
