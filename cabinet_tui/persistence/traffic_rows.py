"""How much traffic was used when, as servers told it: rows of the file, inside its transactions."""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from cabinet_tui.domain.last_known import LastKnown
from cabinet_tui.domain.pace import Seen
from cabinet_tui.persistence.records import moment_read, moment_written

APART = timedelta(hours=2)
"""What was told sooner after another is not kept, unless the traffic was set back."""
MOST = 500
"""Rows of one subscription; the oldest go."""


def saw(connection: sqlite3.Connection, server: str, known: LastKnown) -> None:
    """Keep what these values say of traffic."""
    for subscription, seen in _told(known):
        _keep(connection, server, subscription, seen)


def seen_of(connection: sqlite3.Connection, server: str) -> Mapping[int, tuple[Seen, ...]]:
    """By subscription, the oldest first; a row that cannot be read is left out."""
    found: dict[int, list[Seen]] = {}
    rows = connection.execute(
        "SELECT subscription, at, used FROM traffic_seen WHERE server = ? ORDER BY at", (server,)
    )
    for subscription, at, used in rows:
        seen = _seen(at, used)
        if isinstance(subscription, int) and seen is not None:
            found.setdefault(subscription, []).append(seen)
    return {subscription: tuple(rows) for subscription, rows in found.items()}


def wipe(connection: sqlite3.Connection, server: str) -> None:
    """Take everything away."""
    connection.execute("DELETE FROM traffic_seen WHERE server = ?", (server,))


def _told(known: LastKnown) -> Iterator[tuple[int, Seen]]:
    held, listed = known.subscription, known.subscriptions
    if held is not None and held.value is not None and held.value.traffic.used is not None:
        yield held.value.id, Seen(held.at, held.value.traffic.used)
    if listed is not None and listed.value is not None:
        for one in listed.value.held:
            if one.traffic.used is not None:
                yield one.id, Seen(listed.at, one.traffic.used)


def _keep(connection: sqlite3.Connection, server: str, subscription: int, seen: Seen) -> None:
    whose, at = (server, subscription), moment_written(seen.at)
    # A clock that was ahead told of times that have not come.
    connection.execute(
        "DELETE FROM traffic_seen WHERE server = ? AND subscription = ? AND at > ?", (*whose, at)
    )
    row = connection.execute(
        "SELECT at, used FROM traffic_seen WHERE server = ? AND subscription = ?"
        " ORDER BY at DESC LIMIT 1",
        whose,
    ).fetchone()
    last = _seen(*row) if row else None
    if last is not None and seen.used >= last.used and seen.at - last.at < APART:
        return
    connection.execute(
        "INSERT OR REPLACE INTO traffic_seen (server, subscription, at, used) VALUES (?, ?, ?, ?)",
        # A number that SQLite has no room for is larger than any traffic.
        (*whose, at, min(seen.used, 2**62)),
    )
    connection.execute(
        "DELETE FROM traffic_seen WHERE server = ? AND subscription = ? AND at NOT IN"
        " (SELECT at FROM traffic_seen WHERE server = ? AND subscription = ?"
        " ORDER BY at DESC LIMIT ?)",
        (*whose, *whose, MOST),
    )


def _seen(at: object, used: object) -> Seen | None:
    try:
        moment: datetime = moment_read(at)
    except ValueError:
        return None
    return Seen(moment, used) if isinstance(used, int) and used >= 0 else None
