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
CREATE VIEW open_journal AS
    SELECT * FROM journal WHERE standing IN ('sent', 'unknown') OR NOT is_told;
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
    PRIMARY KEY (server, account, method, payment)
);
"""

_WORDS = """
CREATE TABLE drafts (
    server TEXT NOT NULL,
    account INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (server, account, ticket)
);
CREATE TABLE new_tickets (
    server TEXT NOT NULL,
    account INTEGER NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (server, account)
);
CREATE TABLE openings (
    server TEXT NOT NULL,
    account INTEGER NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    seen TEXT NOT NULL,
    left_at TEXT NOT NULL,
    PRIMARY KEY (server, account)
);
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server TEXT NOT NULL,
    account INTEGER NOT NULL,
    ticket INTEGER NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    seen TEXT,
    left_at TEXT
);
CREATE INDEX outbox_of_account ON outbox (server, account, id);
"""

_LAST_KNOWN = """
CREATE TABLE kept_sessions (
    server TEXT PRIMARY KEY,
    mark TEXT NOT NULL,
    account INTEGER
);
CREATE TABLE last_known (
    server TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (server, name)
);
"""

_TRAFFIC = """
CREATE TABLE traffic_seen (
    server TEXT NOT NULL,
    subscription INTEGER NOT NULL,
    at TEXT NOT NULL,
    used INTEGER NOT NULL,
    PRIMARY KEY (server, subscription, at)
);
"""

STEPS: Sequence[str] = (_JOURNAL + _WATCHES, _WORDS + _LAST_KNOWN, _TRAFFIC)
"""What makes version 1 of nothing, 2 of 1, and so on: add to the end, never change one."""
