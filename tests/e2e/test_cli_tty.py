"""Commands at a real terminal: questions, QR codes, the clipboard, Ctrl+C."""

import socket
import sys
from base64 import b64encode

import pytest

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import PATIENCE, Terminal, segments
from tests.picture import painted, qr_texts
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def at_terminal(*arguments: str, rows: int = 24, columns: int = 80, **environ: str) -> Terminal:
    return Terminal("-m", "cabinet_tui", *arguments, rows=rows, columns=columns, **environ)


@pytest.fixture
def link(signed_in: CabinetCommand) -> str:
    return signed_in("link").out.strip()


def test_login_asks_and_does_not_show_the_password(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    with at_terminal("login", "--server", sandbox.url) as terminal:
        terminal.shows("E-mail: ")
        terminal.press(f"{DEMO_EMAIL}\n")
        terminal.shows("Password for demo@example.com: ")
        terminal.press(f"{DEMO_PASSWORD}\n")
        terminal.shows("Signed in as")

        assert terminal.ended() == 0
        assert DEMO_PASSWORD not in terminal.written
    assert cabinet("balance").code == 0


def test_ctrl_c_leaves_without_a_traceback(home: object, sandbox: SandboxServer) -> None:
    with at_terminal("login", "--server", sandbox.url, "--email", DEMO_EMAIL) as terminal:
        terminal.shows("Password")
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert "Traceback" not in terminal.written
        assert terminal.modes_before == terminal.line_discipline()


def test_ctrl_c_breaks_a_request_off(home: object) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(PATIENCE)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with at_terminal("login", "--server", address, "--email", DEMO_EMAIL) as terminal:
            terminal.shows("Password")
            terminal.press(f"{DEMO_PASSWORD}\n")
            connection, _peer = silent.accept()
            with connection:
                assert connection.recv(1)
                terminal.press("\x03")

                assert terminal.ended() == 130
                assert "Traceback" not in terminal.written


@pytest.mark.parametrize("options", [[], ["--ascii"]])
def test_a_code_on_a_terminal_can_be_scanned(link: str, options: list[str]) -> None:
    with at_terminal("link", "--qr", *options, rows=50, columns=100, NO_COLOR="1") as terminal:
        assert terminal.ended() == 0

        assert qr_texts(painted(segments(terminal.screen))) == [link]


def test_a_code_fits_the_usual_terminal(link: str) -> None:
    with at_terminal("link", "--qr") as terminal:
        assert terminal.ended() == 0

        assert qr_texts(painted(segments(terminal.screen))) == [link]


def test_a_code_that_does_not_fit_is_not_drawn(link: str) -> None:
    with at_terminal("link", "--qr", rows=10, columns=80) as terminal:
        assert terminal.ended() == 1

        assert "8 rows short" in terminal.written
        assert link in terminal.written
        assert "\x1b[48" not in terminal.written


def test_copy_asks_the_terminal_and_shows_the_text_as_well(link: str) -> None:
    with at_terminal("link", "--copy") as terminal:
        assert terminal.ended() == 0

        assert f"\x1b]52;c;{b64encode(link.encode()).decode()}\x07" in terminal.written
        assert link in terminal.written
        assert "sent to the clipboard" in terminal.written
