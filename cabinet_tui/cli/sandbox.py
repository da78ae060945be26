"""``sandbox``: a cabinet with made-up accounts on this computer, for trying things out."""

from argparse import Namespace

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _


def add(commands: Commands) -> None:
    """Make the command known."""
    from cabinet_tui.sandbox import command

    parser = commands.add("sandbox", _("run a made-up cabinet on this computer"))
    command.add_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: Namespace, _options: Options) -> int:
    """Serve until a signal, or until standard input ends with ``--exit-with-parent``."""
    from cabinet_tui.cli.sandbox_process import require_packages
    from cabinet_tui.sandbox import command

    require_packages()
    return command.run(arguments)
