"""The real program killed and started again: no word is lost, and the link is there offline."""

import signal
import sys
from pathlib import Path

import pyte
import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.dialects import DIALECTS
from tests.e2e.kept_file import asked, changed, every_byte, kept_files, until_kept
from tests.e2e.terminal import Terminal, segments
from tests.picture import painted, qr_texts
from tests.sandbox_server import SandboxServer

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
    pytest.mark.parametrize("dialect", DIALECTS, indirect=True),
]

SCREENS = pytest.mark.parametrize(("rows", "columns"), [(24, 80), (36, 120)])


def shows(screen: pyte.Screen, *words: str) -> bool:
    text = " ".join(" ".join(screen.display).split())
    return all(word in text for word in words)


def is_at(screen: pyte.Screen, word: str) -> bool:
    """Whether the cursor is drawn in the field with this name, below it."""
    below = [row + 1 for row, line in enumerate(screen.display) if f"  {word}  " in line]
    return any(cell.reverse for row in below for cell in screen.buffer[row].values())


class Program(Terminal):
    """The program on a terminal, signed in already."""

    def __init__(self, *arguments: str, rows: int = 24, columns: int = 80) -> None:
        super().__init__("-m", "cabinet_tui", *arguments, rows=rows, columns=columns)

    def open_ticket(self) -> None:
        """Open the first ticket of the list."""
        self.until(lambda screen: shows(screen, "Support"))
        self.press("6")
        self.until(lambda screen: shows(screen, "n New ticket", "Проблема с подключением"))
        self.press("\r")
        self.until(lambda screen: shows(screen, "esc Back", "handshake timeout"))

    def write(self, text: str) -> None:
        """Write into the open ticket; nothing is sent by that."""
        self.press("w")
        self.until(lambda screen: shows(screen, "^s Send"))
        self.press(text)

    def kill(self) -> None:
        """End it like a power cut."""
        self.signal(signal.SIGKILL)
        assert self.ended() is None


def first_ticket(command: CabinetCommand) -> str:
    tickets = command("tickets", "--json").document["tickets"]
    assert isinstance(tickets, list)
    return str(tickets[0]["id"])


def written(command: CabinetCommand, ticket: str, text: str) -> int:
    """How often the server has this text in a ticket."""
    messages = command("ticket", "show", ticket, "--json").document["messages"]
    assert isinstance(messages, list)
    return [message["text"] for message in messages].count(text)


def test_a_program_killed_while_somebody_writes_has_the_words_again(
    signed_in: CabinetCommand, home: Path
) -> None:
    with Program() as program:
        program.open_ticket()
        program.write("Half a sentence about")
        until_kept(program, home, "SELECT 1 FROM drafts WHERE text = 'Half a sentence about'")
        program.kill()
    with Program() as program:
        program.open_ticket()
        program.until(lambda screen: shows(screen, "Half a sentence about"))


def test_a_ticket_that_was_begun_is_there_again(signed_in: CabinetCommand, home: Path) -> None:
    with Program() as program:
        program.until(lambda screen: shows(screen, "Support"))
        program.press("6")
        program.until(lambda screen: shows(screen, "n New ticket"))
        program.press("n")
        program.until(lambda screen: shows(screen, "Ctrl+S sends. Esc goes back"))
        program.until(lambda screen: is_at(screen, "Subject"))
        program.press("Slow line\t")
        program.until(lambda screen: is_at(screen, "Message"))
        program.press("It is slow")
        until_kept(program, home, "SELECT 1 FROM new_tickets WHERE text = 'It is slow'")
        program.kill()
    with Program() as program:
        program.until(lambda screen: shows(screen, "Support"))
        program.press("6")
        program.until(lambda screen: shows(screen, "n New ticket"))
        program.press("n")
        program.until(lambda screen: shows(screen, "Slow line", "It is slow"))


def test_a_message_that_did_not_get_there_before_the_program_died_is_sent_once(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    ticket = first_ticket(signed_in)
    sandbox.order("faults", path=f"/tickets/{ticket}/messages", method="POST", delay=30, times=1)
    with Program() as program:
        program.open_ticket()
        program.write("Still there?\x13")
        until_kept(program, home, "SELECT 1 FROM outbox WHERE left_at IS NOT NULL")
        program.kill()
    sandbox.clear_faults()
    changed(home, "UPDATE outbox SET left_at = '2026-01-01T00:00:00+00:00'")
    with Program() as program:
        program.until(lambda screen: shows(screen, "was not sent"))
        program.open_ticket()
        program.until(lambda screen: shows(screen, "Still there?", "not known whether", "a Again"))
        program.press("a")
        until_kept(program, home, "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM outbox)")
        program.kill()
    assert written(signed_in, ticket, "Still there?") == 1


def test_a_message_nobody_is_sure_of_is_looked_for_and_not_sent_again(
    signed_in: CabinetCommand, sandbox: SandboxServer, home: Path
) -> None:
    ticket = first_ticket(signed_in)
    reading = "/tickets/*"
    with Program() as program:
        program.open_ticket()
        program.write("Once only")
        sandbox.order("faults", path=reading, method="GET", status=503)
        sandbox.order(
            "faults", path=f"/tickets/{ticket}/messages", method="POST", cut="after", times=1
        )
        program.press("\x13")
        program.until(lambda screen: shows(screen, "no answer came"))
        program.kill()
    assert asked(home, "SELECT text FROM outbox") == [("Once only",)]
    sandbox.clear_faults()
    with Program() as program:
        program.open_ticket()
        program.until(lambda screen: shows(screen, "Once only"))
        program.until(lambda screen: not shows(screen, "not known whether"))
        program.kill()
    assert written(signed_in, ticket, "Once only") == 1
    assert asked(home, "SELECT text FROM outbox") == []


@SCREENS
def test_without_the_server_the_link_is_there_with_its_code_and_its_age(
    signed_in: CabinetCommand, sandbox: SandboxServer, rows: int, columns: int
) -> None:
    link = str(signed_in("link", "--json").document["link"])
    signed_in("status")
    sandbox.stop()
    with Program(rows=rows, columns=columns) as program:
        program.until(lambda screen: shows(screen, "1,540.50", "As of "))
        program.press("4")
        program.until(lambda screen: qr_texts(painted(segments(screen))) == [link])
        program.until(lambda screen: shows(screen, "As of ", "The server does not answer"))
        program.press("q")
        assert program.ended() == 0


def test_without_the_server_it_speaks_russian_too(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    signed_in("status")
    sandbox.stop()
    with Program("--lang", "ru") as program:
        program.until(lambda screen: shows(screen, "1 540,50", "По данным на"))
        program.press("q")
        assert program.ended() == 0


def test_the_files_are_the_owners_alone(signed_in: CabinetCommand, home: Path) -> None:
    with Program() as program:
        program.until(lambda screen: shows(screen, "1,540.50", "live"))
        until_kept(program, home, "SELECT 1 FROM last_known WHERE name = 'balance'")
        (folder,) = {path.parent for path in kept_files(home)}
        assert folder.stat().st_mode & 0o777 == 0o700
        modes = {path.name: path.stat().st_mode & 0o777 for path in kept_files(home)}
        assert any(name.endswith("-wal") for name in modes)
        assert set(modes.values()) == {0o600}


def test_signing_out_on_the_screen_wipes_the_link_and_keeps_the_words(
    signed_in: CabinetCommand, home: Path
) -> None:
    link = str(signed_in("link", "--json").document["link"])
    with Program() as program:
        program.open_ticket()
        program.write("Kept")
        until_kept(program, home, "SELECT 1 FROM drafts WHERE text = 'Kept'")
        until_kept(program, home, "SELECT 1 FROM last_known WHERE name = 'subscription'")
        assert link.encode() in every_byte(home)
        program.press("\x1b")
        program.until(lambda screen: shows(screen, "w Write"))
        program.press("7")
        program.until(lambda screen: shows(screen, "Sign out"))
        program.press("o")
        program.until(lambda screen: shows(screen, "Drafts and unsent messages stay"))
        program.press("y")
        program.until(lambda screen: shows(screen, "Password"))
        assert link.encode() not in every_byte(home)
        assert asked(home, "SELECT name FROM last_known") == []
        program.press("\x11")
        assert program.ended() == 0
    assert signed_in("link", "--offline").code == 3
    assert asked(home, "SELECT text FROM drafts") == [("Kept",)]
