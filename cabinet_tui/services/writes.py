"""One write of a kind at a time: a key pressed twice changes nothing twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.refusals import Busy
from cabinet_tui.domain.urgency import deed


class Writes:
    """Knows which writes are under way, and ``refusal`` what none gets past now."""

    def __init__(self, refusal: Callable[[], CabinetError | None]) -> None:
        self._refusal = refusal
        self._running: set[str] = set()

    @contextmanager
    def alone(self, name: str) -> Iterator[None]:
        """While this write is under way; raises Busy when it already is, and the refusal."""
        if refusal := self._refusal():
            raise refusal
        if name in self._running:
            raise Busy
        self._running.add(name)
        try:
            with deed():
                yield
        finally:
            self._running.discard(name)
