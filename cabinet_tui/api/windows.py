"""What has been sent in the last minute, and what the server has closed; all moments in UTC.

Several processes keep this together, so it can be written down and read back.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

WINDOW = 61.0
"""Seconds; a little longer than the server's minute: requests do not all travel equally fast."""
LONGEST_BLOCK = 3600.0
_HAIR = 0.001
_SCHEMA = 1
_LATEST = 1e12


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that was let out; ``mark`` tells reads of the same apart from others."""

    at: float
    mark: str = ""


def mark(text: str) -> str:
    """A short name for something that does not tell what it is."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class Windows:
    """The requests of each window by its name, the oldest first, and what is closed until when."""

    def __init__(self) -> None:
        self._sent: defaultdict[str, list[Sent]] = defaultdict(list)
        self._closed: dict[str, float] = {}

    def count(self, name: str, mark: str) -> int:
        """How many of a window have this mark."""
        return sum(1 for sent in self._sent[name] if sent.mark == mark)

    def wait(self, name: str, allowed: int, now: float) -> float:
        """Seconds until a window has room when it may hold so many, 0 when it has."""
        sent = self._sent[name]
        if len(sent) < allowed:
            return 0.0
        return _from(now, sent[len(sent) - allowed].at + WINDOW)

    def wait_open(self, name: str, now: float) -> float:
        """Seconds until this is no longer closed, 0 when it is not."""
        return _from(now, self._closed.get(name, now))

    def put(self, name: str, sent: Sent) -> None:
        """This was let out just now."""
        self._sent[name].append(sent)

    def take_back(self, name: str, sent: Sent) -> None:
        """This never left: the server has not counted it."""
        if sent in self._sent[name]:
            self._sent[name].remove(sent)

    def close(self, name: str, until: float) -> None:
        """The server lets nothing of this in until then."""
        self._closed[name] = until

    def prune(self, now: float) -> None:
        """Forget what is over.

        A clock that was put back makes requests of the future: they count as sent now, and for
        what lies further ahead than any window nobody waits.
        """
        for name, sent in tuple(self._sent.items()):
            kept = [
                Sent(min(one.at, now), one.mark) for one in sent if -WINDOW < now - one.at < WINDOW
            ]
            self._sent[name] = sorted(kept, key=lambda one: one.at)
            if not kept:
                del self._sent[name]
        self._closed = {
            name: until
            for name, until in self._closed.items()
            if 0 < until - now <= LONGEST_BLOCK + WINDOW
        }

    def written(self) -> str:
        """All of it as a text."""
        sent = {name: [[one.at, one.mark] for one in ones] for name, ones in self._sent.items()}
        return json.dumps({"schema": _SCHEMA, "sent": sent, "closed": self._closed})

    @classmethod
    def read(cls, text: str) -> "Windows":
        """What was written; nothing when it is damaged: that costs a 429 at worst."""
        windows = cls()
        try:
            told: object = json.loads(text)
        except (ValueError, RecursionError):
            return windows
        if not isinstance(told, dict) or told.get("schema") != _SCHEMA:
            return windows
        for name, ones in _items(told.get("sent")):
            windows._sent[name] = [one for one in map(_sent, _listed(ones)) if one is not None]
        for name, until in _items(told.get("closed")):
            if (moment := _moment(until)) is not None:
                windows._closed[name] = moment
        return windows


def _from(now: float, then: float) -> float:
    """Seconds to wait; what is less than a clock can tell is nothing."""
    return then - now if then - now > _HAIR else 0.0


def _items(told: object) -> list[tuple[str, object]]:
    return [(str(name), value) for name, value in told.items()] if isinstance(told, dict) else []


def _listed(told: object) -> list[object]:
    return list(told) if isinstance(told, list) else []


def _sent(told: object) -> Sent | None:
    match told:
        case [at, str(mark)] if (moment := _moment(at)) is not None:
            return Sent(moment, mark)
    return None


def _moment(told: object) -> float | None:
    if isinstance(told, int | float) and not isinstance(told, bool) and abs(told) < _LATEST:
        return float(told)
    return None
