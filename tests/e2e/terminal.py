"""The real program on a pseudo-terminal, and a terminal in memory that shows what it wrote."""

import os
import re
import select
import signal
import sys
import termios
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte
from rich.segment import Segment
from rich.style import Style

PATIENCE = 20
MODES = ("1000", "1002", "1003", "1004", "1006", "1015", "2004", "1049")
"""Mouse, focus, bracketed paste, and the second screen: off before and after a program."""


class _Ear:
    """Collects what the program writes, and draws each piece of it once, when it is looked at."""

    def __init__(self, rows: int, columns: int) -> None:
        self.heard: list[str] = []
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._drawn = 0

    def drawn(self) -> pyte.Screen:
        for text in self.heard[self._drawn :]:
            self._stream.feed(text)
        self._drawn = len(self.heard)
        return self._screen

    def write(self, text: str) -> None:
        self.heard.append(text)

    def flush(self) -> None:
        pass


class Terminal:
    """Runs a command until the ``with`` ends; whatever is left of it is killed then."""

    def __init__(self, *arguments: str, rows: int = 24, columns: int = 80, **environ: str) -> None:
        self._ear = _Ear(rows, columns)
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            env={**os.environ, "TERM": "xterm-256color", **environ},
            dimensions=(rows, columns),
            encoding="utf-8",
            timeout=PATIENCE,
        )
        self.child.logfile_read = self._ear
        self.modes_before = self.line_discipline()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.child.close(force=True)

    @property
    def written(self) -> str:
        """Everything the program has written."""
        return "".join(self._ear.heard)

    @property
    def screen(self) -> pyte.Screen:
        """What a terminal shows of it now."""
        return self._ear.drawn()

    def shows(self, pattern: str) -> None:
        """Wait until the program writes something."""
        self.child.expect(pattern)

    def until(self, holds: Callable[[pyte.Screen], bool]) -> None:
        """Wait until what the terminal shows is as wanted; each piece of output is a new look."""
        while not holds(self.screen):
            self.child.expect(".+")

    def press(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.child.kill(number)

    def ended(self) -> int | None:
        """Wait for the end; the exit code, None after a signal that nobody handled."""
        self.child.expect(pexpect.EOF)
        self.child.wait()
        code: int | None = self.child.exitstatus
        return code

    def left_on(self) -> list[str]:
        """The modes that the program switched on and left on; a cursor left hidden is ``25``."""
        left = [mode for mode in MODES if self._last(mode) == "h"]
        return left + (["25"] if self._last("25") == "l" else [])

    def _last(self, mode: str) -> str:
        found = re.findall(rf"\x1b\[\?{mode}([hl])", self.written)
        return found[-1] if found else ""

    def line_discipline(self) -> list[object]:
        """Echo, line editing and the like, as the terminal has them now."""
        return list(termios.tcgetattr(self.child.child_fd)[:4])

    def children(self) -> list[int]:
        """The processes that the program has started and that are still there."""
        found = Path(f"/proc/{self.child.pid}/task").glob("*/children")
        return [int(pid) for path in found for pid in path.read_text().split()]


def gone(process: int) -> bool:
    """Wait until a process that is no child of ours has ended; False when it stays."""
    try:
        descriptor = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        ready, _writable, _failed = select.select([descriptor], [], [], PATIENCE)
        return bool(ready)
    finally:
        os.close(descriptor)


def segments(screen: pyte.Screen) -> Sequence[Sequence[Segment]]:
    """The rows of a terminal as segments with their colours."""
    return [
        [
            Segment(
                cell.data,
                Style(color=_colour(cell.fg), bgcolor=_colour(cell.bg), reverse=cell.reverse),
            )
            for cell in (screen.buffer[row][column] for column in range(screen.columns))
        ]
        for row in range(screen.lines)
    ]


def _colour(name: str) -> str | None:
    if name == "default":
        return None
    if re.fullmatch("[0-9a-f]{6}", name):
        return f"#{name}"
    return re.sub("^bright(?=[a-z])", "bright_", name).replace("brown", "yellow")


def end(process: int) -> None:
    """Kill a process that a test found left behind."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
