"""The journal in its file: on the disk before a request leaves, and shared by programs."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import Entry, MoneyKind, MoneyRequest, Standing
from cabinet_tui.domain.outcome import is_other
from cabinet_tui.domain.payment_watch import KeptWatch, PaymentWatch
from cabinet_tui.domain.storage_errors import NotJournalled
from cabinet_tui.domain.subscription import Subscription, Traffic
from cabinet_tui.persistence import process
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.journal import SqliteJournal
from cabinet_tui.persistence.payment_book import SqlitePaymentBook
from cabinet_tui.persistence.request_text import from_text, to_text

NOW = datetime(2026, 1, 20, 17, 0, tzinfo=UTC)
SERVER, ME = "https://vpn.example.com/cabinet", "1"
HELD = Subscription(
    7, "active", plan="Standard", expires_at=NOW, traffic=Traffic(5, 300), devices_limit=5
)
BUYING = MoneyRequest(
    MoneyKind.PURCHASE,
    what="Standard",
    amount=Kopeks(44_900),
    days=30,
    subscription_id=7,
    number=2,
    known=frozenset({"1", "2"}),
    held=HELD,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profiles" / "one.sqlite3"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    made = Database(path, lambda aside: pytest.fail(f"set aside: {aside}"))
    yield made
    await made.close()


@pytest.fixture
def journal(database: Database) -> SqliteJournal:
    return SqliteJournal(database, SERVER)


async def begun(journal: SqliteJournal, request: MoneyRequest = BUYING, account: str = ME) -> Entry:
    entry = await journal.begin(account, request, NOW)
    assert entry is not None
    return entry


async def test_a_line_says_what_is_needed_to_find_out_its_end(journal: SqliteJournal) -> None:
    await begun(journal)
    (entry,) = await journal.open_ones(ME, NOW)
    assert (entry.at, entry.standing, entry.is_told) == (NOW, Standing.SENT, False)
    assert replace(entry.request, held=None) == replace(BUYING, held=None)
    assert not is_other(entry.request.held, HELD)
    assert is_other(entry.request.held, replace(HELD, expires_at=NOW + timedelta(days=30)))


@pytest.mark.parametrize(
    "request_",
    [
        BUYING,
        MoneyRequest(MoneyKind.AUTOPAY, wanted=False),
        MoneyRequest(MoneyKind.AUTOPAY, wanted=True, subscription_id=4),
        MoneyRequest(MoneyKind.TOP_UP, amount=Kopeks(1), method="SBP", known=frozenset({"SBP 1"})),
        MoneyRequest("something newer", what="?"),
    ],
)
def test_a_request_is_the_same_after_a_restart(request_: MoneyRequest) -> None:
    again = from_text(str(request_.kind), to_text(request_))
    assert replace(again, held=None) == replace(request_, held=None)
    assert not is_other(again.held, request_.held)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"amount": "much", "known": 5, "held": []}'])
def test_a_line_that_cannot_be_read_is_a_line_all_the_same(text: str) -> None:
    assert from_text("purchase", text) == MoneyRequest(MoneyKind.PURCHASE)


async def test_the_end_of_a_line_and_that_it_was_told(journal: SqliteJournal) -> None:
    entry = await begun(journal)
    ended = await journal.end(entry, Standing.DONE, NOW, paid=Kopeks(44_900), is_told=False)
    assert ended.paid == 44_900
    (found,) = await journal.open_ones(ME, NOW)
    assert (found.standing, found.paid, found.is_told) == ("done", 44_900, False)
    await journal.told(ME, [entry.id])
    assert await journal.open_ones(ME, NOW) == ()
    (listed,) = await journal.newest(ME, NOW, 10)
    assert (listed.standing, listed.ended_at, listed.is_told) == ("done", NOW, True)


@pytest.mark.parametrize(
    ("standing", "told", "blocks"),
    [
        (Standing.SENT, True, True),
        (Standing.UNKNOWN, True, True),
        (Standing.DONE, False, True),
        (Standing.DONE, True, False),
        (Standing.NOT_DONE, False, False),
        (Standing.REFUSED, True, False),
        (Standing.NOT_SENT, True, False),
    ],
)
async def test_what_blocks_the_next_one_like_it(
    journal: SqliteJournal, standing: Standing, told: bool, blocks: bool
) -> None:
    await journal.end(await begun(journal), standing, NOW, is_told=told)
    renewal = replace(BUYING, kind=MoneyKind.RENEWAL, number=None)
    assert (await journal.begin(ME, renewal, NOW) is None) is blocks


async def test_what_is_not_alike_is_not_blocked(journal: SqliteJournal) -> None:
    await begun(journal)
    for kind in (MoneyKind.SLOTS, MoneyKind.TOP_UP, MoneyKind.PROMO, MoneyKind.GIFT):
        await begun(journal, MoneyRequest(kind))
        await begun(journal, MoneyRequest(kind, what="another"), account="2")
    await begun(journal, account="2")


async def test_an_account_sees_and_puts_away_its_own_lines_only(
    database: Database, journal: SqliteJournal
) -> None:
    entry = await begun(journal)
    elsewhere = SqliteJournal(database, "https://other.example.com")
    for shelf, account in ((journal, "2"), (elsewhere, ME)):
        assert await shelf.open_ones(account, NOW) == ()
        assert await shelf.newest(account, NOW, 10) == ()
        assert not await shelf.dismiss(account, entry.id, NOW)
    assert await journal.dismiss(ME, entry.id, NOW)
    assert not await journal.dismiss(ME, entry.id, NOW)
    assert await journal.begin(ME, BUYING, NOW) is not None


async def test_what_was_put_away_stays_so(journal: SqliteJournal) -> None:
    entry = await begun(journal)
    await journal.dismiss(ME, entry.id, NOW)
    await journal.end(entry, Standing.DONE, NOW)
    (listed,) = await journal.newest(ME, NOW, 10)
    assert listed.standing is Standing.DISMISSED


async def test_old_lines_go_but_not_those_without_an_end(journal: SqliteJournal) -> None:
    await begun(journal)
    await journal.end(await begun(journal, MoneyRequest(MoneyKind.PROMO)), Standing.DONE, NOW)
    later = NOW + timedelta(days=1000)
    await journal.begin(ME, MoneyRequest(MoneyKind.TOP_UP), later)
    assert [entry.request.kind for entry in await journal.newest(ME, later, 10)] == [
        "top_up",
        "purchase",
    ]


async def test_nothing_leaves_when_it_cannot_be_written(path: Path, tmp_path: Path) -> None:
    path.parent.write_text("")
    journal = SqliteJournal(Database(path, lambda _: None), SERVER)
    with pytest.raises(NotJournalled, match="Nothing was sent"):
        await journal.begin(ME, BUYING, NOW)


WRITTEN = (
    '{"what": "Standard", "amount": 44900, "days": 30, "subscription": 7, "number": 2,'
    ' "known": ["1", "2"], "held": {"id": 7, "trial": false, "plan": "Standard",'
    ' "until": "2026-01-20T17:00:00+00:00", "traffic": 300, "devices": 5}}'
)


async def test_the_file_holds_no_more_than_it_has_to(journal: SqliteJournal, path: Path) -> None:
    await begun(journal)
    with closing(sqlite3.connect(path)) as connection:
        (row,) = connection.execute("SELECT * FROM journal")
    assert row[1:] == (
        SERVER,
        ME,
        process.this_process(),
        NOW.isoformat(),
        "purchase",
        WRITTEN,
        "sent",
        None,
        None,
        0,
    )


def test_a_program_may_be_waiting_while_it_lives_and_not_for_ever() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        name = process.this_process().rpartition(":")[0] + f":{other.pid}"
        assert process.may_run(name, NOW, NOW + timedelta(seconds=50))
        assert not process.may_run(name, NOW, NOW + timedelta(minutes=2))
        other.kill()
    assert not process.may_run(name, NOW, NOW)
    assert not process.may_run(process.this_process(), NOW, NOW)
    assert process.may_run("another-computer:1", NOW, NOW)
    assert not process.may_run("another-computer:1", NOW, NOW + timedelta(minutes=2))


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.journal import SqliteJournal
from tests.persistence.test_journal import BUYING, ME, NOW, SERVER

async def main():
    journal = SqliteJournal(Database(Path(sys.argv[1]), sys.exit), SERVER)
    await journal.begin(ME, BUYING, NOW)
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_a_line_outlives_the_program_that_wrote_it(
    path: Path, journal: SqliteJournal
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], timeout=50, check=False)  # noqa: ASYNC221 - there is nothing else to do meanwhile
    assert done.returncode == -signal.SIGKILL
    (entry,) = await journal.open_ones(ME, NOW)
    assert entry.standing is Standing.SENT
    assert not entry.is_held


RACING = """
import asyncio, sys
from pathlib import Path
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.journal import SqliteJournal
from tests.persistence.test_journal import BUYING, ME, NOW, SERVER

async def main():
    journal = SqliteJournal(Database(Path(sys.argv[1]), sys.exit), SERVER)
    input()
    sys.exit(0 if await journal.begin(ME, BUYING, NOW) else 3)

asyncio.run(main())
"""


def test_of_programs_that_buy_at_once_one_may(path: Path) -> None:
    program = [sys.executable, "-c", RACING, str(path)]
    racing = [subprocess.Popen(program, stdin=subprocess.PIPE) for _ in range(4)]
    for one in racing:
        one.communicate(b"\n", timeout=50)
    assert sorted(one.returncode for one in racing) == [0, 3, 3, 3]


WATCH = PaymentWatch(
    PaymentKey("SBP", "p1"), Kopeks(50_000), "https://pay.example.com/p1", can_check=True
)
INVOICE = PaymentWatch(
    PaymentKey("TELEGRAM_STARS", "https://t.me/$x"), Kopeks(1), "https://t.me/$x", stars=5
)


async def test_payments_that_wait_come_back_with_their_links(database: Database) -> None:
    book = SqlitePaymentBook(database, SERVER)
    await book.keep(ME, KeptWatch(WATCH, NOW - timedelta(minutes=1)))
    await book.keep(ME, KeptWatch(INVOICE, NOW, frozenset({1, 2})))
    await book.keep(ME, KeptWatch(replace(INVOICE, url=""), NOW))
    assert await book.waiting(ME, NOW - timedelta(days=1)) == (
        KeptWatch(replace(INVOICE, is_watched=False), NOW, frozenset({1, 2})),
        KeptWatch(replace(WATCH, is_watched=False), NOW - timedelta(minutes=1)),
    )
    assert await book.waiting("2", NOW - timedelta(days=1)) == ()
    assert len(await book.waiting(ME, NOW)) == 1
    await book.forget(ME, WATCH.key)
    assert [kept.watch.key for kept in await book.waiting(ME, NOW - timedelta(days=1))] == [
        INVOICE.key
    ]
    much_later = NOW + timedelta(days=40)
    await book.keep("2", KeptWatch(WATCH, much_later))
    assert await book.waiting(ME, NOW - timedelta(days=1)) == ()
