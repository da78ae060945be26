"""The screens opened from the command line, against a real server."""

import sys

import pyte
import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

BALANCE = r"1,540\.50"


def is_at(screen: pyte.Screen, word: str) -> bool:
    """Whether the cursor is in the field with this name, beside it or below it."""
    named = next((row for row, line in enumerate(screen.display) if word in line), -2)
    return screen.cursor.y in {named, named + 1}


def test_a_kept_session_opens_at_once(signed_in: CabinetCommand) -> None:
    with Terminal("-m", "cabinet_tui") as terminal:
        terminal.shows(BALANCE)
        terminal.press("q")

        assert terminal.ended() == 0
        assert terminal.left_on() == []


def test_a_sign_in_on_the_screen_is_remembered(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    with Terminal("-m", "cabinet_tui", "--server", sandbox.url, "--profile", "mine") as terminal:
        terminal.shows("Sign in")
        terminal.press(f"{DEMO_EMAIL}\t")
        terminal.until(lambda screen: is_at(screen, "Password"))
        terminal.press(f"{DEMO_PASSWORD}\r")
        terminal.shows(BALANCE)
        terminal.press("q")

        assert terminal.ended() == 0
        assert DEMO_PASSWORD not in terminal.written
    assert cabinet("balance").code == 0
    assert cabinet("status", "--json").document["profile"] == "mine"


def test_a_server_asked_for_once_does_not_replace_that_of_the_profile(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    with SandboxServer() as other:
        signed_in(
            "login",
            "--server",
            other.url,
            "--profile",
            "other",
            "--email",
            DEMO_EMAIL,
            "--password-stdin",
            typed=DEMO_PASSWORD,
        )
        arguments = ("--profile", "other", "--server", other.url.replace("127.0.0.1", "localhost"))
        assert signed_in(*arguments, "status").code == 4
        signed_in(
            "login", *arguments, "--email", DEMO_EMAIL, "--password-stdin", typed=DEMO_PASSWORD
        )
        with Terminal("-m", "cabinet_tui", "--profile", "other", "--server", other.url) as terminal:
            terminal.shows(BALANCE)
            terminal.press("q")

            assert terminal.ended() == 0
        server = signed_in("status", "--json", "--profile", "other").document["server"]
        assert "localhost" in str(server)


def test_a_dumb_terminal_is_told_so(home: object) -> None:
    with Terminal("-m", "cabinet_tui", TERM="dumb") as terminal:
        assert terminal.ended() == 2

        assert "cannot show screens" in terminal.written


def test_an_address_that_cannot_be_one_is_told_before_anything_is_drawn(home: object) -> None:
    with Terminal("-m", "cabinet_tui", "--server", "ftp://vpn.example.com") as terminal:
        assert terminal.ended() == 2

        assert "cannot be the address" in terminal.written
        assert "\x1b[?1049h" not in terminal.written


def test_russian_from_the_first_screen(signed_in: CabinetCommand) -> None:
    with Terminal("-m", "cabinet_tui", "--lang", "ru") as terminal:
        terminal.shows(r"1.540,50")
        terminal.press("й")

        assert terminal.ended() == 0
        assert "Главная" in terminal.written
