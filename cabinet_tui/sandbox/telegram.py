"""Telegram's two login signatures, made and checked the way Telegram documents them."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

MAX_AGE = timedelta(days=1)


class SignatureRefusedError(Exception):
    """A login was not signed by the bot, or too long ago."""


@dataclass(frozen=True)
class TelegramUser:
    """Who Telegram says this is."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None


def sign_widget(fields: Mapping[str, object], bot_token: str) -> str:
    """The `hash` of Login Widget fields (without `hash`): HMAC keyed by SHA-256 of the token."""
    key = hashlib.sha256(bot_token.encode()).digest()
    return hmac.new(key, _check_string(fields), hashlib.sha256).hexdigest()


def check_widget(fields: Mapping[str, object], bot_token: str, now: datetime) -> TelegramUser:
    """The user of signed Login Widget fields; raises SignatureRefusedError."""
    signed = {k: v for k, v in fields.items() if k != "hash" and v is not None}
    _compare(sign_widget(signed, bot_token), fields.get("hash"))
    _check_age(signed.get("auth_date"), now)
    return _user(signed)


def sign_init_data(fields: Mapping[str, object], bot_token: str) -> str:
    """Mini App initData with its `hash`: HMAC keyed by HMAC("WebAppData", token)."""
    return urlencode({**fields, "hash": _init_data_hash(fields, bot_token)})


def check_init_data(init_data: str, bot_token: str, now: datetime) -> TelegramUser:
    """The user of signed initData; raises SignatureRefusedError."""
    fields: dict[str, object] = dict(parse_qsl(init_data, keep_blank_values=True))
    given = fields.pop("hash", None)
    _compare(_init_data_hash(fields, bot_token), given)
    _check_age(fields.get("auth_date"), now)
    try:
        user = json.loads(str(fields.get("user", "")))
    except ValueError as error:
        raise SignatureRefusedError from error
    return _user(user if isinstance(user, dict) else {})


def _init_data_hash(fields: Mapping[str, object], bot_token: str) -> str:
    key = hmac.new(b"WebAppData", bot_token.encode(), hashlib.sha256).digest()
    return hmac.new(key, _check_string(fields), hashlib.sha256).hexdigest()


def _check_string(fields: Mapping[str, object]) -> bytes:
    text = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    return text.encode("utf-8", "replace")


def _compare(expected: str, given: object) -> None:
    if not hmac.compare_digest(expected.encode(), str(given).encode("utf-8", "replace")):
        raise SignatureRefusedError


def _check_age(auth_date: object, now: datetime) -> None:
    try:
        age = now.timestamp() - int(str(auth_date))
    except ValueError as error:
        raise SignatureRefusedError from error
    if age > MAX_AGE.total_seconds():
        raise SignatureRefusedError


def _user(fields: Mapping[str, object]) -> TelegramUser:
    try:
        number = int(str(fields.get("id")))
    except ValueError as error:
        raise SignatureRefusedError from error
    last_name, username = fields.get("last_name"), fields.get("username")
    return TelegramUser(
        id=number,
        first_name=str(fields.get("first_name", "")),
        last_name=None if last_name is None else str(last_name),
        username=None if username is None else str(username),
    )
