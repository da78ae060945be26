"""Which of the events that come together is told."""

from datetime import UTC, datetime, timedelta

import pytest

from cabinet_tui.domain.event import (
    BalanceUpdated,
    Event,
    PaymentCompleted,
    ReferralEarned,
    SubscriptionRenewed,
    TicketReplied,
    headline,
)

NOW = datetime(2024, 1, 20, 16, 0, tzinfo=UTC)
BALANCE = BalanceUpdated(at=NOW)


@pytest.mark.parametrize("kind", [PaymentCompleted, SubscriptionRenewed, ReferralEarned])
def test_the_cause_of_a_new_balance_is_told_and_not_the_balance(kind: type[Event]) -> None:
    cause = kind(at=NOW - timedelta(seconds=1))

    assert headline([BALANCE, cause]) is cause


@pytest.mark.parametrize(
    "before",
    [
        PaymentCompleted(at=NOW - timedelta(minutes=1)),
        PaymentCompleted(at=None),
        TicketReplied(at=NOW),
    ],
    ids=["long ago", "some time", "something else"],
)
def test_a_balance_that_nothing_explains_is_told(before: Event) -> None:
    assert headline([BALANCE, before]) is BALANCE


def test_without_events_there_is_nothing_to_tell() -> None:
    assert headline([]) is None
