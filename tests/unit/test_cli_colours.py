"""How many colours a terminal has, and whether it has the signs."""

import pytest

from cabinet_tui.cli.colours import depth_of, has_half_blocks, is_dark, needs_ascii
from cabinet_tui.domain.colour import Depth


@pytest.mark.parametrize(
    ("told", "depth"),
    [
        ("TERM=xterm-256color COLORTERM=truecolor", Depth.FULL),
        ("TERM=xterm-256color COLORTERM=24bit", Depth.FULL),
        ("TERM=xterm-direct", Depth.FULL),
        ("TERM=alacritty", Depth.FULL),
        ("TERM=xterm-kitty", Depth.FULL),
        ("TERM=xterm-256color", Depth.MANY),
        ("TERM=tmux-256color TMUX=/tmp/x", Depth.MANY),
        ("TERM=tmux-256color TMUX=/tmp/x COLORTERM=truecolor", Depth.FULL),
        ("TERM=screen TMUX=/tmp/x", Depth.MANY),
        ("TERM=screen-256color STY=1.pts COLORTERM=truecolor", Depth.MANY),
        ("TERM=screen STY=1.pts COLORTERM=truecolor", Depth.FEW),
        ("TERM=xterm", Depth.FEW),
        ("TERM=screen", Depth.FEW),
        ("TERM=linux", Depth.FEW),
        ("TERM=linux COLORTERM=truecolor", Depth.FEW),
        ("TERM=vt220", Depth.NONE),
        ("TERM=dumb", Depth.NONE),
        ("TERM=xterm-256color COLORTERM=truecolor NO_COLOR=1", Depth.NONE),
        ("TERM=xterm-256color NO_COLOR=", Depth.MANY),
        ("TERM=xterm TEXTUAL_COLOR_SYSTEM=256", Depth.MANY),
    ],
)
def test_the_environment_tells_how_many_colours(told: str, depth: Depth) -> None:
    environ = dict(pair.split("=", 1) for pair in told.split())
    assert depth_of(environ) is depth


@pytest.mark.parametrize(
    ("ground", "dark"),
    [("15;0", True), ("0;15", False), ("0;default;15", False), ("0;7", False), ("7;8", True),
     ("", True), ("default;default", True), ("0;٩", True), ("1;99999999999", True)],
)  # fmt: skip
def test_the_ground_is_dark_unless_it_is_said_to_be_bright(ground: str, *, dark: bool) -> None:
    assert is_dark({"COLORFGBG": ground}) is dark


@pytest.mark.parametrize(
    ("term", "encoding", "ascii_only"),
    [
        ("xterm", "utf-8", False), ("xterm", "UTF8", False), ("xterm", None, False),
        ("linux", "utf-8", True), ("xterm", "koi8-r", True), ("xterm", "ISO8859-1", True),
    ],
)  # fmt: skip
def test_signs_are_plain_where_others_would_not_be_drawn(
    term: str, encoding: str | None, *, ascii_only: bool
) -> None:
    assert needs_ascii({"TERM": term}, encoding) is ascii_only


def test_of_terminals_with_ascii_only_the_linux_console_has_half_blocks() -> None:
    assert has_half_blocks({"TERM": "linux"}, "UTF-8")
    assert not has_half_blocks({"TERM": "linux"}, "ascii")
    assert not has_half_blocks({"TERM": "xterm-256color"}, "ascii")
