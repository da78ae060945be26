"""Every byte that the real program writes to a terminal on a hostile server is one of its own."""

import base64
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cabinet_tui.sandbox.scenarios.venom import TEXTS
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer
from tests.trust.grammar import Findings, clashes, read
from tests.trust.steering import steering_in
from tests.trust.walks import ESC, Walk

pytestmark = [
    pytest.mark.walk,
    pytest.mark.timeout(180),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]

MODES = {f"CSI ?{mode}{set_}" for mode in (1000, 1003, 1004, 1006, 1015, 2004) for set_ in "hl"}
SCREEN = {"CSI ?1049h", "CSI ?1049l", "CSI ?25l", "CSI ?25h", "CSI ?7l", "CSI ?7h"}
KEYBOARD = {"CSI >25u", "CSI <u", "CSI ?2026$p", "CSI ?2048$p"}
DRAWING = {"CSI nm", "CSI nH", "OSC 8", "OSC 22"}
OURS = MODES | SCREEN | KEYBOARD | DRAWING
"""What the program writes of its own accord: seen on the default scenario, asserted below.
OSC 8 is a link, OSC 22 the shape of the mouse pointer."""

SHORT_WALK = ["v", ESC, "t", ESC, "2", "3", "4", "f", ESC, "5", "s", ESC, "6", "\r", "7"]
# Every section, every dialog that has something of the server in it, and the palette over it; a
# key that opens something stands with a word of what it opens.
LONG_WALK = [
    *["v shows Notices", ESC, "t shows Amount", "\r", ESC, ESC, "? shows Help", ESC],
    *["\x10 shows hat do you want", ESC],
    *["2 shows Promo code", "p shows New payment", ESC, ESC, "c shows Redeem", ESC],
    *["g shows went out", ESC, "f"],
    *["3", "s", "\r", ESC, ESC, "\x1b[B", "\r", ESC, ESC],
    *["4 shows Renew", "l", ESC, "n shows Renew for", "\r", ESC, ESC, "f", ESC, "s shows PNG", ESC],
    *["5", "\t", "\t", "g shows by month", ESC, "f", ESC, "s", ESC],
    *["6 shows New ticket", "\r", "\x1b[A", "w", ESC, ESC, "\x1b[B", "\r", ESC],
    *["n shows Subject", ESC, ESC],
    *["7 shows Sign out", "s shows Colours", ESC, "e", ESC],
]
MORE_OF_BEDOLAGA = [
    *["2 shows Gifts", "i", "\r", ESC, ESC, "k shows Saved cards", ESC],
    *["4", "d", "\r", ESC, ESC, "m shows More traffic", ESC, "v", ESC],
    *["5", "w", ESC, "c", ESC],
    *["7 shows Documents", "d", "\r", ESC, ESC, "l", ESC],
]
COPYING = ["4", "y", "5", "y", "6", "\r", "\x1b[A", "y", ESC, "7", "c"]
COPIES = 4  # so often a key that copies is pressed; what is not there yet is not copied

COMMANDS = """\
status
status --json
balance
transactions
transactions --json
subscription
subscriptions
link
link --json
link --qr
tariffs
tariffs --json
devices
traffic
topup --list
topup --amount 500 --method YOOKASSA_SBP --yes
payments
cards
gifts
referrals
referrals --earnings
withdrawals
tickets
tickets --json
pages
page faq
page rules
language
buy 1 --dry-run
buy 2 --dry-run --json
renew --list
renew --days 30
buy 1
buy 2
autopay on
trial --dry-run
""".splitlines()
COMMANDS += [f"ticket show {number}" for number in range(1, 24, 3)]
COMMANDS += [f"promo {json.dumps(text[:60])}" for text in TEXTS[:6]]
COMMANDS += [
    "ticket show \x9b31m",
    "page \u202egnp",
    "--profile \x1b[31m status",
    "buy \x1b]0;x\x07",
]


both = pytest.mark.parametrize("dialect", ["documented", "bedolaga"], indirect=True)


@pytest.fixture
def hostile(world: SandboxServer, cabinet: CabinetCommand) -> SandboxServer:
    """A hostile server, and somebody who has signed in to it."""
    world.begin("hostile")
    assert cabinet.sign_in(world).code == 0
    return world


@pytest.fixture
def walk() -> Iterator[list[Walk]]:
    walks: list[Walk] = []
    yield walks
    for one in walks:
        one.stop()


def screens(walk: list[Walk], keys: Sequence[str]) -> Findings:
    """What the whole screen wrote while these keys were pressed, and that it ended in order."""
    program = Walk("-m", "cabinet_tui")
    walk.append(program)
    program.until(b"live")
    for step in keys:
        key, _, word = step.partition(" shows ")
        program.press(key, shows=word.encode())
    assert program.leave() == 0
    return read(bytes(program.raw))


def settings(home: Path, **values: str) -> None:
    """Change the settings of the file."""
    file = home / "config" / "cabinet-tui" / "config.toml"
    told = "".join(f'{name} = "{value}"\n' for name, value in values.items())
    file.write_text(f"{file.read_text()}\n[settings]\n{told}")


@both
def test_every_section_and_dialog_of_a_hostile_server(
    hostile: SandboxServer, walk: list[Walk], dialect: str
) -> None:
    more = MORE_OF_BEDOLAGA if dialect == "bedolaga" else []
    found = screens(walk, LONG_WALK + more)
    assert list(clashes(found, OURS)) == []
    assert found.copied == []
    assert found.titles == []
    assert found.size > 300_000


def test_a_plain_run_writes_the_same(
    world: SandboxServer, cabinet: CabinetCommand, walk: list[Walk]
) -> None:
    assert cabinet.sign_in(world).code == 0
    found = screens(walk, SHORT_WALK)
    assert list(clashes(found, OURS)) == []
    # The lists are no longer than what is seen, but for what a walk may or may not come upon.
    assert OURS - set(found.shapes) <= {"OSC 8", "OSC 22"}


@both
def test_the_clipboard_is_for_copy_keys_and_the_desktop_gets_clean_words(
    hostile: SandboxServer, home: Path, walk: list[Walk], dialect: str
) -> None:
    desktop = "osc9" if dialect == "bedolaga" else "osc777"
    settings(home, desktop=desktop)
    found = screens(walk, COPYING)
    notice = desktop.upper().replace("OSC", "OSC ")
    assert list(clashes(found, OURS | {"OSC 52", notice})) == []
    assert found.shapes[notice] >= 1
    assert 1 <= len(found.copied) <= COPIES
    for copied in found.copied:
        assert steering_in(base64.b64decode(copied.removeprefix("c;")).decode()) == []


@both
def test_every_command_on_a_hostile_server(
    hostile: SandboxServer, tmp_path: Path, walk: list[Walk], dialect: str
) -> None:
    words = json.dumps({"detail": "".join(TEXTS[:8]), "message": TEXTS[1], "code": TEXTS[6]})
    for status, path in ((400, "/referral*"), (403, "/tickets"), (500, "/info*"), (404, "/gift*")):
        hostile.order("faults", path=path, status=status, body=words, times=2)
    file = tmp_path / "commands"
    file.write_text("\n".join(COMMANDS), "utf-8")
    program = Walk("-m", "tests.trust.commands_in_a_row", str(file), NO_COLOR="1")
    walk.append(program)
    program.child.send("n\n" * 100)  # to every question
    assert program.end() == 0
    found = read(bytes(program.raw))
    assert list(clashes(found, {"CSI nm"})) == []
    assert found.raw_lines > 500
    assert b"This should not have happened" not in program.raw
    assert b"-> 6" not in program.raw


def test_the_search_sees_what_comes_through() -> None:
    for raw in (
        b"\x9b31m",
        "\u009b31m".encode(),
        "a\u202eb".encode(),
        b"\x1b]0;pwned\x07",
        b"\x1b]52;c;cHduZWQ=\x07",
        b"\x1b]8;;file:///etc/passwd\x1b\\",
        b"\x1b]8;;https://evil.example/\xe2\x80\xae\x1b\\",
        b"\x1b[2J",
        b"\x1b[?1049q",
        b"\x1bPq\x1b\\",
        b"\x1bc",
        b"\x1b]0;unterminated",
        b"\x07",
        b"\x1b[31",
    ):
        found = read(b"fine " + raw)
        assert list(clashes(found, OURS)), raw
    assert list(clashes(read("ok \x1b[31m👩‍👩‍👧 ₽\x1b[1;1H\n".encode()), OURS)) == []
