"""A terminal somebody looks at: it can be resized, and shows what has been drawn so far."""

import os
import re
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pexpect
import pyte

PATIENCE = 30.0
_QUIET = 0.15
"""Seconds without a byte after which a frame is taken to be whole."""
_SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


class Display:
    """The real program on a pseudo-terminal; ``raw`` is every byte it wrote."""

    def __init__(self, child: "pexpect.spawn[str]", rows: int, columns: int) -> None:
        self.child = child
        self.raw = bytearray()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    @property
    def rows(self) -> list[str]:
        """What is seen, a text for each row."""
        return list(self._screen.display)

    def resize(self, rows: int, columns: int) -> None:
        """Drag the window to another size; the program draws all of it anew."""
        if (rows, columns) == (self._screen.lines, self._screen.columns):
            return
        self._settle()
        self._screen.reset()
        self._screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def look(self, wanted: str) -> list[str]:
        """The rows, once this is among them and nothing more is drawn."""
        end = time.monotonic() + PATIENCE
        while True:
            is_still = not self._read(_QUIET)
            if is_still and re.search(wanted, "\n".join(self.rows)):
                return self.rows
            seen = "\n".join(self.rows)
            assert time.monotonic() < end, f"{wanted!r} is not on the screen:\n{seen}"

    def colours(self) -> set[tuple[int, ...]]:
        """How colours were asked for: (2, red, green, blue), (5, index), or one of the sixteen."""
        found = set[tuple[int, ...]]()
        for parameters in _SGR.findall(self.raw):
            numbers = [int(number or 0) for number in parameters.decode().split(";")]
            while numbers:
                first = numbers.pop(0)
                if first in (38, 48):
                    taken = 4 if numbers[0] == 2 else 2
                    found.add(tuple(numbers[:taken]))
                    del numbers[:taken]
                elif first % 10 < 8 and first // 10 in (3, 4, 9, 10):
                    found.add((first,))
        return found

    def _settle(self) -> None:
        while self._read(_QUIET):
            pass

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.child.child_fd], [], [], seconds)
        if not ready:
            return False
        piece = os.read(self.child.child_fd, 65536)
        self.raw += piece
        self._stream.feed(piece)
        return True


@contextmanager
def display(*arguments: str, rows: int, columns: int, **environ: str) -> Iterator[Display]:
    """Run a command on a display; whatever is left of it at the end is killed."""
    child = pexpect.spawn(
        sys.executable,
        list(arguments),
        env={**os.environ, **environ},
        dimensions=(rows, columns),
        timeout=PATIENCE,
    )
    try:
        yield Display(child, rows, columns)
    finally:
        child.close(force=True)
