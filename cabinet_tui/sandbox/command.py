"""The command line of the sandbox; fastapi and uvicorn are imported only when it runs."""

import argparse
import sys
from datetime import UTC, datetime

SCENARIOS = ("default", "empty", "poor", "huge", "flaky", "hostile")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sandbox's options to a parser."""
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--scenario", choices=SCENARIOS, default="default")
    parser.add_argument("--no-limits", action="store_true")
    parser.add_argument("--clock", nargs=2, metavar=("fixed", "ISO"))
    parser.add_argument("--access-seconds", type=float, default=15 * 60)
    parser.add_argument("--exit-with-parent", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Serve until a signal or the end of the parent; returns the exit code."""
    from cabinet_tui.sandbox.clock import fixed_clock, system_clock
    from cabinet_tui.sandbox.server import create_app, serve

    clock = system_clock()
    if options.clock is not None:
        clock = fixed_clock(options.clock)
    app = create_app(options.scenario, clock=clock, limits=not options.no_limits)
    serve(options.port, app, with_parent=options.exit_with_parent)
    return 0
