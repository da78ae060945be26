"""The clipboard at the far end of the terminal."""

from base64 import b64decode
from pathlib import Path

import pytest

from cabinet_tui.cli import clipboard

LINK = "https://sub.example.com/привет"


@pytest.fixture
def tmux(tmp_path: Path) -> dict[str, str]:
    """An environment inside a tmux that notes what it is told."""
    program = tmp_path / "tmux"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\ncat > {tmp_path}/buffer\n')
    program.chmod(0o755)
    return {"TMUX": "socket,1,0", "PATH": f"{tmp_path}:/usr/bin:/bin"}


def test_the_sequence_carries_the_whole_text() -> None:
    sequence = clipboard.osc52(LINK)

    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert b64decode(sequence[7:-1]).decode() == LINK


def test_the_terminal_gets_the_sequence() -> None:
    written: list[str] = []

    def write(text: str) -> bool:
        written.append(text)
        return True

    assert clipboard.send(LINK, write, {})
    assert written == [clipboard.osc52(LINK)]


def test_tmux_is_told_by_its_own_command(tmux: dict[str, str], tmp_path: Path) -> None:
    assert clipboard.by_tmux(LINK, tmux)

    assert (tmp_path / "asked").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "buffer").read_text() == LINK


def test_tmux_alone_is_enough(tmux: dict[str, str]) -> None:
    assert clipboard.send(LINK, lambda _text: False, tmux)


def test_a_tmux_that_fails_is_no_success(tmux: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "tmux").write_text("#!/bin/sh\nexit 1\n")

    assert not clipboard.by_tmux(LINK, tmux)


def test_without_tmux_and_without_a_terminal_nothing_is_sent() -> None:
    assert not clipboard.send(LINK, lambda _text: False, {"PATH": "/usr/bin:/bin"})


def test_a_text_no_terminal_takes_is_not_sent() -> None:
    def write(_text: str) -> bool:
        raise AssertionError

    assert not clipboard.send("x" * 100_000, write, {})
