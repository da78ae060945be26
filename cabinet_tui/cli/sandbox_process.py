"""The sandbox as a process of its own, for as long as somebody needs it."""

import json
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, Queue
from threading import RLock, Thread
from typing import IO

from cabinet_tui.cli.output import flat
from cabinet_tui.domain.errors import BadSetting, CabinetError, Unreachable
from cabinet_tui.locale import _

_START = 20.0
_LAST_WORDS = 1.0
_TAIL_LINES = 5
_NEEDED = ("fastapi", "uvicorn", "jwt")


def require_packages() -> None:
    """Raise BadSetting when the packages of the sandbox are not installed. Imports none of them."""
    from importlib.util import find_spec

    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise BadSetting(
            reason=_("The demo needs packages that are not installed: {names}.").format(
                names=", ".join(missing)
            ),
            advice=_("Install them with: pip install 'cabinet-tui[demo]'"),
        )


class SandboxProcess:
    """Starts the sandbox on a free port of this computer and ends it again.

    The sandbox also ends by itself when the pipe to its standard input closes, so nothing stays
    behind when this process is killed. It runs in a session of its own: the keys of the terminal
    do not reach it.
    """

    def __init__(self, options: Sequence[str] = (), *, deadline: float = _START) -> None:
        self._command = [
            sys.executable, "-m", "cabinet_tui", "sandbox",
            "--port", "0", "--exit-with-parent", *options,
        ]  # fmt: skip
        self._deadline = deadline
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = RLock()  # a signal may ask to stop in the middle of a stop
        self._complaints: deque[str] = deque(maxlen=_TAIL_LINES)

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> str:
        """Start, wait for the first line, return the address in it.

        Blocks: call it in a thread. Raises Unreachable or BadSetting when nothing comes of it.
        """
        require_packages()
        with self._lock:
            if self._stopped:
                raise Unreachable(host=_("the sandbox"), reason=_("it was stopped"))
            process = self._process = subprocess.Popen(  # noqa: S603 - our own program
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
        first: Queue[str] = Queue()
        Thread(target=_follow, args=(process.stdout, first), daemon=True).start()
        complained = Thread(target=self._listen, args=(process.stderr,), daemon=True)
        complained.start()
        try:
            address = _address(first.get(timeout=self._deadline))
        except Empty:
            self.stop()
            reason = _("it said nothing for {seconds} s").format(seconds=round(self._deadline))
            raise Unreachable(host=_("the sandbox"), reason=reason) from None
        if not address:
            self.stop()
            complained.join(_LAST_WORDS)
            raise self._failure()
        return address

    def stop(self) -> None:
        """End the process and wait until it is gone; harmless when it never ran or is gone.

        It holds nothing that could be lost, so nobody waits for it to say goodbye.
        """
        with self._lock:
            self._stopped = True
            process = self._process
        if process is None:
            return
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        process.kill()
        process.wait()

    def _failure(self) -> CabinetError:
        reason = flat(self._complaints[-1]) if self._complaints else _("it ended at once")
        return Unreachable(host=_("the sandbox"), reason=reason.rstrip("."))

    def _listen(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                if line.strip():
                    self._complaints.append(line)


def _follow(stream: IO[str], first: Queue[str]) -> None:
    """Hand the first line over and read on, so that the sandbox never waits for a listener."""
    with stream:
        first.put(stream.readline())
        for _line in stream:
            pass


def _address(line: str) -> str:
    try:
        told = json.loads(line)
    except ValueError:
        return ""
    url = told.get("url") if isinstance(told, dict) else None
    return url if isinstance(url, str) else ""
