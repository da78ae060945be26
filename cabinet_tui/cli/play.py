"""Runs a whole-screen app so that the terminal is whole again however it ends."""

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from threading import Timer

from textual.app import App

from cabinet_tui.cli import failure
from cabinet_tui.cli.crash import crash_of
from cabinet_tui.cli.exits import signal_code
from cabinet_tui.cli.signals import ENDING, heard
from cabinet_tui.cli.terminal import TerminalGuard

_PATIENCE = 3.0


class Departure:
    """The way out: asks the app to go, and goes without it when it does not."""

    def __init__(self, app: App[int], guard: TerminalGuard, clean_up: Callable[[], None]) -> None:
        self.code: int | None = None
        self._app = app
        self._guard = guard
        self._clean_up = clean_up
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watchdog: Timer | None = None

    def attend(self) -> None:
        """The loop of the app runs: from now on it can be asked."""
        self._loop = asyncio.get_running_loop()
        if self.code is not None:
            self._ask()

    def on_signal(self, number: int) -> None:
        """A signal came: the app may end in order, for a while. A second one ends it at once."""
        if self.code is not None:
            self._abandon()
        self.code = signal_code(number)
        self.hurry()
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop is closed already
                self._loop.call_soon_threadsafe(self._ask)

    def hurry(self) -> None:
        """From now on whatever hangs is left behind after some seconds."""
        if self._watchdog is None:
            self._watchdog = Timer(_PATIENCE, self._abandon)
            self._watchdog.daemon = True
            self._watchdog.start()

    def arrived(self) -> None:
        """Everything ended in order."""
        if self._watchdog is not None:
            self._watchdog.cancel()

    def _ask(self) -> None:
        self._app.exit(return_code=self.code or 0)

    def _abandon(self) -> None:
        self._guard.restore()
        self._clean_up()
        os._exit(self.code or 0)


def play(app: App[int], *, mouse: bool = True, clean_up: Callable[[], None] | None = None) -> int:
    """Run the app and return the exit code; ``clean_up`` is called once the screen is left.

    A signal ends it in order, with 128 and its number as the code. A crash becomes one line.
    """
    tidy = clean_up or _nothing
    with TerminalGuard() as guard:
        departure = Departure(app, guard, tidy)
        try:
            with heard(ENDING, departure.on_signal):
                asyncio.run(_perform(app, departure, tidy, mouse=mouse))
        finally:
            departure.arrived()
    if departure.code is not None:
        return departure.code
    crash = crash_of(app)
    if crash is not None:
        return failure.unexpected(crash)
    return app.return_code or 0


async def _perform(
    app: App[int], departure: Departure, clean_up: Callable[[], None], *, mouse: bool
) -> None:
    departure.attend()
    try:
        await app.run_async(mouse=mouse)
    finally:
        departure.hurry()
        _stop_reading(app)
        clean_up()


def _stop_reading(app: App[int]) -> None:
    """End the thread that reads the keys: Textual leaves it when its farewell cannot be written,
    and it would read a terminal that is gone for ever."""
    stop = getattr(app._driver, "exit_event", None)  # noqa: SLF001 - there is no public way to it
    if stop is not None:
        stop.set()


def _nothing() -> None:
    """Nothing is left to be done."""
