"""The command line."""

import io
import os
import sys
from collections.abc import Sequence

from cabinet_tui import locale


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    from cabinet_tui.cli import failure
    from cabinet_tui.cli.exits import Exit
    from cabinet_tui.domain.errors import CabinetError

    _forgive_narrow_encodings()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except CabinetError as error:
        return failure.expected(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return Exit.BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - the last place where a bug can become one line
        return failure.unexpected(error)
    return code


def _run(arguments: Sequence[str]) -> int:
    from cabinet_tui.cli import commands, options, parser, preferences

    asked = options.asked_language(arguments)
    # The settings are read after the grammar: help and version import nothing to find them.
    locale.use(locale.preferred(asked))
    try:
        with parser.argparse_speaks(locale.current()):
            namespace = commands.grammar().parse_args(arguments)
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else 0
    preferences.speak(asked, getattr(namespace, "profile", None))
    return commands.perform(namespace)


def _forgive_narrow_encodings() -> None:
    """A terminal that cannot show a character gets a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _stop_writing() -> None:
    """Nobody reads any more: what is left in the buffers goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
