"""All commands: the grammar they make together, and the way to the one that was asked for."""

from argparse import Namespace
from collections.abc import Callable

from cabinet_tui.cli import (
    balance,
    completion,
    demo,
    link,
    login,
    logout,
    options,
    sandbox,
    status,
    subscription,
    transactions,
    tui,
)
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Commands, Parser, root

Run = Callable[[Namespace, Options], int]

_COMMANDS = (
    demo.add,
    login.add,
    logout.add,
    status.add,
    balance.add,
    transactions.add,
    subscription.add,
    link.add,
    sandbox.add,
    completion.add,
)


def grammar() -> Parser:
    """The parser of the whole command line."""
    parser = root()
    commands = Commands(parser)
    for add in _COMMANDS:
        add(commands)
    return parser


def perform(namespace: Namespace) -> int:
    """Run the command that was asked for, the whole-screen program when there was none."""
    run: Run = getattr(namespace, "run", tui.run)
    return run(namespace, options.chosen(namespace))
