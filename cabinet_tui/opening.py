"""Opening an address in a browser of the person's own, never inside our terminal."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from shutil import which
from urllib.parse import urlsplit

from cabinet_tui.domain.text import safe_url

_PATIENCE = 2.0
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_REMOTE = ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
Find = Callable[[str], str | None]


class Opening(StrEnum):
    """What came of it."""

    OPENED = "opened"
    REFUSED = "refused"
    REMOTE = "remote"
    NO_BROWSER = "no_browser"
    FAILED = "failed"


def may_open(url: str) -> bool:
    """Whether the address is https, or http on this machine, as a sandbox's is."""
    if safe_url(url, ("https",)):
        return True
    return bool(safe_url(url, ("http",))) and urlsplit(url.strip()).hostname in _LOOPBACK


def command(environ: Mapping[str, str], platform: str, find: Find) -> Sequence[str] | Opening:
    """The program that opens addresses here, or why none may be started.

    Python's own ``webbrowser`` would start a browser for the console inside our terminal.
    """
    if any(environ.get(name) for name in _REMOTE):
        return Opening.REMOTE
    if platform == "darwin":
        names: tuple[str, ...] = ("open",)
    elif environ.get("WSL_DISTRO_NAME"):
        names = ("wslview", "explorer.exe")
    elif any(environ.get(name) for name in _DISPLAYS):
        names = ("xdg-open",)
    else:
        names = ()
    found = next((path for name in names if (path := find(name))), None)
    return (found,) if found else Opening.NO_BROWSER


class Opener:
    """Starts the system's opener and looks for two seconds whether it failed."""

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        platform: str = sys.platform,
        find: Find | None = None,
    ) -> None:
        self._environ = dict(os.environ if environ is None else environ)
        self._platform = platform
        self._find = find or (lambda name: which(name, path=self._environ.get("PATH")))
        self._started: list[subprocess.Popen[bytes]] = []

    async def __call__(self, url: str) -> Opening:
        """Open the address, without waiting for whoever looks at it."""
        if not may_open(url):
            return Opening.REFUSED
        found = command(self._environ, self._platform, self._find)
        if isinstance(found, Opening):
            return found
        return await asyncio.to_thread(self._start, [*found, url.strip()])

    def _start(self, words: Sequence[str]) -> Opening:
        # A session of its own has no terminal: a console browser finds none to draw on, and
        # the browser outlives us.
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell; the address was checked
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**self._environ, "TERM": "dumb"},
                start_new_session=True,
            )
        except OSError:
            return Opening.FAILED
        self._started = [each for each in self._started if each.poll() is None]
        try:
            code = process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._started.append(process)
            return Opening.OPENED
        # Windows' explorer says 1 when it has done as it was told.
        is_done = code == 0 or words[0].endswith("explorer.exe")
        return Opening.OPENED if is_done else Opening.FAILED
