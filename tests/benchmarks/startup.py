"""How long a person waits for the program to appear, as ratios to floors of the same run.

Run it with ``python -m tests.benchmarks.startup``: each line is the median of some starts. The
floor of a command is a Python that does nothing; the floor of the program is a Textual app that
shows one word.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pexpect

from cabinet_tui import profile
from cabinet_tui.domain.dialect import Dialect
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.last_known import LastKnownRows
from cabinet_tui.persistence.place import file_of
from cabinet_tui.profile import Profile
from cabinet_tui.services.last_known import known_of
from tests.services.full_house import full_house

RUNS = 7
WORD = "Sign in"
KEPT = "540.50"
SERVER = "https://vpn.example.com/cabinet"
BARE_APP = f"""
from textual.app import App
from textual.widgets import Static
class Bare(App[None]):
    def compose(self):
        yield Static({WORD!r})
Bare().run()
"""


def seconds(work: Callable[[], None]) -> float:
    """The median time of some runs."""
    times = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def command(*arguments: str) -> Callable[[], None]:
    """Runs Python with these arguments to its end."""

    def work() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)

    return work


def first_frame(home: str, *arguments: str, word: str = WORD) -> Callable[[], None]:
    """Runs Python on a terminal until the word is on it."""
    environment = {
        **os.environ,
        "HOME": home,
        "XDG_CONFIG_HOME": f"{home}/config",
        "XDG_STATE_HOME": f"{home}/state",
        "TERM": "xterm-256color",
        "CABINET_LANG": "en",
    }

    def work() -> None:
        child = pexpect.spawn(
            sys.executable, list(arguments), env=environment, dimensions=(24, 80), timeout=30
        )
        child.expect_exact(word)
        child.close(force=True)

    return work


async def keep(home: str) -> None:
    """Leave a profile and everything that was last known of it, as an earlier run would."""
    there = Profile(server=SERVER, dialect=Dialect.DOCUMENTED.value, found_at=SERVER)
    profile.remember(Path(home) / "config" / "cabinet-tui" / "config.toml", there)
    house = full_house()
    await house.session.restore()
    await house.load_everything()
    path = file_of(there.name, Path(home) / "state" / "cabinet-tui" / "profiles")
    database = Database(path, lambda _aside: None)
    rows = LastKnownRows(database, SERVER)
    await rows.keep(await rows.begin(1), known_of(house.state()))
    await database.close()


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as home:
        nothing = seconds(command("-c", "pass"))
        version = seconds(command("-m", "cabinet_tui", "--version"))
        bare = seconds(first_frame(home, "-c", BARE_APP))
        app = seconds(first_frame(home, "-m", "cabinet_tui"))
        asyncio.run(keep(home))
        kept = seconds(first_frame(home, "-m", "cabinet_tui", word=KEPT))
    for name, time_taken, floor, what in (
        ("--version", version, nothing, "a Python that does nothing"),
        ("first frame", app, bare, "a Textual app that shows one word"),
        ("last known", kept, bare, "the same"),
    ):
        ratio = time_taken / floor
        sys.stdout.write(f"{name:12}{time_taken * 1000:5.0f} ms, {ratio:.1f} x {what}\n")


if __name__ == "__main__":
    main()
