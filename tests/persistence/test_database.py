"""The file of a profile: private, whole, shared by processes, and set aside when it is broken."""

import asyncio
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cabinet_tui.domain.storage_errors import NotKept
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.place import file_of
from cabinet_tui.persistence.schema import STEPS

ROW = "INSERT INTO payment_watches VALUES ('s', 'a', 'm', ?, 't', 1, '', NULL, NULL, 1, '')"
COUNT = "SELECT count(*) FROM payment_watches"


def add(name: str) -> Callable[[sqlite3.Connection], None]:
    def work(connection: sqlite3.Connection) -> None:
        connection.execute(ROW, (name,))

    return work


def count(connection: sqlite3.Connection) -> int:
    (found,) = connection.execute(COUNT).fetchone()
    return int(found)


class Drawer:
    """The file of a test, and where broken ones went."""

    def __init__(self, folder: Path) -> None:
        self.path = file_of("home", folder / "profiles")
        self.aside: list[Path] = []

    def open(self) -> Database:
        return Database(self.path, self.aside.append)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path)


async def test_nothing_is_made_by_looking(drawer: Drawer) -> None:
    assert await drawer.open().read(count, -1) == -1
    assert not drawer.path.parent.exists()


async def test_what_is_written_is_there_after_a_restart(drawer: Drawer) -> None:
    first = drawer.open()
    await first.write(add("one"), durable=True)
    await first.close()
    assert [path.name for path in drawer.path.parent.iterdir()].count(drawer.path.name) == 1
    second = drawer.open()
    assert await second.read(count, -1) == 1
    await second.close()


async def test_the_file_and_what_is_beside_it_are_private(drawer: Drawer) -> None:
    database = drawer.open()
    await database.write(add("one"))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in drawer.path.parent.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(drawer.path.parent.stat().st_mode) == 0o700
    await database.close()


async def test_loose_modes_are_tightened(drawer: Drawer) -> None:
    drawer.path.parent.mkdir(mode=0o755)
    drawer.path.touch(mode=0o644)
    database = drawer.open()
    await database.write(add("one"))
    assert stat.S_IMODE(drawer.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(drawer.path.parent.stat().st_mode) == 0o700
    await database.close()


async def test_without_a_path_it_is_in_memory() -> None:
    database = Database(None, lambda _: None)
    await database.write(add("one"), durable=True)
    assert await database.read(count, -1) == 1
    await database.close()


async def test_durable_writes_are_synced_and_others_are_not(drawer: Drawer) -> None:
    database = drawer.open()

    def level(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA synchronous").fetchone()[0])

    assert await database.write(level, durable=True) == 2
    assert await database.write(level) == 1
    await database.close()


async def test_a_write_that_fails_leaves_nothing(drawer: Drawer) -> None:
    database = drawer.open()

    def twice(connection: sqlite3.Connection) -> None:
        connection.execute(ROW, ("one",))
        connection.execute(ROW, ("one",))

    with pytest.raises(NotKept):
        await database.write(twice)
    assert await database.read(count, -1) == 0
    await database.close()


@pytest.mark.parametrize(
    "content", [b"not a database" * 500, b"SQLite format 3\0" + b"\xff" * 4096]
)
async def test_a_broken_file_is_set_aside_and_told(drawer: Drawer, content: bytes) -> None:
    drawer.path.parent.mkdir()
    drawer.path.write_bytes(content)
    database = drawer.open()
    await database.write(add("one"))
    assert await database.read(count, -1) == 1
    (aside,) = drawer.aside
    assert aside.read_bytes() == content
    await database.close()


async def test_a_file_of_another_program_is_set_aside(drawer: Drawer) -> None:
    drawer.path.parent.mkdir()
    foreign = sqlite3.connect(drawer.path)
    foreign.execute("CREATE TABLE cookies (name)")
    foreign.commit()
    foreign.close()
    database = drawer.open()
    assert await database.read(count, -1) == 0
    assert len(drawer.aside) == 1
    await database.close()


async def test_a_file_that_breaks_in_use_is_set_aside(drawer: Drawer) -> None:
    database = drawer.open()
    for number in range(300):
        await database.write(add(f"{number} {'x' * 200}"))
    await database.close()
    content = bytearray(drawer.path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    drawer.path.write_bytes(content)
    database = drawer.open()
    await database.write(add("one"))
    assert await database.read(count, -1) == 1
    assert len(drawer.aside) == 1
    await database.close()


async def test_a_file_that_was_moved_away_is_begun_anew(drawer: Drawer) -> None:
    database = drawer.open()
    await database.write(add("one"))
    drawer.path.unlink()
    await database.write(add("two"))
    other = drawer.open()
    assert await other.read(count, -1) == 1
    await other.close()
    await database.close()
    assert not drawer.aside


async def test_a_newer_file_is_used_as_far_as_it_is_known(drawer: Drawer) -> None:
    database = drawer.open()
    await database.write(add("one"))
    await database.write(lambda connection: connection.execute("PRAGMA user_version = 999"))
    await database.close()
    database = drawer.open()
    assert await database.read(count, -1) == 1
    version = await database.read(lambda c: c.execute("PRAGMA user_version").fetchone()[0], 0)
    assert version == 999
    await database.close()
    assert not drawer.aside


async def test_an_older_file_gets_what_it_lacks(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = drawer.open()
    await database.write(add("one"))
    await database.close()
    more = (*STEPS, "CREATE TABLE later (id); CREATE TABLE latest (id)")
    monkeypatch.setattr("cabinet_tui.persistence.database.STEPS", more)
    database = drawer.open()
    await database.write(lambda connection: connection.execute("INSERT INTO latest VALUES (1)"))
    assert await database.read(count, -1) == 1
    await database.close()


async def test_a_directory_that_is_a_file_is_an_expected_failure(drawer: Drawer) -> None:
    drawer.path.parent.write_text("")
    with pytest.raises(NotKept) as caught:
        await drawer.open().write(add("one"))
    assert str(drawer.path) in str(caught.value)


async def test_a_link_in_the_place_of_the_file_is_not_followed(drawer: Drawer) -> None:
    drawer.path.parent.mkdir()
    target = drawer.path.parent / "elsewhere"
    target.touch()
    drawer.path.symlink_to(target)
    with pytest.raises(NotKept):
        await drawer.open().write(add("one"))
    assert target.stat().st_size == 0


async def test_a_cancelled_write_is_carried_through(drawer: Drawer) -> None:
    database = drawer.open()
    task = asyncio.create_task(database.write(add("one")))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(10):
        while await database.read(count, -1) != 1:
            pass
    await database.close()


PROGRAM = """
import asyncio, sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from cabinet_tui.persistence.database import Database
from tests.persistence.test_database import add

async def main():
    database = Database(Path(sys.argv[1]), lambda path: sys.exit(f"set aside: {path}"))
    for number in range(40):
        await database.write(add(f"{sys.argv[2]} {number}"), durable=True)
    await database.close()

asyncio.run(main())
"""


def test_processes_share_a_file_that_they_begin_at_once(drawer: Drawer) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(drawer.path), str(number)])
        for number in range(4)
    ]
    assert [program.wait(50) for program in programs] == [0, 0, 0, 0]
    assert not drawer.aside
    with closing(sqlite3.connect(drawer.path)) as connection:
        assert count(connection) == 160
