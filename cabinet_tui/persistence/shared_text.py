"""A small text that all processes of a user change in turn, such as what was sent of late.

It is never synced: what a power cut takes was about the last minutes only.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from cabinet_tui.domain.aside import aside
from cabinet_tui.domain.clock import Clock
from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.persistence.place import make_private

T = TypeVar("T")

_LARGEST = 256 * 1024
_TRIES = 50
_PAUSE = 0.02
_PATIENCE = 1.0
"""Seconds for the system to answer at all: the disk may be that of another machine."""


def limits_of(server: str, folder: Path | None = None) -> Path:
    """The file of what was sent to a server, whoever sent it."""
    from platformdirs import user_state_path

    digest = hashlib.sha256(server.encode()).hexdigest()
    place = folder or user_state_path("cabinet-tui", appauthor=False) / "limits"
    return place / f"{digest[:16]}.json"


class SharedText:
    """Satisfies ``api.limits.Shared``: an empty text until somebody changes it."""

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        flock: Callable[[int, int], None] = fcntl.flock,
        patience: float = _PATIENCE,
    ) -> None:
        self._path = path
        self._clock = clock
        self._flock = flock
        self._patience = patience
        self._is_private = False

    async def change(self, edit: Callable[[str], tuple[str, T]]) -> T:
        """Replace the text by what ``edit`` makes of it, in a thread; what else it gives.

        Raises OSError when that cannot be had, or not within a second or so.
        """
        for _try in range(_TRIES):
            changed = await aside(lambda: self._change(edit), self._patience)
            if changed is not None:
                return changed[0]
            await self._clock.sleep(_PAUSE)
        raise BlockingIOError

    def _change(self, edit: Callable[[str], tuple[str, T]]) -> tuple[T] | None:
        """What came of it, None while another process is at it."""
        self._make_private()
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
        descriptor = os.open(self._path, flags, 0o600)
        try:
            try:
                self._flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return None
            text = os.pread(descriptor, _LARGEST, 0).decode("utf-8", "replace")
            changed, result = edit(text)
            if changed != text:
                content = changed.encode()
                os.pwrite(descriptor, content, 0)
                os.ftruncate(descriptor, len(content))
        finally:
            os.close(descriptor)
        return (result,)

    def _make_private(self) -> None:
        if self._is_private:
            return
        try:
            make_private(self._path)
        except NotKept:
            raise PermissionError from None
        self._is_private = True
