"""What Telegram hands a person who signs in, as people paste it. Nothing signed is altered."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from cabinet_tui.domain.account import TelegramLogin
from cabinet_tui.domain.refusals import BadInitData, BadTelegramLogin

_LONGEST = 16_384
_HASH = re.compile(r"[0-9a-fA-F]{64}")
_NUMBER = re.compile(r"[0-9]{1,18}")
_RESULT = "tgAuthResult"
_WEB_APP_DATA = "tgWebAppData"


def telegram_login(text: str) -> TelegramLogin:
    """The login in the widget's JSON, or in the address it leads to; raises BadTelegramLogin.

    The address has the fields in its query, or as base64 after ``#tgAuthResult=``.
    """
    bare = text.strip()
    if not bare or len(bare) > _LONGEST:
        raise BadTelegramLogin
    fields = _object(bare) if bare.startswith("{") else _of_address(bare)
    number, date = _number(fields, "id"), _number(fields, "auth_date")
    name, signature = _text(fields, "first_name"), _text(fields, "hash")
    if number is None or date is None or name is None or not _HASH.fullmatch(signature or ""):
        raise BadTelegramLogin
    return TelegramLogin(
        id=number,
        first_name=name,
        auth_date=date,
        hash=signature or "",
        last_name=_text(fields, "last_name"),
        username=_text(fields, "username"),
        photo_url=_text(fields, "photo_url"),
    )


def init_data(text: str) -> str:
    """The ``initData`` of a Mini App, bare or in the address that carries it, as it was signed.

    Raises BadInitData unless it holds a hash, a date and a user.
    """
    bare = text.strip()
    if not bare or len(bare) > _LONGEST:
        raise BadInitData
    if _WEB_APP_DATA + "=" in bare:
        carried = bare.partition(_WEB_APP_DATA + "=")[2].partition("&")[0]
        bare = unquote(carried)
    fields = dict(parse_qsl(bare.removeprefix("?"), keep_blank_values=True))
    if not _HASH.fullmatch(fields.get("hash", "")) or not _NUMBER.fullmatch(
        fields.get("auth_date", "")
    ):
        raise BadInitData
    try:
        user = json.loads(fields.get("user", ""))
    except (ValueError, RecursionError):
        raise BadInitData from None
    if not isinstance(user, dict) or _number(user, "id") is None:
        raise BadInitData
    return bare.removeprefix("?")


def _of_address(text: str) -> Mapping[str, object]:
    try:
        parts = urlsplit(text)
    except ValueError:
        raise BadTelegramLogin from None
    for part in (parts.fragment, parts.query):
        carried = part.partition(_RESULT + "=")[2].partition("&")[0]
        if carried:
            return _decoded(unquote(carried))
    query = parts.query or ("" if "://" in text else text)
    return dict(parse_qsl(query, keep_blank_values=True))


def _decoded(carried: str) -> Mapping[str, object]:
    """The object in base64 of either alphabet, with or without its padding."""
    plain = carried.rstrip("=").replace("+", "-").replace("/", "_")
    try:
        content = base64.urlsafe_b64decode(plain + "=" * (-len(plain) % 4))
        return _object(content.decode())
    except (binascii.Error, ValueError):
        raise BadTelegramLogin from None


def _object(text: str) -> Mapping[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadTelegramLogin from None
    if not isinstance(value, dict):
        raise BadTelegramLogin
    return {str(name): field for name, field in value.items()}


def _number(fields: Mapping[str, object], name: str) -> int | None:
    value = fields.get(name)
    if isinstance(value, bool):
        return None
    text = str(value) if isinstance(value, int | str) else ""
    return int(text) if _NUMBER.fullmatch(text) else None


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None
