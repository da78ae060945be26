"""A program that crashes or hangs leaves the terminal as it found it."""

import signal
import sys
from pathlib import Path

import pytest

from tests.e2e import failing_app
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def failing(way: str) -> Terminal:
    return Terminal(str(Path(failing_app.__file__)), way)


def test_a_bug_is_one_line_without_a_report(home: Path) -> None:
    with failing("crash") as terminal:
        assert terminal.ended() == 1
        assert terminal.left_on() == []

        line = terminal.written.rpartition("\x1b[?1006l")[2]
        assert line.strip().startswith("cabinet-tui: This should not have happened (RuntimeError)")
        assert line.count("\n") == 1
        assert "SECRET" not in terminal.written
        assert "Traceback" not in terminal.written


def test_a_loop_that_hangs_is_left_behind(home: Path) -> None:
    with failing("hang") as terminal:
        terminal.shows("HANGS")
        terminal.signal(signal.SIGTERM)

        assert terminal.ended() == 143
        assert terminal.left_on() == []
        assert terminal.modes_before == terminal.line_discipline()


def test_a_second_signal_does_not_wait(home: Path) -> None:
    with failing("hang") as terminal:
        terminal.shows("HANGS")
        terminal.signal(signal.SIGTERM)
        terminal.signal(signal.SIGINT)

        assert terminal.ended() in (143, 130)
        assert terminal.left_on() == []


def test_a_terminal_that_is_gone_leaves_nothing_that_goes_on_reading_it(home: Path) -> None:
    with failing("gone") as terminal:
        terminal.shows("cannot be reached")
        terminal.press("\x03")

        assert terminal.ended() == 130


def test_an_expected_failure_is_shown_on_the_screen(home: Path) -> None:
    with failing("refuse") as terminal:
        terminal.shows("cannot be reached")
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert terminal.left_on() == []
