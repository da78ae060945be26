"""The real program on a pseudo-terminal, led through everything it has, its raw output kept."""

import os
import select
import sys
import time

import pexpect

QUIET = 0.1
FIRST = 0.4
PATIENCE = 20.0


class Walk:
    """A program on a terminal of 80x24; ``raw`` is every byte it wrote."""

    def __init__(self, *arguments: str, **environ: str) -> None:
        self.raw = bytearray()
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            env={**os.environ, "TERM": "xterm-256color", **environ},
            dimensions=(24, 80),
            timeout=PATIENCE,
        )

    def until(self, wanted: bytes) -> None:
        """Read until this was written."""
        end = time.monotonic() + PATIENCE
        start = 0
        while wanted not in self.raw[start:]:
            if time.monotonic() > end or not self._read(PATIENCE):
                raise AssertionError(f"{wanted!r} never came: {bytes(self.raw[-2000:])!r}")

    def press(self, keys: str) -> int:
        """Type, and read until nothing more is written; how many bytes came."""
        before = len(self.raw)
        self.child.send(keys)
        wait = FIRST  # at first for the answer, then for its end
        latest = time.monotonic() + PATIENCE
        while self._read(wait) and time.monotonic() < latest:
            wait = QUIET
        return len(self.raw) - before

    def end(self) -> int | None:
        """Read to the end; the exit code."""
        latest = time.monotonic() + PATIENCE
        while self._read(PATIENCE):
            if time.monotonic() > latest:
                raise AssertionError("the program does not end")
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
            return False
        self.raw += piece
        return bool(piece)
