"""How long a person waits for the program to appear, as ratios to floors of the same run.

Run it with ``python -m tests.benchmarks.startup``: each line is the median of some starts. The
floor of a command is a Python that does nothing; the floor of the program is a Textual app that
shows one word.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import pexpect

RUNS = 7
WORD = "Sign in"
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


def first_frame(home: str, *arguments: str) -> Callable[[], None]:
    """Runs Python on a terminal until the word is on it."""
    environment = {**os.environ, "HOME": home, "TERM": "xterm-256color", "CABINET_LANG": "en"}

    def work() -> None:
        child = pexpect.spawn(
            sys.executable, list(arguments), env=environment, dimensions=(24, 80), timeout=30
        )
        child.expect_exact(WORD)
        child.close(force=True)

    return work


def main() -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as home:
        nothing = seconds(command("-c", "pass"))
        version = seconds(command("-m", "cabinet_tui", "--version"))
        bare = seconds(first_frame(home, "-c", BARE_APP))
        app = seconds(first_frame(home, "-m", "cabinet_tui"))
    for name, time_taken, floor, what in (
        ("--version", version, nothing, "a Python that does nothing"),
        ("first frame", app, bare, "a Textual app that shows one word"),
    ):
        ratio = time_taken / floor
        sys.stdout.write(f"{name:12}{time_taken * 1000:5.0f} ms, {ratio:.1f} x {what}\n")


if __name__ == "__main__":
    main()
