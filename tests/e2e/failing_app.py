"""The real screens with a connection that fails in the way named by the first argument."""

import errno
import os
import sys
import time
from collections.abc import Callable

from textual.drivers.linux_driver import LinuxDriver

from cabinet_tui.cli import stage
from cabinet_tui.cli.options import Options
from cabinet_tui.domain.errors import Unreachable
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store


def crash() -> None:
    """A bug, beside a value that must not be seen."""
    token = "SECRET-" * 2
    raise RuntimeError(token)


def hang() -> None:
    """A loop that is stuck, and says so on the terminal."""
    os.write(2, b"HANGS")
    time.sleep(60)


def refuse() -> None:
    """An expected failure."""
    raise Unreachable(host="vpn.example.com")


def lose_the_terminal() -> None:
    """Textual cannot write its farewell any more, so that it does not stop to read."""

    def gone(driver: LinuxDriver) -> None:
        raise OSError(errno.EIO, "the terminal is gone")

    setattr(LinuxDriver, "_disable_mouse_support", gone)  # noqa: B010 - as a kernel would
    refuse()


FAILURES: dict[str, Callable[[], None]] = {
    "crash": crash,
    "hang": hang,
    "refuse": refuse,
    "gone": lose_the_terminal,
}


async def connect(_typed: str) -> Cabinet:
    """Fail."""
    FAILURES[sys.argv[1]]()
    raise AssertionError


if __name__ == "__main__":
    sys.exit(stage.show(Store(), connect, Options(), profile="demo", server="vpn.example.com"))
