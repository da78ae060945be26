"""The terminal before and after the whole-screen program."""

import os
import sys
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from cabinet_tui.domain.colour import Depth

if sys.platform != "win32":
    import termios

_FPS_OVER_SSH = "20"
_MODES_OFF = "".join(
    f"\x1b[?{mode}l" for mode in (1000, 1002, 1003, 1006, 1015, 1016, 1004, 2004, 2026, 2048)
)
RESTORE = f"{_MODES_OFF}\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h\x1b[0m"
"""Mouse, focus, paste, sync and resize reports off, keyboard and wrapping as usual, the normal
screen, the cursor on, no colour."""


def is_remote(environ: Mapping[str, str]) -> bool:
    """Whether we are run through SSH."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


def prepare(environ: MutableMapping[str, str], depth: Depth) -> None:
    """Settle what Textual writes and how much; it reads this once, when it is first imported.

    What the user has set stays. Over SSH: fewer frames, and the mouse tells of clicks only, since
    reporting every movement is a packet each.
    """
    environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    # Of no colours it knows nothing: they are taken out before it would write them.
    drawn = Depth.FEW if depth is Depth.NONE else depth
    environ.setdefault("TEXTUAL_COLOR_SYSTEM", drawn.value)
    if is_remote(environ):
        environ.setdefault("TEXTUAL_FPS", _FPS_OVER_SSH)
        environ.setdefault("TEXTUAL_DRIVER", "cabinet_tui.cli.ssh_driver:ClickDriver")


class TerminalGuard:
    """Remembers how the terminal was and puts it back when nobody else could."""

    def __init__(self) -> None:
        self._modes = self._read()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None or self._read() != self._modes:
            self.restore()

    def restore(self) -> None:
        """Leave the whole screen and put the line discipline back, without waiting."""
        if sys.__stderr__ is None or not sys.__stderr__.isatty():
            return
        with suppress(OSError):
            os.write(sys.__stderr__.fileno(), RESTORE.encode())
        if sys.platform != "win32" and self._modes is not None and sys.__stdin__ is not None:
            with suppress(termios.error, OSError):
                termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, self._modes)

    @staticmethod
    def _read() -> "list[int | list[bytes | int]] | None":
        if sys.platform == "win32" or sys.__stdin__ is None:
            return None
        try:
            return termios.tcgetattr(sys.__stdin__.fileno())
        except (termios.error, OSError, ValueError):
            return None
