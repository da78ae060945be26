"""``demo``: the whole program on a made-up cabinet; leaves nothing behind."""

from argparse import Namespace
from typing import TYPE_CHECKING

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet

_PROFILE = "demo"


def add(commands: Commands) -> None:
    """Make the command known."""
    from cabinet_tui.sandbox.command import SCENARIOS

    parser = commands.add("demo", _("look around in a made-up cabinet, without an account"))
    parser.add_argument(
        "--scenario",
        choices=SCENARIOS,
        default="default",
        metavar=_("NAME"),
        help=_("what the account looks like: {names}").format(names=", ".join(SCENARIOS)),
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace, options: Options) -> int:
    """Open the app at once; the sandbox starts and the login request goes out behind it."""
    import asyncio
    from dataclasses import replace

    from cabinet_tui import bootstrap, locale
    from cabinet_tui.bootstrap import AUTO, MEMORY, Target
    from cabinet_tui.cli import stage, tui
    from cabinet_tui.cli.plain import talk
    from cabinet_tui.cli.sandbox_process import SandboxProcess, require_packages
    from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
    from cabinet_tui.store.store import Store

    plain = talk.is_wanted(options)
    if not plain:
        tui.require_terminal()
    require_packages()
    dialect = "bedolaga" if options.dialect == "bedolaga" else "documented"
    sandbox = SandboxProcess(["--scenario", arguments.scenario, "--dialect", dialect])
    if plain:
        from cabinet_tui.cli.plain import demo as in_lines

        return in_lines.run(sandbox, options, profile=_PROFILE, dialect=dialect)
    store = Store()

    async def connect(typed: str) -> "Cabinet":
        server = typed or await asyncio.to_thread(sandbox.start)
        spoken = (options.dialect or AUTO) if typed else dialect
        target = Target(_PROFILE, server, MEMORY, read_only=options.read_only, dialect=spoken)
        cabinet = await bootstrap.connect(target, store)
        if not typed:
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        return cabinet

    try:
        return stage.show(
            store,
            connect,
            # The made-up account has a language of its own: it is not asked.
            replace(options, language=locale.current()),
            profile=_PROFILE,
            server=_("demo"),
            clean_up=sandbox.stop,
            needs_connection=True,
            keeps_settings=False,
        )
    finally:
        sandbox.stop()
