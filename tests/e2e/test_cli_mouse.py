"""Whose the mouse is: the program's, or the terminal's."""

import sys

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

CLICKS, DRAGS, MOVES = "\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h"
EVERY = (CLICKS, DRAGS, MOVES, "\x1b[?1006h", "\x1b[?1015h", "\x1b[?1016h")
SETTING = "[settings]\nmouse = false\n"


def asked_for(*arguments: str, **environ: str) -> set[str]:
    """What the program asks the terminal to tell of the mouse, over a whole run."""
    with Terminal("-m", "cabinet_tui", *arguments, rows=24, columns=80, **environ) as terminal:
        terminal.shows("Movement|1,540.50")
        terminal.press("2")
        terminal.shows("All types")
        terminal.press("q")
        assert terminal.ended() == 0
        return {mode for mode in EVERY if mode in terminal.written}


def test_the_mouse_is_left_to_the_terminal(signed_in: CabinetCommand) -> None:
    assert asked_for("--no-mouse") == set()
    assert MOVES in asked_for()


def test_a_setting_leaves_the_mouse_to_the_terminal(signed_in: CabinetCommand) -> None:
    config = signed_in.home / "config" / "cabinet-tui" / "config.toml"
    config.write_text(config.read_text() + SETTING)

    assert asked_for() == set()


def test_over_ssh_no_movement_is_reported(signed_in: CabinetCommand) -> None:
    found = asked_for(SSH_CONNECTION="10.0.0.1 4 10.0.0.2 22")

    assert MOVES not in found
    assert {CLICKS, DRAGS} <= found
