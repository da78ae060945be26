"""What tokens say of themselves: whose they are, and when they end. Nothing is verified."""

import base64
import json
from datetime import UTC, datetime, timedelta

from cabinet_tui.domain.account import Tokens

_LATEST = 253402300799  # the last second of the year 9999


def tokens_from(
    *, access: str, refresh: str, expires_in: int | None, server_now: datetime
) -> Tokens:
    """Tokens with their expiry in the server's time: the token's own ``exp``, else the lifetime."""
    expires = expiry(access)
    if expires is None and expires_in is not None and 0 < expires_in < 10**9:
        expires = server_now + timedelta(seconds=expires_in)
    return Tokens(access=access, refresh=refresh, access_expires_at=expires)


def _claims(token: str) -> dict[str, object]:
    """What a JWT says, unverified; nothing for any other token."""
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        claims: object = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}


def subject(token: str) -> str:
    """Whose token it is, as far as it tells."""
    return str(_claims(token).get("sub", ""))


def expiry(token: str) -> datetime | None:
    """The expiry a JWT names; None when it names none."""
    exp = _claims(token).get("exp")
    if isinstance(exp, bool) or not isinstance(exp, int | float) or not 0 < exp < _LATEST:
        return None
    return datetime.fromtimestamp(exp, UTC)
