"""The file of the debug log: for its owner only, appended to, never long."""

import fcntl
import logging
import os
import platform
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from cabinet_tui import __version__
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.system_words import system_words
from cabinet_tui.domain.trace import LOGGER, Began, Broke, Ended, Entry, note
from cabinet_tui.locale import _

LARGEST = 1024 * 1024
"""Bytes after which the file is renamed to ``FILE.1``, in place of an older one."""
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_TRIES = 5


class NotOursError(OSError):
    """The file is somebody else's, or no plain file."""


class LogFile(logging.Handler):
    """Writes entries and nothing else; several processes may write to the same file."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        super().__init__()
        self._path = path
        self._largest = largest

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line of an entry. What cannot be written is left out: a log stops nobody."""
        if isinstance(record.msg, Entry):
            with suppress(OSError):
                self.write(record.msg.line())

    def write(self, line: str) -> None:
        """Append a line with its time and the number of this process; raises OSError."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        text = f"{now} {os.getpid()} {line}\n".encode("ascii", "replace")
        for _attempt in range(_TRIES):
            descriptor = _opened(self._path)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                if not self._is_current(descriptor):
                    continue  # another process has just put it aside
                if 0 < os.fstat(descriptor).st_size > self._largest - len(text):
                    self._path.replace(self._path.with_name(f"{self._path.name}.1"))
                    continue
                os.write(descriptor, text)
                return
            finally:
                os.close(descriptor)

    def _is_current(self, descriptor: int) -> bool:
        with suppress(FileNotFoundError):
            there, here = self._path.stat(follow_symlinks=False), os.fstat(descriptor)
            return (there.st_dev, there.st_ino) == (here.st_dev, here.st_ino)
        return False


def _opened(path: Path) -> int:
    """The file, made if need be; others' rights are taken away. Raises OSError."""
    descriptor = os.open(path, _FLAGS, 0o600)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            raise NotOursError
        if stat.S_IMODE(found.st_mode) != 0o600:
            os.fchmod(descriptor, 0o600)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Keep the debug log in this file meanwhile; raises BadSetting when that cannot be."""
    file = LogFile(path)
    try:
        os.close(_opened(path))
    except OSError as error:
        reason = system_words(error) if error.strerror else _("it is no file of yours")
        raise BadSetting(
            reason=_("{path} cannot be written: {reason}.").format(path=path, reason=reason),
            advice=_("Name another file after --log."),
        ) from None
    logger = logging.getLogger(LOGGER)
    before = (logger.level, logger.propagate)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(file)
    try:
        yield
    finally:
        logger.removeHandler(file)
        logger.setLevel(before[0])
        logger.propagate = before[1]


def logged(work: Callable[[], int], path: str, *, command: str) -> int:
    """Do some work with the log kept in a file, its beginning and its end noted."""
    with logging_to(Path(path).expanduser()):
        note(Began(__version__, platform.python_version(), sys.platform, command))
        try:
            code = work()
        except BaseException as error:
            note(Broke(error))
            raise
        note(Ended(code))
        return code
