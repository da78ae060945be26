"""The clipboard of whoever sits at the terminal, also at the far end of SSH.

OSC 52 asks the terminal; nobody answers, so nobody can say that it worked. Inside tmux its own
command reaches the clipboard whatever its settings say of programs that ask.
"""

import os
import subprocess
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from shutil import which

_PATIENCE = 2.0
_LIMIT = 70_000


def osc52(text: str) -> str:
    """The sequence that asks a terminal to put ``text`` on the clipboard."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def by_tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Let tmux send the text to the clipboard; False when there is no tmux around us."""
    tmux = which("tmux", path=environ.get("PATH")) if environ.get("TMUX") else None
    if tmux is None:
        return False
    with suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(  # noqa: S603 - a fixed command; the text goes through the pipe
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
        return done.returncode == 0
    return False


def send(text: str, write: Callable[[str], bool], environ: Mapping[str, str]) -> bool:
    """Send the text on its way; False when nothing can take it or it is too long for a terminal.

    ``write`` hands a sequence to the terminal and tells whether there is one.
    """
    if len(text.encode()) > _LIMIT:
        return False
    tmux_took_it = by_tmux(text, environ)
    return write(osc52(text)) or tmux_took_it


def write_to_terminal(text: str) -> bool:
    """Write to the terminal itself, wherever the output goes; False when there is none."""
    try:
        terminal = os.open("/dev/tty", os.O_WRONLY | os.O_NOCTTY)
    except OSError:
        return False
    try:
        os.write(terminal, text.encode())
    finally:
        os.close(terminal)
    return True
