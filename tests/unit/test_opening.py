"""A browser is started only where there is one that is the person's own."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cabinet_tui.opening import Opener, Opening, command, may_open

DESKTOP = {"DISPLAY": ":0"}
URL = "https://pay.example.com/1"


def everything(name: str) -> str:
    return f"/usr/bin/{name}"


def nothing(name: str) -> None:
    return None


@pytest.mark.parametrize(
    "url",
    [URL, "https://t.me/$abc", "http://127.0.0.1:8000/checkout/1", "http://[::1]:80/", URL + " "],
)
def test_addresses_that_may_be_opened(url: str) -> None:
    assert may_open(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://pay.example.com/1",
        "http://127.0.0.1.example.com/",
        "http://user@127.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "--help",
        "https://a b",
        "https://a\x1b]52;c;eA==\x07",
        "https://a@b.example.com/",
    ],
)
def test_addresses_that_may_not(url: str) -> None:
    assert not may_open(url)


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_nothing_is_started_over_ssh(name: str, platform: str) -> None:
    environ = {**DESKTOP, "WSL_DISTRO_NAME": "Ubuntu", name: "10.0.0.1 1 2 3"}
    assert command(environ, platform, everything) is Opening.REMOTE


def test_nothing_is_started_without_a_display() -> None:
    assert command({"TERM": "xterm"}, "linux", everything) is Opening.NO_BROWSER


def test_nothing_is_started_that_is_not_there() -> None:
    assert command(DESKTOP, "linux", nothing) is Opening.NO_BROWSER


@pytest.mark.parametrize(
    ("environ", "platform", "program"),
    [
        (DESKTOP, "linux", "xdg-open"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", "xdg-open"),
        ({}, "darwin", "open"),
        ({"WSL_DISTRO_NAME": "Ubuntu"}, "linux", "wslview"),
    ],
)
def test_each_desktop_has_its_opener(
    environ: Mapping[str, str], platform: str, program: str
) -> None:
    assert command(environ, platform, everything) == (f"/usr/bin/{program}",)


def opener_that(tmp_path: Path, does: str) -> Opener:
    """An opener of a desktop whose program does this."""
    program = tmp_path / "xdg-open"
    program.write_text(f"#!{sys.executable}\nimport os, sys\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    return Opener({**DESKTOP, "BROWSER": "w3m"}, "linux", lambda _name: str(program))


async def test_the_opener_gets_the_address_and_no_terminal(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    open_link = opener_that(
        tmp_path,
        "try:\n    tty = os.open('/dev/tty', os.O_RDWR)\nexcept OSError:\n    tty = None\n"
        f"facts = (sys.argv[1:], tty, os.getsid(0) == os.getpid(), os.environ['TERM'],"
        " [os.readlink(f'/proc/self/fd/{fd}') for fd in range(3)])\n"
        f"open({str(seen)!r}, 'w').write(repr(facts))",
    )
    assert await open_link(URL) is Opening.OPENED
    told = seen.read_text(encoding="utf-8")
    assert told == repr(([URL], None, True, "dumb", ["/dev/null"] * 3))


async def test_an_opener_that_fails_is_told(tmp_path: Path) -> None:
    assert await opener_that(tmp_path, "sys.exit(3)")(URL) is Opening.FAILED


async def test_an_opener_that_is_gone_is_told() -> None:
    open_link = Opener(DESKTOP, "linux", lambda _name: "/nowhere/xdg-open")
    assert await open_link(URL) is Opening.FAILED


async def test_a_bad_address_starts_nothing(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    open_link = opener_that(tmp_path, f"open({str(seen)!r}, 'w')")
    assert await open_link("http://example.com/") is Opening.REFUSED
    assert not seen.exists()
