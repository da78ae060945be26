"""The command line of the sandbox; fastapi and uvicorn are imported only when it runs."""

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from cabinet_tui.domain.system_words import system_words
from cabinet_tui.locale import _

REPLY_AFTER = 4.0
SCENARIOS = ("default", "empty", "poor", "huge", "flaky", "hostile")


class FixedMoment(argparse.Action):
    """Reads `--clock fixed 2026-11-23T12:00:00Z` into a moment; a naive one is UTC."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        """Store the moment, or end with a usage error."""
        kind, text = (str(value) for value in values or ("", ""))
        moment: datetime | None = None
        with suppress(ValueError):
            moment = datetime.fromisoformat(text)
        if kind != "fixed" or moment is None:
            parser.error(_("--clock wants: fixed 2026-11-23T12:00:00Z"))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        setattr(namespace, self.dest, aware)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sandbox's options to a parser."""
    add = parser.add_argument
    add("--port", type=int, default=0, help=_("port on 127.0.0.1; 0 takes a free one"))
    add("--scenario", choices=SCENARIOS, default="default", help=_("the world to start in"))
    add("--no-limits", action="store_true", help=_("switch the rate limits off"))
    add(
        "--clock",
        nargs=2,
        action=FixedMoment,
        metavar=("fixed", "ISO"),
        help=_("let time stand still at a moment"),
    )
    add(
        "--access-seconds",
        type=float,
        default=15 * 60,
        metavar="N",
        help=_("life of an access token"),
    )
    add("--no-replies", action="store_true", help=_("support never answers by itself"))
    add("--exit-with-parent", action="store_true", help=_("end when standard input ends"))


def run(options: argparse.Namespace) -> int:
    """Serve until a signal or the end of the parent; the exit code, 1 when the port is taken."""
    import sys

    from cabinet_tui.sandbox.clock import fixed_clock, system_clock
    from cabinet_tui.sandbox.server import create_app, serve

    clock = system_clock() if options.clock is None else fixed_clock(options.clock)
    app = create_app(
        options.scenario,
        # "auto" is for a client, which can find out how a server speaks
        dialect="bedolaga" if getattr(options, "dialect", None) == "bedolaga" else "documented",
        clock=clock,
        limits=not options.no_limits,
        access_seconds=options.access_seconds,
        reply_after=None if options.no_replies else REPLY_AFTER,
    )
    try:
        serve(options.port, app, with_parent=options.exit_with_parent)
    except (OSError, OverflowError) as error:
        text = _("Port {port} cannot be used: {reason}").format(
            port=options.port, reason=system_words(error)
        )
        sys.stderr.write(f"{text}\n")
        return 1
    return 0
