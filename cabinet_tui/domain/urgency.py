"""For whom something is asked: what a person does comes before reads, and these before polls."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum


class Urgency(IntEnum):
    """Nobody waits for it, somebody looks at it, or somebody changes something; the last first."""

    BACKGROUND = 0
    READ = 1
    DEED = 2


# Of the task it is set in and of the tasks that one starts; no other sees it.
_URGENCY: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.READ)


def urgency() -> Urgency:
    """How urgent is what is being done."""
    return _URGENCY.get()


@contextmanager
def background() -> Iterator[None]:
    """What is asked for inside is for nobody in particular."""
    with _at(Urgency.BACKGROUND):
        yield


@contextmanager
def deed() -> Iterator[None]:
    """What is asked for inside belongs to a change that a person makes."""
    with _at(Urgency.DEED):
        yield


@contextmanager
def _at(how: Urgency) -> Iterator[None]:
    before = _URGENCY.set(how)
    try:
        yield
    finally:
        _URGENCY.reset(before)
