"""QR codes on terminals by name: pictures where they are shown, and no byte where they are not."""

import fcntl
import re
import struct
import sys
import termios
from pathlib import Path

import pytest
from rich.segment import ControlType, Segment

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal, segments
from tests.picture import painted, qr_texts
from tests.shown_pictures import shown

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

ROWS, COLUMNS, CELL = 16, 80, (9, 19)
"""One row too few for half blocks."""
OF_PICTURES = ("\x1b_G", "\x1bP", "]1337;")
QUESTIONS = ("\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[>0c", "\x1b[16t", "\x1b[14t", "\x1b[>q", "a=q")
PAINTED = re.compile(r"\x1b7(?:\x1b\[[\d;]*m)?( +)\x1b\[0m\x1b8([^ ]*?)\x1b8")


def with_pixels(terminal: Terminal) -> Terminal:
    """Let the system know how large the cells are, as a terminal with a window does."""
    pixels = struct.pack("HHHH", ROWS, COLUMNS, COLUMNS * CELL[0], ROWS * CELL[1])
    fcntl.ioctl(terminal.child.child_fd, termios.TIOCSWINSZ, pixels)
    return terminal


def code_over_the_whole_screen(environ: dict[str, str], told: str) -> str:
    """What the program wrote from its start, with a QR code over the whole screen, to its end."""
    with Terminal("-m", "cabinet_tui", "demo", rows=ROWS, columns=COLUMNS, **environ) as terminal:
        with_pixels(terminal).shows("live")
        terminal.press("4")
        terminal.shows("devices")
        terminal.press("f")
        terminal.shows(told)
        terminal.press("\x1b")
        terminal.shows("devices")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.left_on() == []
        return terminal.written


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "linux"},
        {"TERM": "tmux-256color", "TMUX": "/run/tmux,1,0", "SSH_CONNECTION": "a 1 b 2"},
    ],
    ids=["console", "tmux over ssh"],
)
def test_a_terminal_that_says_nothing_is_neither_asked_nor_sent_pictures(
    home: Path, environ: dict[str, str]
) -> None:
    written = code_over_the_whole_screen(environ, "Make")
    assert [sign for sign in (*OF_PICTURES, *QUESTIONS) if sign in written] == []


def test_a_terminal_of_pictures_is_given_one_over_the_whole_screen(home: Path) -> None:
    written = code_over_the_whole_screen({"TERM": "foot"}, "\x1b8\x1b\\[\\d+C")
    assert [question for question in QUESTIONS if question in written] == []
    (link,) = qr_texts(shown(painted_rows(written), CELL))
    assert link.startswith("https://sub.example.com/")


def painted_rows(written: str) -> list[list[Segment]]:
    """The rows of the first picture that was written."""
    control = [(ControlType.CURSOR_FORWARD, 0)]
    found = PAINTED.findall(written)
    count = next(place for place in range(1, len(found)) if found[place][1] == found[0][1])
    # Its first and its last row are nothing but white.
    return [[Segment(cells), Segment(paint, None, control)] for cells, paint in found[: count + 1]]


def test_a_picture_on_the_command_line(signed_in: CabinetCommand) -> None:
    link = signed_in("link").out.strip()
    run = ("-m", "cabinet_tui", "link", "--qr")
    with Terminal(*run, rows=ROWS, columns=COLUMNS, TERM_PROGRAM="iTerm.app") as terminal:
        with_pixels(terminal)
        assert terminal.ended() == 0
        assert qr_texts(shown(painted_rows(terminal.written), CELL)) == [link]


def test_denser_signs_are_named_where_they_would_do_and_drawn_where_they_are_asked_for(
    signed_in: CabinetCommand, home: Path
) -> None:
    link = signed_in("link").out.strip()
    run = ("-m", "cabinet_tui", "link", "--qr")
    with Terminal(*run, rows=12, columns=COLUMNS) as terminal:
        assert terminal.ended() == 1
        assert "--qr-blocks sextants" in " ".join(terminal.written.split())
    with Terminal(*run, "--qr-blocks", "sextants", rows=12, columns=COLUMNS) as terminal:
        assert terminal.ended() == 0
        assert qr_texts(painted(segments(terminal.screen))) == [link]
    with (home / "config/cabinet-tui/config.toml").open("a", encoding="utf-8") as file:
        file.write('\n[settings]\nqr_blocks = "octants"\n')
    with Terminal(*run, rows=12, columns=COLUMNS) as terminal:
        assert terminal.ended() == 0
        assert qr_texts(painted(segments(terminal.screen))) == [link]


def test_the_code_of_a_link_goes_into_a_file(signed_in: CabinetCommand, home: Path) -> None:
    png, svg = home / "code.png", home / "code.svg"
    assert signed_in("link", "--qr-file", str(png)).code == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    assert signed_in("link", "--qr-file", str(svg)).code == 0
    assert svg.read_text(encoding="utf-8").startswith("<svg")
    again = signed_in("link", "--qr-file", str(png))
    assert again.code == 1
    assert "is there already" in again.err


def test_the_referral_link_has_a_code_too(signed_in: CabinetCommand) -> None:
    with Terminal("-m", "cabinet_tui", "referrals", "--qr") as terminal:
        assert terminal.ended() == 0
        (link,) = qr_texts(painted(segments(terminal.screen)))
        assert link in signed_in("referrals").out


def test_the_linux_console_draws_the_code_in_half_blocks(
    signed_in: CabinetCommand, home: Path
) -> None:
    link = signed_in("link").out.strip()
    with Terminal("-m", "cabinet_tui", TERM="linux") as terminal:
        terminal.shows("live")
        terminal.press("4")
        terminal.until(lambda screen: qr_texts(painted(segments(screen))) == [link])
        terminal.press("q")
        assert terminal.ended() == 0
