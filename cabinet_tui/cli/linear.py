"""Output that is read from the first line to the last, by a screen reader or a simple terminal.

No pictures, no line that is written over, no columns, no colour. In a conversation somebody
answers every question, through a pipe as well.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

_LINEAR = ContextVar("linear", default=False)
_ANSWERED = ContextVar("answered", default=False)


_NOTED: ContextVar[list[tuple[str, ...]] | None] = ContextVar("noted", default=None)


def is_linear() -> bool:
    """Whether what is written is read line by line."""
    return _LINEAR.get()


def is_answered() -> bool:
    """Whether questions are answered wherever the answers come from."""
    return _ANSWERED.get()


@contextmanager
def written() -> Iterator[None]:
    """Write in lines for as long as this lasts."""
    before = _LINEAR.set(True)
    try:
        yield
    finally:
        _LINEAR.reset(before)


@contextmanager
def conversation() -> Iterator[None]:
    """Write in lines and ask, for as long as this lasts."""
    before = _ANSWERED.set(True)
    try:
        with written():
            yield
    finally:
        _ANSWERED.reset(before)


def note(row: Sequence[str]) -> None:
    """A row of a table was written."""
    noted = _NOTED.get()
    if noted is not None:
        noted.append(tuple(row))


@contextmanager
def rows_noted() -> Iterator[Sequence[tuple[str, ...]]]:
    """The rows of the tables that are written while this lasts."""
    rows: list[tuple[str, ...]] = []
    before = _NOTED.set(rows)
    try:
        yield rows
    finally:
        _NOTED.reset(before)
