"""Signals reach us whatever the main thread does."""

import os
import signal
import sys
from queue import Queue

import pytest

from cabinet_tui.cli.signals import heard

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")


def test_a_signal_is_heard_in_another_thread() -> None:
    told: Queue[int] = Queue()

    with heard([signal.SIGTERM], told.put):
        os.kill(os.getpid(), signal.SIGTERM)

        assert told.get(timeout=10) == signal.SIGTERM


def test_other_signals_are_not_ours() -> None:
    told: Queue[int] = Queue()
    before = signal.signal(signal.SIGUSR1, lambda *_: None)
    try:
        with heard([signal.SIGTERM], told.put):
            os.kill(os.getpid(), signal.SIGUSR1)
            os.kill(os.getpid(), signal.SIGTERM)

            assert told.get(timeout=10) == signal.SIGTERM
        assert told.empty()
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_afterwards_everything_is_as_before() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with heard([signal.SIGTERM], lambda _number: None):
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before
    assert signal.set_wakeup_fd(-1) == -1
