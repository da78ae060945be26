"""The whole-screen app, made and played for whoever wants it on."""

import asyncio
import inspect
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cabinet_tui.cli import clipboard, colours, preferences, terminal
from cabinet_tui.cli.exits import Exit
from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import CabinetError

if TYPE_CHECKING:
    from cabinet_tui.services.cabinet import Cabinet, Connect
    from cabinet_tui.store.store import Store


def show(
    store: "Store",
    connect: "Connect",
    options: Options,
    *,
    profile: str,
    server: str,
    clean_up: Callable[[], None] | None = None,
    needs_connection: bool = False,
    keeps_settings: bool = True,
) -> int:
    """Show the app until it ends; returns the exit code. Textual is imported here, not before.

    With ``needs_connection`` the app ends when there is none, and raises what kept it away.
    Settings that are changed outlive the app with ``keeps_settings``.
    """
    depth = colours.depth_of(os.environ)
    terminal.prepare(os.environ, depth)
    from cabinet_tui.app import CabinetApp
    from cabinet_tui.app_options import AppOptions
    from cabinet_tui.cli.crash import QuietCrash
    from cabinet_tui.cli.play import play
    from cabinet_tui.screens.tuner import Tuning
    from cabinet_tui.widgets.qr_picture import this_terminal

    class PlayedApp(QuietCrash, CabinetApp):
        """The app as it runs on a terminal. Its style sheet stays where the app's is."""

        CSS_PATH = str(Path(inspect.getfile(CabinetApp)).with_name("app.tcss"))

    failures: list[CabinetError] = []

    async def connect_or_leave(typed: str) -> "Cabinet":
        try:
            return await connect(typed)
        except CabinetError as error:
            if needs_connection:
                failures.append(error)
                app.exit(return_code=Exit.FAILED)
            raise

    settings = preferences.in_use(options)
    encoding = getattr(sys.__stderr__, "encoding", None)
    if colours.needs_ascii(os.environ, encoding):
        settings = replace(settings, ascii=True)
    app = PlayedApp(
        store,
        connect_or_leave,
        AppOptions(
            profile=profile,
            server=server,
            copy=_copy_past_tmux,
            tuning=Tuning(
                settings,
                keep=preferences.keep if keeps_settings else None,
                kept_in=preferences.place() if keeps_settings else "",
            ),
            in_tmux=bool(os.environ.get("TMUX")),
            depth=depth,
            dark_ground=colours.is_dark(os.environ),
            canvas=this_terminal,
            half_blocks=colours.has_half_blocks(os.environ, encoding),
            keys=preferences.keys(),
            greets=not settings.greeted,
        ),
    )
    code = play(app, mouse=settings.mouse, clean_up=clean_up)
    if failures and code == Exit.FAILED:
        raise failures[0]
    return code


async def _copy_past_tmux(text: str) -> None:
    """The app writes OSC 52 itself; tmux may keep that to itself, its own command does not."""
    await asyncio.to_thread(clipboard.by_tmux, text, dict(os.environ))
