"""The SQLite file of a profile: opened when it is needed, used in short transactions."""

import asyncio
import fcntl
import glob
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.domain.system_words import database_words, system_words
from cabinet_tui.persistence.place import make_private, sync_directory
from cabinet_tui.persistence.schema import APPLICATION, STEPS

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
_PATIENCE = 5.0
"""Seconds to wait for another process: its transactions are short."""
_ASIDE = 9
"""How many broken files are kept; one more takes the place of the last."""


class Database:
    """One file for all processes of a user; without a path it is in memory and leaves nothing.

    ``on_set_aside`` hears where a file went that was broken or not ours: a new one is begun then.
    """

    def __init__(self, path: Path | None, on_set_aside: Callable[[Path], None]) -> None:
        self._path = path
        self._on_set_aside = on_set_aside
        self._connection: sqlite3.Connection | None = None
        self._file: int | None = None
        self._lock = threading.Lock()

    @property
    def place(self) -> str:
        """The path of the file, empty when it is in memory."""
        return str(self._path or "")

    async def read(self, work: Work[T], otherwise: T) -> T:
        """What ``work`` finds, ``otherwise`` where nothing was ever kept. Raises NotKept."""
        return await asyncio.to_thread(self._read, work, otherwise)

    async def write(self, work: Work[T], *, durable: bool = False) -> T:
        """Do ``work`` in one transaction; ``durable`` outlives a power cut. Raises NotKept.

        It is carried through even if whoever waits for it is cancelled.
        """
        return await asyncio.shield(asyncio.to_thread(self._write, work, durable))

    async def drop_set_aside(self) -> None:
        """Remove what was set aside: nobody can say which secrets are in a broken file."""
        await asyncio.to_thread(self._drop_set_aside)

    async def close(self) -> None:
        """Give the file back; it is opened again when it is needed again."""
        await asyncio.to_thread(self._close)

    def _read(self, work: Work[T], otherwise: T) -> T:
        if self._connection is None and (self._path is None or not self._path.exists()):
            return otherwise
        return self._in_order(work)

    def _write(self, work: Work[T], durable: bool) -> T:
        def whole(connection: sqlite3.Connection) -> T:
            # The least that keeps the file whole costs no fsync: only some rows are worth one.
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            with _transaction(connection):
                return work(connection)

        return self._in_order(whole)

    def _in_order(self, work: Work[T]) -> T:
        """Work on an open file; one that turns out to be broken is opened anew, once."""
        with self._lock, self._errors():
            try:
                return work(self._opened())
            except sqlite3.DatabaseError as error:
                if not _is_broken(error):
                    raise
                self._drop()
            return work(self._opened())

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise NotKept(place=self.place, reason=database_words(error)) from None
        except OSError as error:
            raise NotKept(place=self.place, reason=system_words(error)) from None

    def _opened(self) -> sqlite3.Connection:
        """The file, open; one that is no longer where it was is let go, as nobody will find it."""
        if self._path is None:
            if self._connection is None:
                self._connection = _prepared(_connected(":memory:"))
            return self._connection
        if self._connection is not None:
            if _number(self._path) == self._file:
                return self._connection
            self._drop()
        is_new = _number(self._path) is None
        make_private(self._path)
        with _alone(self._path):
            self._connection = self._ours(self._path)
            self._file = _number(self._path)
        if is_new:
            sync_directory(self._path.parent)
        return self._connection

    def _ours(self, path: Path) -> sqlite3.Connection:
        """The file, open and with its tables; one that is not ours is set aside before."""
        connection = _connected(str(path))
        try:
            if _is_whole(connection):
                return _prepared(connection)
        except BaseException:
            connection.close()
            raise
        connection.close()
        self._set_aside(path)
        make_private(path)
        return _prepared(_connected(str(path)))

    def _set_aside(self, path: Path) -> None:
        """Move a file that cannot be used out of the way, for whoever wants to look."""
        names = [path.with_suffix(f".damaged-{number}") for number in range(1, _ASIDE + 1)]
        aside = next((name for name in names if not name.exists()), names[-1])
        path.rename(aside)
        for ending in ("-wal", "-shm"):
            log = path.with_name(path.name + ending)
            if log.exists():
                log.rename(aside.with_name(aside.name + ending))
        self._on_set_aside(aside)

    def _drop_set_aside(self) -> None:
        if self._path is not None:
            with self._errors():
                for name in self._path.parent.glob(f"{glob.escape(self._path.stem)}.damaged-*"):
                    name.unlink(missing_ok=True)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _close(self) -> None:
        with self._lock, self._errors():
            self._drop()


def sweep(connection: sqlite3.Connection) -> None:
    """Leave nothing of what was deleted in the log either, unless another process reads it now."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _connected(name: str) -> sqlite3.Connection:
    # The lock of ``Database`` keeps its threads apart.
    return sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)


def _is_broken(error: sqlite3.DatabaseError) -> bool:
    # Errors of the module itself have no code; the low byte is the code without its details.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Whether it is a file of ours, or one without anything in it."""
    try:
        if _pragma(connection, "application_id") != APPLICATION:
            return not _pragma(connection, "page_count")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if _is_broken(error):
            return False
        raise
    return bool(found == ("ok",))


def _prepared(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, with the tables of the newest version in its file."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is deleted or written over leaves no bytes behind: a link is a secret.
    connection.execute("PRAGMA secure_delete = ON")
    if _pragma(connection, "user_version") < len(STEPS):
        with _transaction(connection):
            # Another process may have been faster: what counts is the version inside.
            for version in range(_pragma(connection, "user_version"), len(STEPS)):
                for statement in STEPS[version].split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
    return connection


def _number(path: Path) -> int | None:
    """What tells this file from another one in its place; None when there is none."""
    try:
        return path.stat(follow_symlinks=False).st_ino
    except FileNotFoundError:
        return None


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    with closing(connection.execute(f"PRAGMA {name}")) as cursor:
        (value,) = cursor.fetchone()
    return int(value)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that has the file for itself from its beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """While no other process opens this file or sets it aside; its lock file stays behind."""
    lock = path.with_suffix(".lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
