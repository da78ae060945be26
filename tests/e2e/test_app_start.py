"""A slow start is a bug: the first frame is on the terminal before the network is imported."""

import json
from pathlib import Path

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal
from tests.sandbox_server import SandboxServer

# The program as it is, with an eye on what it writes to its terminal.
WATCHED = """
import json, pathlib, sys
from textual.drivers.linux_driver import LinuxDriver
from cabinet_tui import cli

SLOW = {"httpx", "pydantic", "websockets", "keyring", "babel", "qrcode", "PIL", "textual_image"}
seen = {}

def write(driver, text, write=LinuxDriver.write):
    write(driver, text)
    for word in ("Subscription", "Password", "1,540.50", "As of", "live"):
        if word in text and word not in seen:
            seen[word] = sorted(SLOW & sys.modules.keys())

LinuxDriver.write = write
code = cli.run(sys.argv[2:])
pathlib.Path(sys.argv[1]).write_text(json.dumps(seen))
sys.exit(code)
"""
PICTURES = {"PIL", "textual_image"}
NETWORK = {"httpx", "pydantic", "websockets", "keyring"}


def test_the_first_frame_is_painted_before_the_network_is_imported(
    home: Path, sandbox: SandboxServer
) -> None:
    told = home / "seen.json"
    script = home / "watched.py"
    script.write_text(WATCHED)
    arguments = ("--server", sandbox.url, "--lang", "en")
    with Terminal(str(script), str(told), *arguments) as terminal:
        terminal.shows("Password")
        terminal.press("\x11")
        assert terminal.ended() == 0
    seen = json.loads(told.read_text())
    assert NETWORK.isdisjoint(seen["Subscription"])
    # By the time the form is there the cabinet is connected: the check sees what is imported.
    assert "httpx" in seen["Password"]
    assert "pydantic" in seen["Password"]


def test_what_was_last_known_is_in_that_frame(signed_in: CabinetCommand, home: Path) -> None:
    signed_in("status")
    told = home / "seen.json"
    script = home / "watched.py"
    script.write_text(WATCHED)
    with Terminal(str(script), str(told), "--lang", "en") as terminal:
        terminal.shows("live")
        terminal.press("\x11")
        assert terminal.ended() == 0
    seen = json.loads(told.read_text())
    assert NETWORK.isdisjoint(seen["1,540.50"])
    assert NETWORK.isdisjoint(seen["As of"])
    assert "httpx" in seen["live"]
    assert PICTURES.isdisjoint(seen["live"])
