"""Words that are not with the server: drafts, the ticket that was begun, unsent messages."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime

from cabinet_tui.domain.outbox import (
    MaybeSent,
    NotSent,
    Opening,
    OutboxMessage,
    OutboxState,
    TicketDraft,
    Words,
)
from cabinet_tui.domain.text import clean
from cabinet_tui.persistence.database import Database, sweep
from cabinet_tui.persistence.records import moment_read, moment_written, read, written

_NOTHING = Words()
_LONGEST = 1_000_000
"""Characters of a text that are read back: more than anybody writes."""


class WordRows:
    """Satisfies ``services.gateways.words.WordShelf`` for one server."""

    def __init__(self, database: Database, server: str) -> None:
        self._database = database
        self._server = server

    async def words(self, account: int) -> Words:
        """Everything of this account; messages and an opening as they were left."""

        def work(connection: sqlite3.Connection) -> Words:
            whose = (self._server, account)
            drafts = connection.execute(
                "SELECT ticket, text FROM drafts WHERE server = ? AND account = ?", whose
            )
            begun = connection.execute(
                "SELECT subject, text FROM new_tickets WHERE server = ? AND account = ?", whose
            ).fetchone()
            opening = connection.execute(
                "SELECT subject, text, seen, left_at FROM openings "
                "WHERE server = ? AND account = ?",
                whose,
            ).fetchone()
            unsent = connection.execute(
                "SELECT id, ticket, text, at, seen, left_at FROM outbox "
                "WHERE server = ? AND account = ? ORDER BY id",
                whose,
            )
            return Words(
                drafts={int(ticket): _told(text) for ticket, text in drafts},
                new_ticket=TicketDraft(*map(_told, begun)) if begun else TicketDraft(),
                outbox=tuple(_message(*row) for row in unsent),
                opening=_opening(*opening) if opening else None,
            )

        return await self._database.read(work, _NOTHING)

    async def keep_drafts(self, account: int, drafts: Mapping[int, str]) -> None:
        """Keep these drafts by their ticket; an empty text takes one away, others stay."""

        def work(connection: sqlite3.Connection) -> None:
            for ticket, text in drafts.items():
                whose = (self._server, account, ticket)
                if text:
                    connection.execute(
                        "INSERT OR REPLACE INTO drafts (server, account, ticket, text) "
                        "VALUES (?, ?, ?, ?)",
                        (*whose, _storable(text)),
                    )
                else:
                    connection.execute(
                        "DELETE FROM drafts WHERE server = ? AND account = ? AND ticket = ?", whose
                    )

        await self._database.write(work)

    async def keep_new_ticket(self, account: int, draft: TicketDraft) -> None:
        """Keep the ticket that was begun; an empty one is none."""

        def work(connection: sqlite3.Connection) -> None:
            whose = (self._server, account)
            connection.execute("DELETE FROM new_tickets WHERE server = ? AND account = ?", whose)
            if draft != TicketDraft():
                connection.execute(
                    "INSERT INTO new_tickets (server, account, subject, text) VALUES (?, ?, ?, ?)",
                    (*whose, _storable(draft.subject), _storable(draft.text)),
                )

        await self._database.write(work)

    async def keep_opening(self, account: int, opening: Opening | None) -> None:
        """Keep that a ticket is being opened, before that leaves; None when it is known."""

        def work(connection: sqlite3.Connection) -> None:
            whose = (self._server, account)
            connection.execute("DELETE FROM openings WHERE server = ? AND account = ?", whose)
            if opening is not None:
                connection.execute(
                    "INSERT INTO openings (server, account, subject, text, seen, left_at) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        *whose,
                        _storable(opening.draft.subject),
                        _storable(opening.draft.text),
                        written(sorted(opening.before)),
                        moment_written(opening.left_at),
                    ),
                )

        await self._database.write(work, durable=True)

    async def opened(self, account: int) -> None:
        """The ticket that was begun is open: neither it nor its opening is kept any more."""

        def work(connection: sqlite3.Connection) -> None:
            whose = (self._server, account)
            connection.execute("DELETE FROM openings WHERE server = ? AND account = ?", whose)
            connection.execute("DELETE FROM new_tickets WHERE server = ? AND account = ?", whose)

        await self._database.write(work, durable=True)

    async def add(self, account: int, message: OutboxMessage) -> int:
        """Keep a message that was not sent; its number comes back."""

        def work(connection: sqlite3.Connection) -> int:
            done = connection.execute(
                "INSERT INTO outbox (server, account, ticket, text, at) VALUES (?, ?, ?, ?, ?)",
                (
                    self._server,
                    account,
                    message.ticket_id,
                    _storable(message.text),
                    moment_written(message.at),
                ),
            )
            return int(done.lastrowid or 0)

        return await self._database.write(work, durable=True)

    async def leaves(self, message: OutboxMessage, was_left_at: datetime | None) -> bool:
        """Keep that a message leaves now, with what its ticket had before.

        False when it is not as it was: another process has sent it, or thrown it away.
        """

        def work(connection: sqlite3.Connection) -> bool:
            done = connection.execute(
                "UPDATE outbox SET seen = ?, left_at = ? WHERE id = ? AND left_at IS ?",
                (
                    written(sorted(message.before or ())),
                    moment_written(message.left_at) if message.left_at else None,
                    message.kept_id,
                    moment_written(was_left_at) if was_left_at else None,
                ),
            )
            return done.rowcount > 0

        return await self._database.write(work, durable=True)

    async def stays(self, kept_id: int) -> None:
        """Keep that a message is known not to have arrived."""
        await self._database.write(
            lambda connection: connection.execute(
                "UPDATE outbox SET left_at = NULL WHERE id = ?", (kept_id,)
            )
        )

    async def drop(self, kept_id: int) -> None:
        """A message has arrived, or is not wanted any more."""
        await self._database.write(
            lambda connection: connection.execute("DELETE FROM outbox WHERE id = ?", (kept_id,))
        )

    async def forget_words(self) -> None:
        """Take everything away that any account wrote here."""

        def work(connection: sqlite3.Connection) -> None:
            for statement in (
                "DELETE FROM drafts WHERE server = ?",
                "DELETE FROM new_tickets WHERE server = ?",
                "DELETE FROM openings WHERE server = ?",
                "DELETE FROM outbox WHERE server = ?",
            ):
                connection.execute(statement, (self._server,))

        await self._database.write(work, durable=True)
        await self._database.read(sweep, None)


def _message(
    kept_id: int, ticket: int, text: str, at: str, seen: str | None, left_at: str | None
) -> OutboxMessage:
    """A message as an earlier run left it: whether it arrived is for its ticket to tell."""
    left = moment_read(left_at) if left_at else None
    return OutboxMessage(
        local_id=0,
        ticket_id=ticket,
        text=_told(text),
        at=moment_read(at),
        state=OutboxState.FAILED,
        error=MaybeSent() if left else NotSent(),
        before=None if seen is None else _ids(seen),
        left_at=left,
        kept_id=kept_id,
        is_of_before=True,
    )


def _opening(subject: str, text: str, seen: str, left_at: str) -> Opening:
    draft = TicketDraft(_told(subject), _told(text))
    return Opening(draft, _ids(seen), moment_read(left_at), is_of_before=True)


def _ids(text: str) -> frozenset[int]:
    found = read(text)
    numbers = found if isinstance(found, list) else []
    return frozenset(number for number in numbers if isinstance(number, int))


def _storable(text: str) -> str:
    """The text without halves of characters, which a paste may hold and a file cannot."""
    return text.encode("utf-8", "replace").decode()


def _told(text: str) -> str:
    """A text that was kept, cleaned like text from the network: anything may have written it."""
    return clean(text, multiline=True, limit=_LONGEST)
