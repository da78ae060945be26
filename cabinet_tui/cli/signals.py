"""Signals heard in a thread of their own: also while the main thread is stuck."""

import signal
import socket
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType

ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
"""The signals that ask a program to end."""


@contextmanager
def heard(numbers: Collection[int], on_signal: Callable[[int], None]) -> Iterator[None]:
    """Call ``on_signal`` in a thread for each of these signals, as long as the block runs.

    A handler in Python runs between two steps of the main thread, which a hanging call does not
    reach, and a signal may arrive in any thread, so that the call is not even interrupted. What
    is reliable is the byte that the interpreter writes for every signal.
    """
    listening, written = socket.socketpair()
    written.setblocking(False)
    before = {number: signal.signal(number, _pass) for number in numbers}
    descriptor = signal.set_wakeup_fd(written.fileno(), warn_on_full_buffer=False)
    thread = Thread(target=_listen, args=(listening, numbers, on_signal), daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(descriptor)
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)
        written.close()
        thread.join()


def _pass(number: int, frame: FrameType | None) -> None:
    """Keep the signal from doing what it does by default."""


def _listen(
    listening: socket.socket, numbers: Collection[int], on_signal: Callable[[int], None]
) -> None:
    with listening:
        while heard := listening.recv(64):
            for number in heard:
                if number in numbers:
                    on_signal(number)
