"""What was seen of the traffic, in the file: bounded, in order, and of nobody else."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cabinet_tui.domain.last_known import Kept, LastKnown
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.subscription import Subscription, SubscriptionStatus, Traffic
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.last_known import LastKnownRows
from cabinet_tui.persistence.place import file_of
from cabinet_tui.persistence.traffic_rows import APART, MOST, saw

AT = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
HELD = Subscription(7, SubscriptionStatus.ACTIVE)
HOUR = timedelta(hours=1)
SERVER = "https://vpn.example.com/cabinet"


def shelf(folder: Path, server: str = SERVER) -> LastKnownRows:
    return LastKnownRows(Database(file_of("home", folder), lambda _path: None), server)


def told(hours: float, used: int | None) -> LastKnown:
    held = replace(HELD, traffic=Traffic(used, 100))
    return LastKnown(subscription=Kept(held, AT + hours * HOUR))


async def kept(folder: Path, *known: LastKnown) -> list[tuple[float, int]]:
    rows = shelf(folder)
    session = await rows.begin(1)
    for one in known:
        await rows.keep(session, one)
    return of(await shelf(folder).traffic_seen())


def of(seen: Mapping[int, tuple[Seen, ...]]) -> list[tuple[float, int]]:
    return [((one.at - AT) / HOUR, one.used) for one in seen.get(7, ())]


async def test_it_is_kept_with_the_subscription_and_found_by_the_next_run(tmp_path: Path) -> None:
    listed = LastKnown(subscriptions=Kept(Subscriptions((replace(HELD, id=8),)), AT))
    assert await kept(tmp_path, told(0, 5), told(3, 5), told(6, 9), told(9, None), listed) == [
        (0, 5),
        (3, 5),
        (6, 9),
    ]


async def test_what_comes_close_together_is_one_unless_it_was_set_back(tmp_path: Path) -> None:
    told_soon = (told(0, 5), told(0.5, 6), told(1, 7), told(1.5, 1), told(1.6, 2))
    assert await kept(tmp_path, *told_soon) == [(0, 5), (1.5, 1)]


async def test_a_clock_that_was_ahead_is_forgotten(tmp_path: Path) -> None:
    assert await kept(tmp_path, told(0, 5), told(900, 6), told(3, 7)) == [(0, 5), (3, 7)]


async def test_the_oldest_go_and_no_number_is_too_large(tmp_path: Path) -> None:
    rows = shelf(tmp_path)
    session = await rows.begin(1)
    many = [told(number * (APART / HOUR), 10**30 + number) for number in range(MOST + 3)]

    def see(file: sqlite3.Connection) -> None:
        for one in many:
            saw(file, SERVER, one)

    await rows._database.write(see)
    await rows.keep(session, LastKnown())
    found = of(await rows.traffic_seen())
    assert (len(found), found[0][0], found[-1][1]) == (MOST, 6, 2**62)


async def test_it_goes_with_the_account(tmp_path: Path) -> None:
    rows, other = shelf(tmp_path), shelf(tmp_path, "https://other.example.com/cabinet")
    await other.keep(await other.begin(1), told(0, 1))
    for leave in (rows.forget, lambda: rows.begin(2)):
        session = await rows.begin(1)
        await rows.keep(session, told(0, 5))
        assert await rows.traffic_seen()
        await leave()
        assert not await rows.traffic_seen()
    assert of(await other.traffic_seen()) == [(0, 1)]


async def test_rows_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    rows = shelf(tmp_path)
    await rows.keep(await rows.begin(1), told(0, 5))
    broken = [("x", "y", 5), (7, "yesterday", 5), (7, "2026-01-01", -5), (7, "2026-01-02", "n")]
    sql = "INSERT INTO traffic_seen VALUES (?, ?, ?, ?)"
    await rows._database.write(
        lambda file: file.executemany(sql, [(SERVER, *values) for values in broken])
    )
    assert of(await rows.traffic_seen()) == [(0, 5)]


async def test_looking_makes_no_file(tmp_path: Path) -> None:
    assert await shelf(tmp_path / "none").traffic_seen() == {}
    assert not (tmp_path / "none").exists()
