"""The demo on a real terminal: however it ends, the terminal is whole and nothing is left."""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal, end, gone

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

BALANCE = r"1,540\.50"


@pytest.fixture
def demo(home: Path) -> Iterator[Terminal]:
    with Terminal("-m", "cabinet_tui", "demo", CABINET_TOKEN_STORE="auto") as terminal:
        yield terminal


def running(demo: Terminal) -> int:
    """Wait until the account is shown; the process of the sandbox."""
    demo.shows(BALANCE)
    (sandbox,) = demo.children()
    return sandbox


def files(home: Path) -> list[Path]:
    return [path for path in home.rglob("*") if path.is_file()]


def test_the_screen_is_painted_before_the_sandbox_answers(demo: Terminal) -> None:
    demo.shows("Home")

    assert "540.50" not in demo.written
    demo.shows(BALANCE)


@pytest.mark.parametrize(("key", "code"), [("q", 0), ("й", 0), ("\x03", 130)])
def test_a_key_ends_it(demo: Terminal, home: Path, key: str, code: int) -> None:
    sandbox = running(demo)

    demo.press(key)

    assert demo.ended() == code
    assert demo.left_on() == []
    assert not Path(f"/proc/{sandbox}").exists()
    assert files(home) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it(demo: Terminal, home: Path, number: signal.Signals) -> None:
    sandbox = running(demo)

    demo.signal(number)

    assert demo.ended() == 128 + number
    assert demo.left_on() == []
    assert "Traceback" not in demo.written
    assert not Path(f"/proc/{sandbox}").exists()
    assert files(home) == []


def test_it_can_be_left_while_the_sandbox_still_starts(demo: Terminal) -> None:
    demo.shows("Home")

    demo.press("q")

    assert demo.ended() == 0
    assert demo.left_on() == []
    assert demo.modes_before == demo.line_discipline()


def test_a_terminal_that_is_closed_ends_it(demo: Terminal) -> None:
    sandbox = running(demo)

    demo.child.close(force=False)

    assert gone(sandbox)


def test_the_sandbox_ends_even_when_the_program_is_killed(demo: Terminal) -> None:
    sandbox = running(demo)
    try:
        demo.signal(signal.SIGKILL)

        assert gone(sandbox)
    finally:
        end(sandbox)


def test_over_ssh_the_mouse_tells_of_clicks_only(home: Path) -> None:
    with Terminal("-m", "cabinet_tui", "demo", SSH_CONNECTION="::1 1 ::1 2") as terminal:
        terminal.shows("Home")
        terminal.press("q")
        assert terminal.ended() == 0

        assert "\x1b[?1000h" in terminal.written
        assert "\x1b[?1003h" not in terminal.written
        assert terminal.left_on() == []


def test_the_mouse_can_be_left_to_the_terminal(home: Path) -> None:
    with Terminal("-m", "cabinet_tui", "demo", "--no-mouse") as terminal:
        terminal.shows("Home")
        terminal.press("q")
        assert terminal.ended() == 0

        assert "\x1b[?1000h" not in terminal.written


def test_it_shows_a_server_of_the_dialect_that_is_asked_for(home: Path) -> None:
    with Terminal("-m", "cabinet_tui", "demo", "--dialect", "bedolaga") as demo:
        running(demo)
        demo.shows("Not completed")  # the documented history has no such lines
        demo.press("q")
        assert demo.ended() == 0
        assert files(home) == []
