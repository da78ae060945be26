"""One refresh at a time between processes of one user."""

import fcntl
import os
from pathlib import Path
from types import TracebackType

from cabinet_tui.credentials.place import directory, make_private, stem
from cabinet_tui.credentials.record import StoreError
from cabinet_tui.domain.clock import Clock

_LONGEST = 10.0
_PAUSE = 0.1


class RefreshLock:
    """Held while refreshing: ``async with RefreshLock(profile, server, clock):``.

    Waits 10 s at most, then goes on without: a lock must not end a session. Its file is not the
    token file, which is replaced at each write, and it stays behind.
    """

    def __init__(
        self, profile: str, server: str, clock: Clock, *, folder: Path | None = None
    ) -> None:
        self._path = (folder or directory()) / f"{stem(profile, server)}.lock"
        self._clock = clock
        self._descriptor: int | None = None

    async def __aenter__(self) -> None:
        """Take the lock, or go on without."""
        self._descriptor = self._opened()
        deadline = self._clock.monotonic() + _LONGEST
        while self._descriptor is not None and not self._taken(self._descriptor):
            if self._clock.monotonic() >= deadline:
                return
            try:
                await self._clock.sleep(_PAUSE)
            except BaseException:
                self._close()
                raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the lock back."""
        self._close()

    def _opened(self) -> int | None:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            make_private(self._path.parent)
            return os.open(self._path, flags, 0o600)
        except (StoreError, OSError):
            return None

    def _taken(self, descriptor: int) -> bool:
        """Whether the lock is ours now; a system that has no locks counts as ours."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def _close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
