"""Runs a whole-screen app so that the terminal is whole again however it ends."""

import asyncio
import os
import signal
from collections.abc import Callable
from threading import Timer
from types import FrameType

from textual.app import App

from cabinet_tui.cli import failure
from cabinet_tui.cli.crash import crash_of
from cabinet_tui.cli.exits import signal_code
from cabinet_tui.cli.terminal import TerminalGuard

_PATIENCE = 3.0
_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


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
        """The loop of the app runs: signals go to it from now on."""
        self._loop = asyncio.get_running_loop()
        if self.code is not None:
            self._loop.call_soon(self._ask)

    def on_signal(self, number: int, _frame: FrameType | None) -> None:
        """A signal came: the app may end in order, for a while. A second one ends it at once.

        A plain handler, since one of the loop would wait for a loop that hangs.
        """
        if self.code is not None:
            self._abandon()
        self.code = signal_code(number)
        self.hurry()
        if self._loop is not None:
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
        before = {number: signal.signal(number, departure.on_signal) for number in _SIGNALS}
        try:
            asyncio.run(_perform(app, departure, tidy, mouse=mouse))
        finally:
            departure.arrived()
            for number, handler in before.items():
                signal.signal(number, handler or signal.SIG_DFL)
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
        clean_up()


def _nothing() -> None:
    """Nothing is left to be done."""
