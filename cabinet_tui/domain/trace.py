"""What a debug log says, and all that it can say: words of ours, numbers and names of types.

No entry has a place for a text of a server, of a person or of an exception, so none has to be
taken out. Entries go to one logger that nothing else writes to and that is off unless asked for.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from types import TracebackType

from cabinet_tui.domain.link import Link
from cabinet_tui.domain.path_shape import path_shape

LOGGER = "cabinet_tui.trace"
_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")
_DEPTH = 30


class Entry:
    """One line of the log."""

    __slots__ = ()

    def line(self) -> str:
        """What it says."""
        raise NotImplementedError

    def __repr__(self) -> str:
        """The same for whoever else reads the logger; never what it was made of."""
        return self.line()


@dataclass(frozen=True, slots=True, repr=False)
class Asked(Entry):
    """A request was answered with a status, or lost by an error; ``number`` counts them."""

    number: int
    method: str
    path: str
    seconds: float
    outcome: int | type[BaseException]

    def line(self) -> str:
        """``#12 GET /tickets/{}/messages 200 in 34 ms``."""
        method = self.method if self.method in _METHODS else "?"
        how = self.outcome if isinstance(self.outcome, int) else _kind(self.outcome)
        took = round(self.seconds * 1000)
        return f"#{self.number:d} {method} {path_shape(self.path)} {how} in {took:d} ms"


@dataclass(frozen=True, slots=True, repr=False)
class CallFailed(Entry):
    """What a call came to after all its tries."""

    method: str
    path: str
    error: BaseException

    def line(self) -> str:
        """``GET /balance failed: RateLimited``."""
        method = self.method if self.method in _METHODS else "?"
        status = getattr(self.error, "status", None)
        told = f" ({status:d})" if isinstance(status, int) else ""
        return f"{method} {path_shape(self.path)} failed: {_kind(type(self.error))}{told}"


@dataclass(frozen=True, slots=True, repr=False)
class LinkChanged(Entry):
    """The realtime link."""

    link: Link

    def line(self) -> str:
        """``link reconnecting, again in 3.2 s``."""
        wait = self.link.retry_in
        again = "" if wait is None else f", again in {wait:.1f} s"
        return f"link {self.link.status.value}{again}{', refused' if self.link.refused else ''}"


@dataclass(frozen=True, slots=True, repr=False)
class Heard(Entry):
    """An event was pushed."""

    kind: type[object]

    def line(self) -> str:
        """``event TicketReplied``."""
        return f"event {_kind(self.kind)}"


@dataclass(frozen=True, slots=True, repr=False)
class Opened(Entry):
    """A cabinet was opened: how its server speaks and where the session is kept."""

    dialect: str
    read_only: bool

    def line(self) -> str:
        """``opened documented``."""
        return f"opened {_plain(self.dialect)}{', read only' if self.read_only else ''}"


@dataclass(frozen=True, slots=True, repr=False)
class Began(Entry):
    """The program began; the versions and the name of the command."""

    program: str
    python: str
    system: str
    command: str

    def line(self) -> str:
        """``cabinet-tui 1.0 balance, Python 3.11.9, linux``."""
        names = map(_plain, (self.program, self.command, self.python, self.system))
        return "cabinet-tui {} {}, Python {}, {}".format(*names)


@dataclass(frozen=True, slots=True, repr=False)
class Ended(Entry):
    """The program ended."""

    code: int

    def line(self) -> str:
        """``ended with 0``."""
        return f"ended with {self.code:d}"


@dataclass(frozen=True, slots=True, repr=False)
class Broke(Entry):
    """A failure with the places it went through: no message, no values."""

    error: BaseException

    def line(self) -> str:
        """``KeyError at services/tickets.py:12 load``, and of what was behind it."""
        return "; caused by ".join(_trail(error) for error in _chain(self.error))


def is_on() -> bool:
    """Whether anybody reads the log."""
    return logging.getLogger(LOGGER).isEnabledFor(logging.DEBUG)


def note(entry: Entry) -> None:
    """Write an entry, when the log is on."""
    logging.getLogger(LOGGER).debug(entry)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and what is inside a group."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting and len(seen) < _DEPTH:
        one = waiting.pop(0)
        if any(one is other for other in seen):
            continue
        seen.append(one)
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting.extend(one.exceptions)
        waiting.extend(other for other in (one.__cause__, one.__context__) if other is not None)


def _trail(error: BaseException) -> str:
    places = list(_places(error.__traceback__))[-_DEPTH:]
    return f"{_kind(type(error))} at {' > '.join(places) or 'nowhere'}"


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        parts: Sequence[str] = PurePath(code.co_filename).parts[-2:]
        yield f"{'/'.join(parts)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _kind(kind: type[object]) -> str:
    return _plain(kind.__name__)


def _plain(word: str) -> str:
    """A name or a version, which has nothing but letters, digits and a few signs."""
    return "".join(
        char for char in word[:60] if char.isascii() and (char.isalnum() or char in "._-+")
    )
