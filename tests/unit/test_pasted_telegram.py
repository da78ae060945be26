"""What Telegram hands a person who signs in, as people paste it."""

import base64
import json
from urllib.parse import quote, urlencode

import pytest

from cabinet_tui.domain.account import TelegramLogin
from cabinet_tui.domain.refusals import BadInitData, BadTelegramLogin
from cabinet_tui.domain.telegram_login import init_data, telegram_login

HASH = "ab" * 32
FIELDS: dict[str, object] = {
    "id": 123456789,
    "first_name": "Иван +& Co",
    "username": "ivan",
    "photo_url": "https://t.me/i/userpic/1.jpg",
    "auth_date": 1700000000,
    "hash": HASH,
}
LOGIN = TelegramLogin(
    id=123456789,
    first_name="Иван +& Co",
    auth_date=1700000000,
    hash=HASH,
    username="ivan",
    photo_url="https://t.me/i/userpic/1.jpg",
)
USER = '{"id":123456789,"first_name":"Ivan"}'
DATA = urlencode({"query_id": "AAH", "user": USER, "auth_date": "1700000000", "hash": HASH})


def carried(fields: object, *, padded: bool = False) -> str:
    encoded = base64.urlsafe_b64encode(json.dumps(fields).encode()).decode()
    return encoded if padded else encoded.rstrip("=")


@pytest.mark.parametrize(
    "pasted",
    [
        json.dumps(FIELDS),
        f"\n {json.dumps(FIELDS, ensure_ascii=False, indent=2)} \n",
        json.dumps(FIELDS | {"id": "123456789", "auth_date": "1700000000"}),
        json.dumps(FIELDS | {"new": {"deep": [1]}}),
        f"https://vpn.example.com/auth?{urlencode(FIELDS)}",
        f"https://vpn.example.com/auth?next=1&{urlencode(FIELDS)}#top",
        urlencode(FIELDS),
        f"https://vpn.example.com/auth#tgAuthResult={carried(FIELDS)}",
        f"https://vpn.example.com/auth#tgAuthResult={quote(carried(FIELDS, padded=True))}",
        f"#tgAuthResult={carried(FIELDS)}&x=1",
    ],
)
def test_a_login_is_found_in_every_form_it_comes_in(pasted: str) -> None:
    assert telegram_login(pasted) == LOGIN


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        "{",
        "[1]",
        "{}",
        "[" * 10_000,
        '{"a":' * 3_000,
        json.dumps(FIELDS | {"hash": "short"}),
        json.dumps(FIELDS | {"id": True}),
        json.dumps(FIELDS | {"id": 1.5}),
        json.dumps(FIELDS | {"first_name": None}),
        json.dumps({name: value for name, value in FIELDS.items() if name != "auth_date"}),
        "https://vpn.example.com/auth#tgAuthResult=%%%",
        "https://vpn.example.com/auth#tgAuthResult=" + carried([1]),
        "https://vpn.example.com/auth",
        "https://[broken",
        json.dumps(FIELDS) + " " * 20_000 + "x",
    ],
)
def test_what_is_no_login_is_refused(pasted: str) -> None:
    with pytest.raises(BadTelegramLogin):
        telegram_login(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        DATA,
        f"  {DATA}\n",
        f"?{DATA}",
        f"https://app.example.com/#tgWebAppData={quote(DATA, safe='')}&tgWebAppVersion=7.0",
    ],
)
def test_init_data_is_taken_as_it_was_signed(pasted: str) -> None:
    assert init_data(pasted) == DATA


@pytest.mark.parametrize(
    "pasted",
    [
        "",
        "hello",
        DATA.replace(HASH, "short"),
        DATA.replace("auth_date", "date"),
        DATA.replace("1700000000", "yesterday"),
        urlencode({"user": "{}", "auth_date": "1", "hash": HASH}),
        urlencode({"user": "[" * 9_000, "auth_date": "1", "hash": HASH}),
        urlencode({"auth_date": "1", "hash": HASH}),
        DATA + "&x=" + "y" * 20_000,
    ],
)
def test_what_is_no_init_data_is_refused(pasted: str) -> None:
    with pytest.raises(BadInitData):
        init_data(pasted)
