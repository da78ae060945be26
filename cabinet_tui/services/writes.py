"""One write of a kind at a time: a key pressed twice changes nothing twice."""

from collections.abc import Iterator
from contextlib import contextmanager

from cabinet_tui.domain.refusals import Busy


class Writes:
    """Knows which writes are under way."""

    def __init__(self) -> None:
        self._running: set[str] = set()

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """While this write is under way; raises Busy when it already is."""
        if name in self._running:
            raise Busy
        self._running.add(name)
        try:
            yield
        finally:
            self._running.discard(name)
