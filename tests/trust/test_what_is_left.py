"""What the program leaves on this computer: who can read it, and which secret lies where."""

import argparse
import json
import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cabinet_tui.cli import commands
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer
from tests.trust.walks import Walk

pytestmark = [
    pytest.mark.walk,
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]

SAID = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
MESSAGE = "my street is Marked Lane 5"
DRAFT = "half a marked thought"
both = pytest.mark.parametrize("dialect", ["documented", "bedolaga"], indirect=True)


def files(home: Path) -> list[Path]:
    """Every file below the home."""
    return sorted(path for path in home.rglob("*") if path.is_file())


def holders(home: Path, secret: str) -> set[str]:
    """The folders whose files hold a secret, with the ending of the file."""
    found = {path for path in files(home) if secret.encode() in path.read_bytes()}
    return {f"{path.parent.name}/*{path.suffix.partition('-')[0]}" for path in found}


def tokens(home: Path) -> Mapping[str, str]:
    """The tokens in use."""
    (file,) = (home / "state" / "cabinet-tui" / "tokens").glob("*.json")
    told = json.loads(file.read_text())
    return {"access": told["access"], "refresh": told["refresh"]}


def processes(walk: Walk) -> Iterator[bytes]:
    """What ``ps`` shows of a program and of all that it has started."""
    waiting = [walk.child.pid]
    while waiting:
        place = Path(f"/proc/{waiting.pop()}")
        yield (place / "cmdline").read_bytes()
        yield (place / "environ").read_bytes()
        for path in place.glob("task/*/children"):
            waiting += [int(pid) for pid in path.read_text().split()]


def paid(cabinet: CabinetCommand, log: tuple[str, str]) -> str:
    """The address of a payment, by the first way to pay that makes one."""
    methods = json.loads(cabinet("topup", "--list", "--json").out)["methods"]
    for method in methods:
        words = ["topup", "--amount", "500", "--method", method["id"], "--yes", "--json"]
        words += ["--option", method["options"][0]["id"]] if method.get("options") else []
        told = cabinet(*log, *words)
        url = json.loads(told.out).get("payment", {}).get("url") if told.code == 0 else ""
        if url:
            return str(url)
    return ""


@pytest.fixture
def walk(world: SandboxServer, cabinet: CabinetCommand, home: Path) -> Iterator[Walk]:
    """The whole screen of somebody who has signed in, with the log on."""
    log = home / "log"
    assert cabinet.sign_in(world).code == 0
    assert cabinet("--log", str(log), "status").code == 0
    program = Walk("-m", "cabinet_tui", "--log", str(log))
    yield program
    program.stop()


def used(program: Walk, cabinet: CabinetCommand, home: Path) -> dict[str, str]:
    """Everything that leaves something behind, done once; the secrets that were met."""
    log = ("--log", str(home / "log"))
    program.until(b"live")
    for key in ("4", "2", "5", "7"):
        program.press(key)
    program.press("6", shows="Проблема".encode())
    program.press("\r", shows=b"Write")
    program.press("w", shows=b"Send")
    program.press(DRAFT)
    program.press("\x1b")
    link = cabinet(*log, "link").out.strip()
    payment = paid(cabinet, log)
    assert cabinet(*log, "renew", "--days", "30", "--yes").code in (0, 5)
    cabinet(*log, "ticket", "new", "--subject", "Marked", MESSAGE)
    assert cabinet(*log, "ticket", "show", "10000").code == 3
    return {"link": link, "payment": payment, "password": DEMO_PASSWORD, **tokens(home)}


@both
def test_every_secret_lies_where_it_is_said_to_and_goes_with_the_session(
    walk: Walk, cabinet: CabinetCommand, home: Path, dialect: str
) -> None:
    met = used(walk, cabinet, home)
    assert all(met.values())
    assert_private(home)
    shown = b"".join(processes(walk))
    assert [name for name, secret in met.items() if secret.encode() in shown] == []
    assert walk.leave() == 0
    assert_private(home)

    assert holders(home, met["password"]) == set()
    assert holders(home, met["access"]) <= {"tokens/*.json"}
    assert holders(home, met["refresh"]) == {"tokens/*.json"}
    assert holders(home, met["link"]) <= {"profiles/*.sqlite3"}
    assert holders(home, met["payment"]) <= {"profiles/*.sqlite3"}
    assert holders(home, MESSAGE) <= {"profiles/*.sqlite3"}
    assert holders(home, DRAFT) == {"profiles/*.sqlite3"}
    log = (home / "log").read_text()
    assert DEMO_EMAIL not in log
    assert " link live" in log
    assert " POST " in log

    assert cabinet("logout", "--forget").code == 0
    for name in ("access", "refresh", "link"):
        assert holders(home, met[name]) == set(), name
    assert holders(home, DRAFT) == set()


def assert_private(home: Path) -> None:
    """Fail where anybody else could read what there is now, also while it is in use."""
    modes = {str(path): stat.S_IMODE(path.stat().st_mode) for path in files(home)}
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
    assert len(modes) >= 5
    left = {path.parent.name for path in files(home / "state" / "cabinet-tui")}
    assert [name for name in left if f"/{name}/" not in SAID] == []
    for folder in ("tokens", "profiles", "limits"):
        place = home / "state" / "cabinet-tui" / folder
        assert stat.S_IMODE(place.stat().st_mode) == 0o700, folder


def test_no_option_takes_a_secret() -> None:
    """An argument can be read by everybody on the machine: a password comes by standard input."""

    def named(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.Action]]:
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for inner in action.choices.values():
                    yield from named(inner)
            yield parser.prog, action

    seen = 0
    for prog, action in named(commands.grammar()):
        seen += 1
        words = " ".join([*action.option_strings, action.dest]).lower()
        takes_value = action.nargs != 0
        secret = any(word in words for word in ("password", "secret", "init-data"))
        assert not (secret and takes_value), f"{prog} {words}"
    assert seen > 100
