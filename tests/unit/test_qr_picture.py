"""Which terminals are given pictures: those whose names say it, with cells of a known size."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

import pytest

from cabinet_tui.settings import QrPicture
from cabinet_tui.widgets.qr_fit import Fit, Means, Misfit, Way, fit
from cabinet_tui.widgets.qr_matrix import matrix
from cabinet_tui.widgets.qr_picture import Canvas, Protocol, canvas_of, forgotten, rows
from cabinet_tui.widgets.qr_signs import signs
from tests.cell_signs import PARTS
from tests.picture import qr_texts
from tests.shown_pictures import shown

LINK = "https://sub.example.com/a8Kq3ZtYw0PdXn42"
KITTY, ITERM2, SIXEL = Protocol.KITTY, Protocol.ITERM2, Protocol.SIXEL
NAMED = [
    ({"TERM": "xterm-kitty"}, KITTY),
    ({"TERM": "xterm-ghostty", "TERM_PROGRAM": "ghostty"}, KITTY),
    ({"TERM": "foot"}, SIXEL),
    ({"TERM": "foot-extra"}, SIXEL),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, ITERM2),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, ITERM2),
    ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2", "SSH_TTY": "/dev/pts/1"}, ITERM2),
    ({"TERM": "xterm-256color"}, None),
    ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, None),
    ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, None),  # inherited by what kitty starts
    ({"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "TERM_PROGRAM": "tmux"}, None),
    ({"TERM": "xterm-kitty", "TMUX": "/run/tmux,1,0"}, None),
    ({"TERM": "screen", "STY": "1.pts", "LC_TERMINAL": "iTerm2"}, None),
    ({"TERM": "footloose"}, None),
    ({"TERM": "linux"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("environ", "protocol"), NAMED)
def test_a_terminal_is_known_by_its_name(
    environ: dict[str, str], protocol: Protocol | None
) -> None:
    found = canvas_of(environ, lambda: (9, 19))
    assert found == (Canvas(protocol, (9, 19)) if protocol else None)
    assert canvas_of(environ, lambda: None) is None
    assert canvas_of(environ, lambda: (9, 19), QrPicture.OFF) is None
    assert canvas_of(environ, lambda: (9, 19), QrPicture.SIXEL) == Canvas(SIXEL, (9, 19))


@pytest.mark.parametrize(
    ("window", "told"),
    [((24, 80, 720, 456), "(9, 19)"), ((24, 80, 0, 0), "None"), ((0, 0, 0, 0), "None")],
)
def test_the_size_of_a_cell_is_what_the_system_says(
    window: tuple[int, int, int, int], told: str
) -> None:
    ours, theirs = pty.openpty()
    try:
        rows_columns_pixels = struct.pack("HHHH", *window)
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, rows_columns_pixels)
        code = "import sys; from cabinet_tui.widgets.qr_picture import cell_pixels as c; print(c())"
        subprocess.run([sys.executable, "-c", code], stdout=theirs, check=True)
        assert os.read(ours, 100).decode().strip() == told
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize("protocol", Protocol)
@pytest.mark.parametrize("cell", [(7, 15), (10, 20), (16, 33)])
def test_a_picture_is_read_as_its_terminal_shows_it(
    protocol: Protocol, cell: tuple[int, int]
) -> None:
    found = fit([LINK], 16, 80, Means(pixels=cell))
    assert isinstance(found, Fit)
    assert found.way is Way.PICTURE
    assert found.rows < 16
    assert qr_texts(shown(rows(found, Canvas(protocol, cell)), cell)) == [LINK]


def test_signs_go_before_pictures_and_pictures_before_nothing() -> None:
    both = Means(pixels=(9, 19))
    fits = [fit([LINK], height, 80, both) for height in (17, 16, 6, 5)]
    ways = [found.way if isinstance(found, Fit) else None for found in fits]
    assert ways == [Way.HALF, Way.PICTURE, None, None]
    assert isinstance(fits[2], Misfit)
    assert isinstance(fit([LINK], 6 + fits[2].rows_missing, 80, both), Fit)


def test_only_kitty_has_to_forget() -> None:
    told = [forgotten(Canvas(protocol, (9, 19))) for protocol in (KITTY, ITERM2, SIXEL)]
    assert told == ["\x1b_Ga=d,d=I,i=211,q=2\x1b\\", "", ""]


def test_octants_are_those_of_unicode() -> None:
    quarter, third = 1 / 4, 1 / 2
    # BLOCK OCTANT-3, -1238 and -2345678, as the standard names them.
    assert PARTS["\U0001cd00"] == [(0, quarter, third, 2 * quarter)]
    assert len(PARTS["\U0001cd77"]) == 4
    assert (0, 0, third, quarter) not in PARTS["\U0001cde5"]
    assert len(PARTS["\U0001cde5"]) == 7
    used = set("".join(signs(matrix("x" * 300), 2, Way.OCTANTS)))
    assert used - {" "} <= PARTS.keys()
