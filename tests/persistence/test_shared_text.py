"""A text that processes change in turn: no change is lost, and nobody hangs on it."""

import errno
import fcntl
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.persistence.shared_text import SharedText, limits_of
from tests.fake_clock import FakeClock

COUNTER = """
import asyncio, sys
from pathlib import Path
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.persistence.shared_text import SharedText

async def count():
    text = SharedText(Path(sys.argv[1]), SystemClock())
    for _ in range(25):
        await text.change(lambda told: (str(int(told or 0) + 1), None))

asyncio.run(count())
"""


def place(tmp_path: Path) -> Path:
    return limits_of("https://vpn.example.com/cabinet", tmp_path / "limits")


async def append(text: SharedText, more: str) -> str:
    return await text.change(lambda told: (told + more, told))


async def test_a_text_is_empty_and_then_what_was_made_of_it(tmp_path: Path) -> None:
    path = place(tmp_path)
    one, two = SharedText(path, FakeClock()), SharedText(path, FakeClock())
    assert await append(one, "a longer text ") == ""
    assert await append(two, "и ещё") == "a longer text "
    assert await one.change(lambda told: ("short", told)) == "a longer text и ещё"
    assert path.read_bytes() == b"short"


async def test_it_is_the_owners_alone(tmp_path: Path) -> None:
    path = place(tmp_path)
    old = os.umask(0)
    try:
        await append(SharedText(path, FakeClock()), "a")
    finally:
        os.umask(old)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


def test_each_server_has_a_file_that_does_not_name_it(tmp_path: Path) -> None:
    one, two = (
        limits_of("https://one.example/cabinet", tmp_path),
        limits_of("https://two", tmp_path),
    )
    assert one != two
    assert "one" not in one.name
    assert limits_of("https://one.example/cabinet", tmp_path) == one


def test_processes_take_turns(tmp_path: Path) -> None:
    path = place(tmp_path)
    counting = [
        subprocess.Popen([sys.executable, "-c", COUNTER, str(path)], stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    for one in counting:
        assert one.communicate(timeout=40)[1] == b""
    assert path.read_text() == "100"


async def test_one_that_does_not_let_go_is_not_waited_for_long(tmp_path: Path) -> None:
    path = place(tmp_path)
    clock = FakeClock()
    await append(SharedText(path, clock), "a")
    descriptor = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            await append(SharedText(path, clock), "b")
    finally:
        os.close(descriptor)
    assert 0.9 < clock.monotonic() < 1.1
    assert await append(SharedText(path, clock), "b") == "a"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EIO])
async def test_without_locks_it_is_not_had(tmp_path: Path, number: int) -> None:
    def refuse(descriptor: int, operation: int) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(OSError, match=os.strerror(number)):
        await append(SharedText(place(tmp_path), FakeClock(), flock=refuse), "a")


async def test_a_system_that_never_answers_is_given_up(tmp_path: Path) -> None:
    over = threading.Event()

    def hang(descriptor: int, operation: int) -> None:
        over.wait(20)

    try:
        with pytest.raises(TimeoutError):
            await append(SharedText(place(tmp_path), FakeClock(), flock=hang, patience=0.05), "a")
    finally:
        over.set()


async def test_what_is_not_ours_to_write_is_not_had(tmp_path: Path) -> None:
    path = place(tmp_path)
    path.parent.mkdir(mode=0o700)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="Too many"):
        await append(SharedText(path, FakeClock()), "a")
    assert not (tmp_path / "elsewhere").exists()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the directory should be")
    with pytest.raises(FileExistsError):
        await append(SharedText(blocked / "x.json", FakeClock()), "a")


async def test_bytes_that_are_no_text_are_given_to_whoever_edits(tmp_path: Path) -> None:
    path = place(tmp_path)
    text = SharedText(path, SystemClock())
    await append(text, "")
    path.write_bytes(b"\xff\xfe{")
    assert "{" in await text.change(lambda told: (json.dumps({}), told))
    assert path.read_text() == "{}"
