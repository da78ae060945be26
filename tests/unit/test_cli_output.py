"""What commands write."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import documents, output, wording
from cabinet_tui.cli.output import Paper
from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import Server, Subscription, SubscriptionStatus, Traffic

NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def test_facts_are_aligned_and_empty_ones_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    Paper().facts([("Link", "https://a"), ("Nothing", ""), ("Until", "today")])

    assert capsys.readouterr().out == "Link   https://a\nUntil  today\n"


def test_columns_are_as_wide_as_they_look(capsys: pytest.CaptureFixture[str]) -> None:
    Paper().table([("日本", "1.00"), ("a", "-100.00")], right=frozenset({1}))

    assert capsys.readouterr().out == "日本     1.00\na     -100.00\n"


def test_a_value_stays_on_its_line_and_steers_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Paper().facts([("A", "one\ntwo\x1b]0;title\x07\x9b31m\u202ethree\u00a0four")])

    assert capsys.readouterr().out == "A  one two<U+202E>three four\n"


def test_ascii_replaces_signs(capsys: pytest.CaptureFixture[str]) -> None:
    Paper(ascii_only=True).line("“a” – 5 ₽…")

    assert capsys.readouterr().out == '"a" - 5 RUB...\n'


def test_labels_are_faint_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    Paper().facts([("A", "b")])
    monkeypatch.setenv("NO_COLOR", "1")
    Paper().facts([("A", "b")])

    assert capsys.readouterr().out == "\x1b[2mA\x1b[22m  b\nA  b\n"


def test_json_names_its_shape_and_is_ascii(capsys: pytest.CaptureFixture[str]) -> None:
    output.document({"text": "Пополнение\x1b[2J"})

    shown = capsys.readouterr().out
    assert shown.isascii()
    assert "\x1b" not in shown
    assert json.loads(shown) == {"schema": 1, "text": "Пополнение\x1b[2J"}


def test_times_are_in_utc() -> None:
    moscow = timezone(timedelta(hours=3))

    assert output.utc(datetime(2026, 1, 15, 1, 30, tzinfo=moscow)) == "2026-01-14T22:30:00Z"
    assert output.utc(None) is None


def test_a_transaction_as_json() -> None:
    transaction = Transaction(7, TransactionKind.RENEWAL, Kopeks(-29900), "30 days", NOW, "", True)

    assert documents.transaction_document(transaction) == {
        "id": 7,
        "type": "renewal",
        "amount_kopeks": -29900,
        "description": "30 days",
        "method": None,
        "completed": True,
        "created_at": "2026-01-15T10:30:00Z",
    }


SUBSCRIPTION = Subscription(
    id=1,
    status=SubscriptionStatus.ACTIVE,
    plan="Standard",
    expires_at=NOW + timedelta(days=23, hours=2),
    traffic=Traffic(used=5 * 1024**3, limit=None),
    devices_used=3,
    devices_limit=5,
    servers=(Server("Amsterdam", "NL"), Server("Berlin")),
    autopay=False,
    link="https://sub.example.com/a",
)


def test_a_subscription_as_json() -> None:
    assert documents.subscription_document(SUBSCRIPTION) == {
        "id": 1,
        "status": "active",
        "is_trial": False,
        "plan": "Standard",
        "expires_at": "2026-02-07T12:30:00Z",
        "traffic_used_bytes": 5 * 1024**3,
        "traffic_limit_bytes": None,
        "devices_used": 3,
        "devices_limit": 5,
        "servers": [{"name": "Amsterdam", "country": "NL"}, {"name": "Berlin", "country": None}],
        "autopay": False,
        "link": "https://sub.example.com/a",
        "bought_traffic": [],
        "daily": None,
    }


def test_an_account_in_words() -> None:
    assert wording.person(Account(1, email="a@b.c", first_name="Ann")) == "Ann <a@b.c>"
    assert wording.person(Account(1, email="a@b.c")) == "a@b.c"
