"""The payments that are watched, in the file of a profile."""

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.payment_watch import KeptWatch, PaymentWatch
from cabinet_tui.persistence.database import Database
from cabinet_tui.persistence.request_text import moment

KEPT_FOR = timedelta(days=30)
"""A payment that nobody saw the end of is of no interest after that."""


class SqlitePaymentBook:
    """Satisfies ``services.gateways.journal.PaymentBook`` for one server."""

    def __init__(self, database: Database, server: str) -> None:
        self._database = database
        self._server = server

    async def keep(self, account: str, kept: KeptWatch) -> None:
        """Keep a payment that waits; one that is kept already stays as it is."""
        watch = kept.watch

        def write(connection: sqlite3.Connection) -> None:
            oldest = (kept.since - KEPT_FOR).isoformat()
            connection.execute("DELETE FROM payment_watches WHERE since < ?", (oldest,))
            connection.execute(
                "INSERT INTO payment_watches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (
                    self._server,
                    account,
                    watch.key.method,
                    watch.key.id,
                    kept.since.isoformat(),
                    watch.amount,
                    watch.url,
                    watch.stars,
                    watch.expires_at.isoformat() if watch.expires_at else None,
                    watch.can_check,
                    "" if kept.known is None else json.dumps(sorted(kept.known)),
                ),
            )

        await self._database.write(write, durable=True)

    async def forget(self, account: str, key: PaymentKey) -> None:
        """Keep it no more: it has ended, or nobody wants to see it."""
        query = (
            "DELETE FROM payment_watches"
            " WHERE server = ? AND account = ? AND method = ? AND payment = ?"
        )
        await self._database.write(
            lambda connection: connection.execute(
                query, (self._server, account, key.method, key.id)
            )
        )

    async def waiting(self, account: str, since: datetime) -> Sequence[KeptWatch]:
        """Those that are not older than this, newest first."""

        def read(connection: sqlite3.Connection) -> Sequence[KeptWatch]:
            rows = connection.execute(
                "SELECT method, payment, since, amount, url, stars, expires_at, can_check, known"
                " FROM payment_watches WHERE server = ? AND account = ? AND since >= ?"
                " ORDER BY since DESC",
                (self._server, account, since.isoformat()),
            )
            return tuple(_kept(row, since) for row in rows)

        return await self._database.read(read, ())


def _kept(row: tuple[object, ...], oldest: datetime) -> KeptWatch:
    method, payment, since, amount, url, stars, expires_at, can_check, known = row
    watch = PaymentWatch(
        PaymentKey(method=str(method), id=str(payment)),
        Kopeks(amount if isinstance(amount, int) else 0),
        str(url),
        stars=stars if isinstance(stars, int) else None,
        expires_at=moment(expires_at),
        can_check=bool(can_check),
        is_watched=False,
    )
    return KeptWatch(watch, moment(since) or oldest, _numbers(str(known)))


def _numbers(text: str) -> frozenset[int] | None:
    try:
        found: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (
        frozenset(one for one in found if isinstance(one, int)) if isinstance(found, list) else None
    )
