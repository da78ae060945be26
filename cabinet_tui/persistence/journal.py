"""The payment journal in the file of a profile."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cabinet_tui.domain import openvalue
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.money_request import OPEN, Entry, MoneyRequest, Standing, rivals
from cabinet_tui.domain.storage_errors import NotJournalled, NotKept
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.process import may_run, this_process
from cabinet_tui.persistence.request_text import from_text, moment, to_text

_KEPT_FOR = timedelta(days=800)
_OPEN_ONES = """
    SELECT id, kind, request, sent_at, standing, ended_at, paid, is_told, process
    FROM open_journal WHERE server = ? AND account = ? ORDER BY id
"""
_NEWEST = """
    SELECT id, kind, request, sent_at, standing, ended_at, paid, is_told, process
    FROM journal WHERE server = ? AND account = ? ORDER BY id DESC LIMIT ?
"""
_BLOCKING = (*OPEN, Standing.DONE)
_OLDEST = datetime.min.replace(tzinfo=UTC)


class SqliteJournal:
    """Satisfies ``services.gateways.journal.Journal`` for one server."""

    def __init__(self, database: Database, server: str) -> None:
        self._database = database
        self._server = server

    async def begin(self, account: str, request: MoneyRequest, at: datetime) -> Entry | None:
        """Write down that a request leaves, None while one like it is open; NotJournalled."""

        def write(connection: sqlite3.Connection) -> int | None:
            if _is_blocked(connection, self._server, account, request):
                return None
            _forget_old(connection, at)
            cursor = connection.execute(
                "INSERT INTO journal (server, account, process, sent_at, kind, request, standing)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    self._server,
                    account,
                    this_process(),
                    at.isoformat(),
                    str(request.kind),
                    to_text(request),
                    Standing.SENT.value,
                ),
            )
            return cursor.lastrowid

        try:
            number = await self._database.write(write, durable=True)
        except NotKept as error:
            raise NotJournalled(place=error.place, reason=error.reason) from None
        return None if number is None else Entry(number, request, at)

    async def end(
        self,
        entry: Entry,
        standing: Standing,
        at: datetime,
        *,
        paid: Kopeks | None = None,
        is_told: bool = True,
    ) -> Entry:
        """Write down what came of it, unless a person has put it away meanwhile."""
        told = is_told or standing in OPEN

        def write(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE journal SET standing = ?, ended_at = ?, paid = ?, is_told = ?"
                " WHERE id = ? AND standing != ?",
                (standing, at.isoformat(), paid, told, entry.id, Standing.DISMISSED),
            )

        await self._database.write(write, durable=True)
        return replace(entry, standing=standing, ended_at=at, paid=paid, is_told=told)

    async def dismiss(self, account: str, entry_id: int, at: datetime) -> bool:
        """A person puts an open one away; False when it is not an open one of the account."""

        def write(connection: sqlite3.Connection) -> bool:
            cursor = connection.execute(
                "UPDATE journal SET standing = ?, ended_at = ?, is_told = 1"
                " WHERE id = ? AND server = ? AND account = ? AND standing IN (?, ?)",
                (
                    Standing.DISMISSED,
                    at.isoformat(),
                    entry_id,
                    self._server,
                    account,
                    *OPEN,
                ),
            )
            return cursor.rowcount > 0

        return await self._database.write(write, durable=True)

    async def told(self, account: str, entry_ids: Sequence[int]) -> None:
        """A person knows the end of these."""

        def write(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "UPDATE journal SET is_told = 1 WHERE id = ? AND server = ? AND account = ?",
                [(number, self._server, account) for number in entry_ids],
            )

        if entry_ids:
            await self._database.write(write)

    async def open_ones(self, account: str, now: datetime) -> Sequence[Entry]:
        """Those without a known end, and those whose end nobody was told; oldest first."""
        return await self._select(now, _OPEN_ONES, self._server, account)

    async def newest(self, account: str, now: datetime, count: int) -> Sequence[Entry]:
        """The last ones, newest first."""
        return await self._select(now, _NEWEST, self._server, account, count)

    async def _select(self, now: datetime, query: str, *values: str | int) -> Sequence[Entry]:
        def read(connection: sqlite3.Connection) -> Sequence[Entry]:
            return tuple(_entry(row, now) for row in connection.execute(query, values))

        return await self._database.read(read, ())


def _is_blocked(
    connection: sqlite3.Connection, server: str, account: str, request: MoneyRequest
) -> bool:
    """Whether one like it has an end that nobody knows, or was done and nobody was told."""
    rows = connection.execute(
        "SELECT kind, standing FROM open_journal WHERE server = ? AND account = ?",
        (server, account),
    )
    alike = rivals(request.kind)
    return any(kind in alike and standing in _BLOCKING for kind, standing in rows)


def _forget_old(connection: sqlite3.Connection, now: datetime) -> None:
    connection.execute(
        "DELETE FROM journal WHERE sent_at < ? AND id NOT IN (SELECT id FROM open_journal)",
        ((now - _KEPT_FOR).isoformat(),),
    )


def _entry(row: tuple[object, ...], now: datetime) -> Entry:
    number, kind, text, sent_at, standing, ended_at, paid, is_told, process = row
    at = moment(sent_at) or _OLDEST
    known = str(standing)
    return Entry(
        id=number if isinstance(number, int) else 0,
        request=from_text(str(kind), str(text)),
        at=at,
        standing=openvalue.known(Standing, known),
        ended_at=moment(ended_at),
        paid=Kopeks(paid) if isinstance(paid, int) else None,
        is_told=bool(is_told),
        is_held=known in OPEN and may_run(str(process), at, now),
    )
