"""The values that were last known of whoever is signed in, a row each."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from secrets import token_hex
from typing import TypeVar

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Transaction
from cabinet_tui.domain.last_known import Kept, KeptSession, LastKnown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.pace import Seen
from cabinet_tui.domain.referral import ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import Subscription, Tariff
from cabinet_tui.domain.subscriptions import Subscriptions
from cabinet_tui.domain.ticket import Ticket
from cabinet_tui.persistence import traffic_rows
from cabinet_tui.persistence.database import Database, sweep
from cabinet_tui.persistence.records import Reader, moment_read, moment_written, read, written

T = TypeVar("T")
Row = tuple[str, str]

VERSION = 1
"""Of the shape of the values: a row of another one is as good as none."""
_WITH_LINKS = ("subscription", "subscriptions")


class LastKnownRows:
    """Satisfies ``services.gateways.last_known.LastKnownShelf`` for one server."""

    def __init__(self, database: Database, server: str) -> None:
        self._database = database
        self._server = server

    async def look(self) -> tuple[KeptSession | None, LastKnown]:
        """Whose values are kept, None when nobody is signed in, and the values."""
        nothing: tuple[KeptSession | None, Mapping[str, Row]] = (None, {})
        session, rows = await self._database.read(self._looked, nothing)
        return (session, _known(rows)) if session else (None, LastKnown())

    async def resume(self) -> KeptSession:
        """Whose values are kept; a new mark when there are none."""

        def work(connection: sqlite3.Connection) -> KeptSession:
            return self._session(connection) or self._anew(connection, None)

        there = await self._database.read(self._session, None)
        return await self._database.write(work) if there is None else there

    async def begin(self, account: int | None) -> KeptSession:
        """Somebody signs in: unless it is the same account, what was kept goes."""

        def work(connection: sqlite3.Connection) -> KeptSession:
            before = self._session(connection)
            if before is not None and account is not None and before.account == account:
                return before
            return self._anew(connection, account)

        return await self._database.write(work)

    async def keep(self, session: KeptSession, known: LastKnown) -> None:
        """Keep these values beside the others, and the account when it is known by now.

        Nothing is kept once this session was signed out, or another one began, anywhere.
        """

        def work(connection: sqlite3.Connection) -> None:
            there = self._session(connection)
            if there is None or there.mark != session.mark:
                return
            if there.account is None and session.account is not None:
                connection.execute(
                    "UPDATE kept_sessions SET account = ? WHERE server = ?",
                    (session.account, self._server),
                )
            connection.executemany(
                "INSERT OR REPLACE INTO last_known (server, name, version, at, value) "
                "VALUES (?, ?, ?, ?, ?)",
                [(self._server, name, VERSION, at, value) for name, at, value in _rows(known)],
            )
            traffic_rows.saw(connection, self._server, known)

        await self._database.write(work)

    async def traffic_seen(self) -> Mapping[int, tuple[Seen, ...]]:
        """Used traffic by subscription, as it was kept with the values, the oldest first."""

        def work(connection: sqlite3.Connection) -> Mapping[int, tuple[Seen, ...]]:
            return traffic_rows.seen_of(connection, self._server)

        return await self._database.read(work, {})

    async def drop_links(self) -> None:
        """Take the connection links away, before they are taken back."""

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "DELETE FROM last_known WHERE server = ? AND name = ?",
                [(self._server, name) for name in _WITH_LINKS],
            )

        await self._database.write(work, durable=True)
        await self._database.read(sweep, None)

    async def forget(self) -> None:
        """Take everything away: nobody is signed in."""
        await self._database.write(self._wipe, durable=True)
        await self._database.read(sweep, None)
        await self._database.drop_set_aside()

    def _looked(self, connection: sqlite3.Connection) -> tuple[KeptSession | None, dict[str, Row]]:
        found = connection.execute(
            "SELECT name, at, value FROM last_known WHERE server = ? AND version = ?",
            (self._server, VERSION),
        )
        rows = {str(name): (str(at), str(value)) for name, at, value in found}
        return self._session(connection), rows

    def _session(self, connection: sqlite3.Connection) -> KeptSession | None:
        found = connection.execute(
            "SELECT mark, account FROM kept_sessions WHERE server = ?", (self._server,)
        ).fetchone()
        return KeptSession(str(found[0]), found[1]) if found else None

    def _anew(self, connection: sqlite3.Connection, account: int | None) -> KeptSession:
        self._wipe(connection)
        session = KeptSession(token_hex(16), account)
        connection.execute(
            "INSERT INTO kept_sessions (server, mark, account) VALUES (?, ?, ?)",
            (self._server, session.mark, session.account),
        )
        return session

    def _wipe(self, connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM last_known WHERE server = ?", (self._server,))
        traffic_rows.wipe(connection, self._server)
        connection.execute("DELETE FROM kept_sessions WHERE server = ?", (self._server,))


def _rows(known: LastKnown) -> Iterator[tuple[str, str, str]]:
    for field in fields(known):
        kept: Kept[object] | None = getattr(known, field.name)
        if kept is not None:
            yield field.name, moment_written(kept.at), written(kept.value)


def _known(rows: Mapping[str, Row]) -> LastKnown:
    reader = Reader()

    def one(name: str, kind: type[T]) -> Kept[T] | None:
        try:
            at, value = rows[name]
            found = read(value)
            made = None if found is None else reader.one(kind, found)
            return Kept(made, moment_read(at))
        except (KeyError, ValueError):
            return None

    def several(name: str, kind: type[T]) -> Kept[Sequence[T]] | None:
        try:
            at, value = rows[name]
            found = read(value)
            return Kept(reader.several(kind, found), moment_read(at))
        except (KeyError, ValueError):
            return None

    return LastKnown(
        account=one("account", Account),
        balance=one("balance", Kopeks),
        history=several("history", Transaction),
        subscription=one("subscription", Subscription),
        subscriptions=one("subscriptions", Subscriptions),
        tariffs=several("tariffs", Tariff),
        referral_stats=one("referral_stats", ReferralStats),
        tickets=several("tickets", Ticket),
        branding=one("branding", Branding),
        info=one("info", ServiceInfo),
    )
