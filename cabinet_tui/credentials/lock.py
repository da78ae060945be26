"""One refresh at a time between processes of one user."""

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from cabinet_tui.credentials.place import directory, make_private, stem
from cabinet_tui.credentials.record import StoreError
from cabinet_tui.domain.aside import aside
from cabinet_tui.domain.clock import Clock

_LONGEST = 10.0
_PAUSE = 0.1
_PATIENCE = 3.0
"""Seconds for the system to answer at all: the disk may be that of another machine."""

Flock = Callable[[int, int], None]


class RefreshLock:
    """Held while refreshing: ``async with RefreshLock(profile, server, clock) as held:``.

    Waits 10 s at most, then goes on without, and ``held`` is False: a lock must not end a
    session. Where there are no locks to be had, it goes on as if there were nobody else. Its
    file is not the token file, which is replaced at each write, and it stays behind.
    """

    def __init__(
        self,
        profile: str,
        server: str,
        clock: Clock,
        *,
        folder: Path | None = None,
        flock: Flock = fcntl.flock,
        patience: float = _PATIENCE,
    ) -> None:
        self._path = (folder or directory()) / f"{stem(profile, server)}.lock"
        self._clock = clock
        self._flock = flock
        self._patience = patience
        self._descriptor: int | None = None

    async def __aenter__(self) -> bool:
        """Take the lock, or go on without; False when somebody else has it."""
        deadline = self._clock.monotonic() + _LONGEST
        while True:
            try:
                taken = await aside(self._take, self._patience, _close)
            except (OSError, StoreError):
                return True
            if taken is not None:
                self._descriptor = taken
                return True
            if self._clock.monotonic() >= deadline:
                return False
            await self._clock.sleep(_PAUSE)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        held, self._descriptor = self._descriptor, None
        _close(held)

    def _take(self) -> int | None:
        """The descriptor that holds the lock, None while another has it. Raises OSError."""
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        make_private(self._path.parent)
        descriptor = os.open(self._path, flags, 0o600)
        with contextlib.ExitStack() as undo:
            undo.callback(os.close, descriptor)
            try:
                self._flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return None
            undo.pop_all()
        return descriptor


def _close(descriptor: int | None) -> None:
    if descriptor is not None:
        os.close(descriptor)
