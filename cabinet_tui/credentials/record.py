"""Tokens as text. The server is part of it: its tokens must never go to another."""

import json
from datetime import UTC, datetime

from cabinet_tui.domain.account import Tokens

_SCHEMA = 1
_LONGEST_TOKEN = 8192


class StoreError(Exception):
    """A store does not work: it is missing, locked, silent, or not ours."""


def write(tokens: Tokens, server: str) -> str:
    """The tokens of a server as JSON."""
    expires = tokens.access_expires_at
    return json.dumps(
        {
            "schema": _SCHEMA,
            "server": server,
            "access": tokens.access,
            "refresh": tokens.refresh,
            "access_expires_at": expires.astimezone(UTC).isoformat() if expires else None,
        }
    )


def read(text: str, server: str) -> Tokens | None:
    """The tokens in a text, None when they are another server's. ValueError when it is damaged."""
    try:
        found: object = json.loads(text)
    except RecursionError:
        raise ValueError("no record") from None
    record = found if isinstance(found, dict) else {}
    access, refresh = record.get("access"), record.get("refresh")
    if not (_is_token(access) and (refresh == "" or _is_token(refresh))):
        raise ValueError("no tokens")
    if record.get("server") != server:
        return None
    return Tokens(
        access=str(access),
        refresh=str(refresh),
        access_expires_at=_moment(record.get("access_expires_at")),
    )


def same(one: Tokens, other: Tokens) -> bool:
    """Whether these are the tokens of one sign-in, as far as refreshing goes."""
    if one.refresh or other.refresh:
        return one.refresh == other.refresh
    return one.access == other.access


def are_kept(expected: Tokens | None, kept: Tokens | None) -> bool:
    """Whether what is kept may be changed by who expects these, or does not care."""
    return expected is None or (kept is not None and same(kept, expected))


def _is_token(value: object) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST_TOKEN:
        return False
    return value.isascii() and value.isprintable() and " " not in value


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
