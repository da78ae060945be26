"""``completion``: a script that teaches the shell our options."""

from argparse import Namespace

from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands
from cabinet_tui.locale import _

_SHELLS = ("bash", "zsh", "tcsh")


def add(commands: Commands) -> None:
    """Make the command known."""
    parser = commands.add("completion", _("write a completion script for a shell"))
    parser.add_argument("shell", choices=_SHELLS, metavar=_("SHELL"), help=", ".join(_SHELLS))
    parser.set_defaults(run=run)


def run(arguments: Namespace, _options: Options) -> int:
    """Print the script."""
    import shtab

    from cabinet_tui.cli import commands
    from cabinet_tui.cli.exits import Exit

    print(shtab.complete(commands.grammar(), shell=arguments.shell))
    return Exit.OK
