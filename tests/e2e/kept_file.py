"""What the program keeps on the computer of a test, as any other program finds it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pexpect

from tests.e2e.terminal import PATIENCE, Terminal

_LOOKS = 100


def kept_files(home: Path) -> list[Path]:
    """Everything below the directory of the profiles."""
    return sorted(path for path in home.rglob("profiles/*") if path.is_file())


def every_byte(home: Path) -> bytes:
    """What the files of the profiles hold."""
    return b"".join(path.read_bytes() for path in kept_files(home))


def asked(home: Path, question: str) -> list[tuple[object, ...]]:
    """The answer of the file of the only profile; nothing before there is one."""
    for path in kept_files(home):
        if path.suffix == ".sqlite3":
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
                return connection.execute(question).fetchall()
    return []


def changed(home: Path, statement: str) -> None:
    """Change the file of the only profile, as time or another program would."""
    (path,) = (path for path in kept_files(home) if path.suffix == ".sqlite3")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def until_kept(terminal: Terminal, home: Path, question: str) -> None:
    """Let the program work until the file has an answer."""
    for _look in range(_LOOKS):
        if asked(home, question):
            return
        terminal.child.expect([pexpect.TIMEOUT, ".+"], timeout=PATIENCE / _LOOKS)
    shown = "\n".join(terminal.screen.display)
    raise AssertionError(f"never kept: {question}\n{shown}")
