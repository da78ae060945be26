"""What nobody waits for: reads that keep the state up to date give way to what a person does."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# Of the task it is set in and of the tasks that one starts; no other sees it.
_BACKGROUND: ContextVar[bool] = ContextVar("background", default=False)


@contextmanager
def background() -> Iterator[None]:
    """What is asked for inside is for nobody in particular."""
    before = _BACKGROUND.set(True)
    try:
        yield
    finally:
        _BACKGROUND.reset(before)


def in_background() -> bool:
    """Whether this is being done for nobody in particular."""
    return _BACKGROUND.get()
