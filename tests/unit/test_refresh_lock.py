"""The lock around a refresh: it never outlives its holder, and never keeps anybody for ever."""

import asyncio
import errno
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cabinet_tui.credentials import RefreshLock
from tests.fake_clock import FakeClock

SERVER = "https://vpn.example.com/cabinet"
HOLDER = """
import asyncio, sys
from pathlib import Path
from cabinet_tui.credentials import RefreshLock
from cabinet_tui.domain.clock import SystemClock

async def hold():
    async with RefreshLock("p", sys.argv[1], SystemClock(), folder=Path(sys.argv[2])) as held:
        print(held, flush=True)
        await asyncio.Event().wait()

asyncio.run(hold())
"""


def lock(folder: Path, clock: FakeClock, profile: str = "p") -> RefreshLock:
    return RefreshLock(profile, SERVER, clock, folder=folder)


async def test_a_holder_that_is_killed_keeps_nobody_waiting(tmp_path: Path) -> None:
    holder = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", HOLDER, SERVER, str(tmp_path)), stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert await holder.stdout.readline() == b"True\n"
        waiting = FakeClock()
        async with lock(tmp_path, waiting) as held:
            assert held is False
        assert waiting.monotonic() >= 10
    finally:
        holder.kill()
        await holder.communicate()
    clock = FakeClock()
    async with lock(tmp_path, clock) as held:
        assert held
    assert clock.naps == []


async def test_a_lock_file_that_was_left_behind_is_in_nobodys_way(tmp_path: Path) -> None:
    for _ in range(2):
        clock = FakeClock()
        async with lock(tmp_path, clock) as held:
            assert held
        assert clock.naps == []
    (left,) = os.scandir(tmp_path)
    assert left.name.endswith(".lock")
    assert left.stat().st_mode & 0o777 == 0o600


async def test_profiles_do_not_wait_for_each_other(tmp_path: Path) -> None:
    clock = FakeClock()
    async with lock(tmp_path, clock, "one") as one, lock(tmp_path, clock, "two") as two:
        assert one
        assert two
    assert clock.naps == []


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.EIO, errno.ENOSYS])
async def test_a_disk_without_locks_is_one_with_nobody_else(tmp_path: Path, number: int) -> None:
    opened: list[int] = []

    def refuse(descriptor: int, operation: int) -> None:
        opened.append(descriptor)
        raise OSError(number, os.strerror(number))

    clock = FakeClock()
    async with RefreshLock("p", SERVER, clock, folder=tmp_path, flock=refuse) as held:
        assert held
    assert clock.naps == []
    (descriptor,) = opened
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


async def test_a_lock_that_hangs_is_given_up_and_let_go_of_when_it_comes(tmp_path: Path) -> None:
    answers, done = threading.Event(), threading.Event()

    def hang(descriptor: int, operation: int) -> None:
        answers.wait(20)
        fcntl.flock(descriptor, operation)
        done.set()

    clock = FakeClock()
    late = RefreshLock("p", SERVER, clock, folder=tmp_path, flock=hang, patience=0.05)
    async with late as held:
        assert held
    answers.set()
    done.wait(20)
    # The thread took the lock when nobody wanted it any more, and has to let go of it again.
    patient = FakeClock()
    async with lock(tmp_path, patient) as held:
        assert held


async def test_a_directory_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(*args: object, **kwargs: object) -> int:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "open", read_only)
    clock = FakeClock()
    async with lock(tmp_path, clock) as held:
        assert held
    assert clock.naps == []
