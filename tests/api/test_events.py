"""The realtime frames of the documented API."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.api.documented.events import DocumentedEvents
from cabinet_tui.domain.event import (
    BalanceUpdated,
    Event,
    Greeting,
    PaymentCompleted,
    Pong,
    ReferralEarned,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    UnknownEvent,
)
from cabinet_tui.domain.money import Kopeks
from tests.api.rig import golden
from tests.api.test_wire import bodies

AT = datetime(2024, 1, 20, 16, tzinfo=UTC)
UNTIL = datetime(2024, 2, 1, 12, tzinfo=UTC)
decode = DocumentedEvents().decode


def frame(kind: str, **data: object) -> str:
    return json.dumps({"type": kind, "data": data, "timestamp": "2024-01-20T16:00:00Z"})


def test_the_example_of_the_reference() -> None:
    expected = PaymentCompleted(AT, Kopeks(50000), Kopeks(65050))
    assert decode(golden("ws_payment_completed.json")) == expected
    assert decode(golden("ws_payment_completed.json").decode()) == expected
    assert decode(golden("ws_message.json")) == UnknownEvent(
        AT, kind="notification_type", text="notification type"
    )


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            frame("balance_updated", amount_kopeks=-100, new_balance_rubles=1.5),
            BalanceUpdated(AT, Kopeks(-100), Kopeks(150)),
        ),
        (frame("balance_updated", balance_kopeks=5), BalanceUpdated(AT, None, Kopeks(5))),
        (
            frame("subscription_renewed", new_expires_at="2024-02-01T12:00:00Z"),
            SubscriptionRenewed(AT, UNTIL),
        ),
        (
            frame("subscription_expires_soon", days_left=3, expires_at="2024-02-01T12:00:00Z"),
            SubscriptionExpiresSoon(AT, 3, UNTIL),
        ),
        (
            frame("ticket_reply", ticket_id=7, subject="S", message="a\nb\x1b[31m"),
            TicketReplied(AT, 7, "a\nb"),
        ),
        (
            frame("referral_earned", amount_rubles=50.0, referral_username="ivan"),
            ReferralEarned(AT, Kopeks(5000), "ivan"),
        ),
        ('{"type": "ticket_reply", "data": null}', TicketReplied()),
        ('{"type": "PAYMENT_COMPLETED"}', PaymentCompleted()),
        (frame("node_moved", message="We moved"), UnknownEvent(AT, "node_moved", "We moved")),
        (frame("node_moved"), UnknownEvent(AT, "node_moved", "node moved")),
        ('{"type": "pong"}', Pong()),
        ('{"type": "connected", "user_id": 5}', Greeting()),
    ],
)
def test_what_a_frame_means(text: str, event: Event) -> None:
    assert decode(text) == event


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "hello",
        "{",
        "[]",
        "null",
        "5",
        "{}",
        '{"type": null}',
        '{"type": {}}',
        '{"type": " "}',
        b"\xff\xfe",
        "\ud800",
        "[" * 100_000,
        '{"type": "pong", "data": "' + "x" * 300_000 + '"}',
        '{"type": "pong", "data": NaN}',
    ],
)
def test_garbage_means_nothing(garbage: str | bytes) -> None:
    assert decode(garbage) is None


@given(st.text() | st.binary() | bodies.map(json.dumps))
def test_no_frame_breaks_the_reader(content: str | bytes) -> None:
    decode(content)


@given(
    st.sampled_from(["payment_completed", "ticket_reply", "referral_earned", "what_is_this"]),
    bodies.filter(lambda body: not re.search("NaN|Infinity", json.dumps(body))),
)
def test_no_data_breaks_the_reader(kind: str, data: object) -> None:
    assert isinstance(decode(json.dumps({"type": kind, "data": data})), Event)
