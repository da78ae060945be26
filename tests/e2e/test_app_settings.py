"""Settings of the real program: chosen on the screen, kept in the file, heard by the terminal."""

import stat
import sys
import tomllib
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

F2, DOWN, ESCAPE = "\x1bOQ", "\x1b[B", "\x1b"


def test_a_language_chosen_on_the_screen_is_spoken_from_then_on(
    signed_in: CabinetCommand, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CABINET_LANG")
    # The account is in Russian, and nothing was chosen yet.
    assert "540,50" in signed_in("balance").out
    with Terminal("-m", "cabinet_tui") as terminal:
        terminal.shows("Недавнее")
        terminal.press(F2)
        terminal.shows("Уведомление о новостях на рабочем столе")
        terminal.press("\r")
        terminal.shows("English")
        terminal.press(ESCAPE)
        # The words of a section are seen beside the dialog too, its keys are not.
        terminal.shows("Quit")
        terminal.press("q")
        assert terminal.ended() == 0

    config = home / "config/cabinet-tui/config.toml"
    kept = tomllib.loads(config.read_text(encoding="utf-8"))
    assert kept["settings"]["language"] == "en"
    assert kept["profiles"]["default"]["language"] == "ru"
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    with Terminal("-m", "cabinet_tui") as terminal:
        terminal.shows("Lately")
        terminal.press("q")
        assert terminal.ended() == 0
    assert "1,540.50" in signed_in("balance").out
    with Terminal("-m", "cabinet_tui", "--lang", "ru") as terminal:
        terminal.shows("Недавнее")
        terminal.press("q")
        assert terminal.ended() == 0
    assert tomllib.loads(config.read_text(encoding="utf-8")) == kept


def test_news_reach_the_desktop_and_ring(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    config = home / "config/cabinet-tui/config.toml"
    with config.open("a", encoding="utf-8") as file:
        file.write('\n[settings]\nbell = true\ndesktop = "osc9"\n')
    with Terminal("-m", "cabinet_tui") as terminal:
        terminal.shows("live")
        hostile = "4;\x1b]0;pwned\x07 new\x9c words"
        sandbox.order("push", type="ticket_reply", data={"ticket_id": 1, "message": hostile})
        terminal.shows("\x1b]9;My VPN: Support answered: 4, new words\x07\x07")
        terminal.press("q")
        assert terminal.ended() == 0
        assert "pwned" not in terminal.written


def test_the_demo_forgets_what_was_chosen_in_it(home: Path) -> None:
    with Terminal("-m", "cabinet_tui", "demo") as terminal:
        terminal.shows("live")
        terminal.press(F2)
        terminal.shows("Not kept")
        terminal.press(DOWN + "\r")
        terminal.shows("dusk")
        terminal.press(ESCAPE)
        terminal.shows("Quit")
        terminal.press("q")
        assert terminal.ended() == 0
    assert not (home / "config").exists()
