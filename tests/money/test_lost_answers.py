"""A request that moves money and gets no answer: told truly, found out later, never sent twice."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.money.deeds import DEEDS
from tests.money.front import LOST, Front
from tests.money.lines import is_true, journal_of
from tests.sandbox_server import SandboxServer

FAILED, UNKNOWN = 1, 9


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("name", DEEDS)
def test_an_answer_that_was_lost(
    name: str,
    lost: str,
    dialect: str,
    account: CabinetCommand,
    sandbox: SandboxServer,
    front: Front,
    home: Path,
) -> None:
    deed = DEEDS[name]
    sandbox.begin(deed.scenario)
    account.sign_in(sandbox, server=front.url)
    before, path = deed.done(sandbox), deed.path(dialect)
    front.arm(path, LOST[lost])

    told = account(*deed.command(dialect), "--yes", "--json")

    times = deed.done(sandbox) - before
    assert times == (1 if "after" in lost else 0)
    done = told.document["done"]
    assert done in (bool(times), None)
    # A switch that is found as wanted is done; a 500 that did nothing is a failure.
    right = {0, UNKNOWN} if done else {UNKNOWN, FAILED} if "500" in lost else {UNKNOWN}
    assert told.code in right

    listed = account("payments", "--json")

    (line,) = journal_of(listed)
    assert line["kind"] == deed.kind
    assert is_true(line["standing"], times, deed)
    assert (listed.code == UNKNOWN) is (line["standing"] == "unknown")
    assert front.sent(path) == times
    assert deed.done(sandbox) - before == times
    # What the server says in its history is its own matter.
    (file,) = home.rglob("*.sqlite3")
    with closing(sqlite3.connect(file)) as connection:
        (written,) = connection.execute("SELECT request FROM journal").fetchone()
    assert "NEWUSER2024" not in written
