"""The flat frames of a Bedolaga server, under both sets of names."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui import locale
from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.domain.event import (
    AccountBlocked,
    AccountUnblocked,
    AutopayFailed,
    AutopaySucceeded,
    BalanceUpdated,
    DayCharged,
    DayNotCharged,
    DevicesBought,
    DevicesChanged,
    Event,
    Greeting,
    PaymentCompleted,
    Pong,
    RecurringPayment,
    ReferralEarned,
    SubscriptionActivated,
    SubscriptionChanged,
    SubscriptionExpired,
    SubscriptionExpiresSoon,
    SubscriptionRenewed,
    TicketReplied,
    TrafficBought,
    TrafficReset,
    UnknownEvent,
    Warned,
    WithdrawalDecided,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.widgets.wording import event_sentence
from tests.api.test_wire import bodies

decode = BedolagaEvents().decode
NOON = datetime(2027, 4, 1, 12, tzinfo=UTC)
MONEY = {"amount_kopeks": 45_050, "amount_rubles": 450.5}


def frame(kind: str, **fields: object) -> str:
    return json.dumps({"type": kind} | fields)


KNOWN: list[tuple[str, Event]] = [
    (
        frame("notification.balance_topup", amount_kopeks=45_050, new_balance_kopeks=50_000),
        PaymentCompleted(None, Kopeks(45_050), Kopeks(50_000)),
    ),
    (
        frame("balance.topup", amount_rubles=450.5, new_balance_rubles=500.0, description="Wata"),
        PaymentCompleted(None, Kopeks(45_050), Kopeks(50_000)),
    ),
    (frame("notification.payment_received", **MONEY), PaymentCompleted(None, Kopeks(45_050))),
    (
        frame("notification.balance_change", amount_kopeks=-100, new_balance_kopeks=9),
        BalanceUpdated(None, Kopeks(-100), Kopeks(9)),
    ),
    (
        frame(
            "notification.subscription_renewed",
            expires_at="01.04.2027",
            new_expires_at="01.04.2027",
        ),
        SubscriptionRenewed(None, NOON),
    ),
    (frame("subscription.renewed", new_expires_at="01.04.2027"), SubscriptionRenewed(None, NOON)),
    (
        frame("notification.subscription_activated", expires_at="01.04.2027"),
        SubscriptionActivated(None, NOON),
    ),
    (
        frame("subscription.activated", expires_at="2027-04-01T12:00:00+00:00"),
        SubscriptionActivated(None, NOON),
    ),
    (
        frame("notification.subscription_expiring", days_left=3, expires_at="01.04.2027, 09:30"),
        SubscriptionExpiresSoon(None, 3, datetime(2027, 4, 1, 9, 30, tzinfo=UTC)),
    ),
    (frame("notification.subscription_expired"), SubscriptionExpired()),
    (frame("subscription.expired", tariff_name="Дом"), SubscriptionExpired()),
    (
        frame("subscription.devices_purchased", devices_added=2, new_device_limit=6, **MONEY),
        DevicesBought(None, 2, 6, Kopeks(45_050)),
    ),
    (
        frame("subscription.traffic_purchased", traffic_gb_added=20, new_traffic_limit_gb=140),
        TrafficBought(None, 20),
    ),
    (frame("notification.traffic_reset", reset_gb=20, current_limit_gb=120), TrafficReset()),
    (
        frame("notification.autopay_success", new_expires_at="01.04.2027", **MONEY),
        AutopaySucceeded(None, Kopeks(45_050), NOON),
    ),
    (frame("notification.autopay_failed", reason="Мало денег"), AutopayFailed(None, "Мало денег")),
    (frame("autopay.insufficient_funds"), AutopayFailed()),
    (
        frame("notification.daily_debit", new_balance_kopeks=100, **MONEY),
        DayCharged(None, Kopeks(45_050), Kopeks(100)),
    ),
    (
        frame("notification.daily_insufficient_funds", required_amount=9, current_balance=1),
        DayNotCharged(),
    ),
    (
        frame("sbp_recurring.past_due", status="past_due", next_charge_at=None, **MONEY),
        RecurringPayment(None, "past_due", Kopeks(45_050)),
    ),
    (
        frame("lava_recurring.confirmed", next_charge_at="2027-04-01T12:00:00Z"),
        RecurringPayment(None, "confirmed", None, NOON),
    ),
    (
        frame("ticket.admin_reply", ticket_id=33, message="Уже\nчиним"),
        TicketReplied(None, 33, "Уже\nчиним"),
    ),
    (
        frame("notification.referral_bonus", bonus_kopeks=515, referral_name="Лев"),
        ReferralEarned(None, Kopeks(515), "Лев"),
    ),
    (
        frame("notification.withdrawal_approved", comment="Готово", **MONEY),
        WithdrawalDecided(None, True, Kopeks(45_050), "Готово"),
    ),
    (
        frame("notification.withdrawal_rejected", comment="Нет"),
        WithdrawalDecided(None, False, None, "Нет"),
    ),
    (frame("notification.ban_notification", reason="Торренты"), AccountBlocked(None, "Торренты")),
    (frame("notification.unban_notification"), AccountUnblocked()),
    (frame("notification.warning_notification", message="Тише"), Warned(None, "Тише")),
    (
        frame("notification.webhook_sub_modified", text_key="WEBHOOK_SUB"),
        SubscriptionChanged(),
    ),
    (frame("notification.webhook_device_added"), DevicesChanged(None, added=True)),
    (frame("notification.webhook_device_deleted"), DevicesChanged(None, added=False)),
    (
        frame("notification.winback_trial_ending"),
        UnknownEvent(kind="notification.winback_trial_ending", text="winback trial ending"),
    ),
    (
        frame("ticket.new", ticket_id=5, title="Новый вопрос", user_id=9),
        UnknownEvent(kind="ticket.new", text="Новый вопрос"),
    ),
]


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


@pytest.mark.parametrize(("text", "event"), KNOWN)
def test_a_frame_is_an_event(text: str, event: Event) -> None:
    assert decode(text) == event
    assert decode(text.encode()) == event


@pytest.mark.parametrize(("text", "event"), KNOWN)
def test_an_event_is_a_sentence(text: str, event: Event) -> None:
    sentence = event_sentence(event)
    assert sentence
    assert sentence != "Something has changed", text


def test_what_is_no_news() -> None:
    assert decode(frame("pong")) == Pong()
    assert decode(frame("connected", user_id=9, is_admin=False)) == Greeting()


@pytest.mark.parametrize(
    "text", ["", "[1]", '"x"', "null", "{", '{"type": ""}', '{"type": null}', "{}", "\ud800"]
)
def test_garbage_is_nothing(text: str) -> None:
    assert decode(text) is None


def test_a_frame_that_is_too_large_is_nothing() -> None:
    assert decode(frame("balance.topup", description="x" * 300_000)) is None


@pytest.mark.parametrize("day", ["31.02.2027", "1.4.27", "99.99.9999", "", 7, None])
def test_a_day_that_is_none_is_not_known(day: object) -> None:
    event = decode(frame("subscription.renewed", new_expires_at=day))
    assert event == SubscriptionRenewed()


@given(
    kind=st.sampled_from([json.loads(text)["type"] for text, _ in KNOWN]) | st.text(max_size=30),
    fields=st.dictionaries(
        st.sampled_from(sorted({key for text, _ in KNOWN for key in json.loads(text)})), bodies
    ),
)
def test_any_frame_is_an_event_or_nothing(kind: str, fields: dict[str, object]) -> None:
    event = decode(json.dumps(fields | {"type": kind}))
    if isinstance(event, Event):
        assert event_sentence(event)
