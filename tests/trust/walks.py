"""The real program on a pseudo-terminal, led through everything it has, its raw output kept."""

import os
import select
import sys
import time

import pexpect

QUIET = 0.1
FIRST = 0.4
PATIENCE = 20.0
LONGEST = 90.0
ESC = "\x1b[27u"
"""Escape as terminals with the kitty keyboard protocol send it: alone, the byte would make another
key of what is typed after it, when the program is too busy to read both apart."""


class Walk:
    """A program on a terminal of 80x24; ``raw`` is every byte it wrote."""

    def __init__(self, *arguments: str, **environ: str) -> None:
        self.raw = bytearray()
        self._is_over = False
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            env={**os.environ, "TERM": "xterm-256color", **environ},
            dimensions=(24, 80),
            timeout=PATIENCE,
        )

    def until(self, wanted: bytes, start: int = 0) -> None:
        """Read until this was written, after so many bytes."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.raw[start:]:
            if time.monotonic() > end or not self._read(PATIENCE):
                raise AssertionError(f"{wanted!r} never came: {bytes(self.raw[-300:])!r}")

    def press(self, keys: str, shows: bytes = b"") -> int:
        """Type, and read until this and nothing more is written; how many bytes came."""
        before = len(self.raw)
        self.child.send(keys)
        self.until(shows, before)
        wait = FIRST  # at first for the answer, then for its end
        latest = time.monotonic() + PATIENCE
        while self._read(wait) and time.monotonic() < latest:
            wait = QUIET
        return len(self.raw) - before

    def leave(self) -> int | None:
        """Quit from wherever the program is, also from within a field; the exit code."""
        for key in (ESC, ESC, "\x11"):
            self.press(key)
        return self.end()

    def end(self) -> int | None:
        """Read to the end; the exit code."""
        latest = time.monotonic() + LONGEST
        while self._read(PATIENCE):
            assert time.monotonic() < latest, "the program does not end"
        assert self._is_over, f"the program waits for something: {bytes(self.raw[-300:])!r}"
        self.child.wait()
        code: int | None = self.child.exitstatus
        return code

    def stop(self) -> None:
        """Kill whatever is left."""
        self.child.close(force=True)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.child.child_fd], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self.child.child_fd, 65536)
        except OSError:
            piece = b""  # the other end of the terminal is closed
        self._is_over = not piece
        self.raw += piece
        return bool(piece)
