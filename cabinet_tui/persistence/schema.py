"""The tables, as steps from each version of the file to the next.

A step only ever adds: a program that is older than its file goes on using what it knows.
"""

from collections.abc import Sequence

APPLICATION = 0x43414254
"""Says in the file that it is ours."""

_JOURNAL = """
CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    account TEXT NOT NULL,
    process TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    request TEXT NOT NULL,
    standing TEXT NOT NULL,
    ended_at TEXT,
    paid INTEGER,
    is_told INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX journal_of_account ON journal (server, account, id);
"""

_WATCHES = """
CREATE TABLE payment_watches (
    server TEXT NOT NULL,
    account TEXT NOT NULL,
    method TEXT NOT NULL,
    payment TEXT NOT NULL,
    since TEXT NOT NULL,
    amount INTEGER NOT NULL,
    url TEXT NOT NULL,
    stars INTEGER,
    expires_at TEXT,
    can_check INTEGER NOT NULL,
    known TEXT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (server, account, method, payment)
);
"""

STEPS: Sequence[str] = (_JOURNAL + _WATCHES,)
"""What makes version 1 of nothing, 2 of 1, and so on: add to the end, never change one."""
