"""What two looks at an account tell of a request whose answer never came."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.balance import Transaction, TransactionKind
from cabinet_tui.domain.errors import OutcomeUnknown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Finding, Look, Outcome, compare, is_other
from cabinet_tui.domain.refusals import OutcomeFound
from cabinet_tui.domain.subscription import GIB, Subscription, SubscriptionStatus, Traffic
from tests.held_clock import START

HELD = Subscription(7, SubscriptionStatus.ACTIVE, expires_at=START)
LONGER = replace(HELD, expires_at=START + timedelta(days=30))
OLD = Transaction(1, TransactionKind.PURCHASE, Kopeks(-44_910))
PRICE = Kopeks(44_910)


def charge(amount: int, kind: TransactionKind | str = TransactionKind.PURCHASE) -> Transaction:
    return Transaction(2, kind, Kopeks(-amount))


def found(*rows: Transaction, held: Subscription | None = HELD, price: Kopeks = PRICE) -> Finding:
    return compare(price, Look((OLD,), HELD), Look((*rows, OLD), held))


def test_nothing_new_means_that_nothing_was_charged() -> None:
    assert found() == Finding(Outcome.NOT_CHARGED)


@pytest.mark.parametrize("held", [HELD, LONGER])
@pytest.mark.parametrize("kind", [TransactionKind.PURCHASE, TransactionKind.RENEWAL, "NEW_KIND"])
def test_a_new_charge_of_the_price_tells_that_it_was_done(
    kind: TransactionKind | str, held: Subscription
) -> None:
    assert found(charge(44_910, kind), held=held) == Finding(Outcome.CHARGED, PRICE)


def test_another_charge_with_a_changed_subscription_tells_it_too_and_how_much() -> None:
    assert found(charge(40_000), held=LONGER) == Finding(Outcome.CHARGED, Kopeks(40_000))


def test_half_of_it_tells_nothing() -> None:
    assert found(charge(40_000)) == Finding(Outcome.UNKNOWN)
    assert found(held=LONGER) == Finding(Outcome.UNKNOWN)
    assert found(held=None) == Finding(Outcome.UNKNOWN)


@pytest.mark.parametrize("kind", [TransactionKind.WITHDRAWAL, TransactionKind.TOP_UP])
def test_money_that_moved_for_another_reason_is_no_charge(kind: TransactionKind) -> None:
    assert found(charge(44_910, kind)) == Finding(Outcome.NOT_CHARGED)


def test_a_top_up_of_the_same_amount_is_no_charge() -> None:
    row = Transaction(2, "WHATEVER", Kopeks(44_910))
    assert found(row) == Finding(Outcome.NOT_CHARGED)


def test_what_costs_nothing_shows_in_the_subscription_alone() -> None:
    assert found(price=Kopeks(0)) == Finding(Outcome.NOT_CHARGED)
    assert found(price=Kopeks(0), held=LONGER) == Finding(Outcome.CHARGED)


def test_traffic_used_and_switches_make_no_other_subscription() -> None:
    used = replace(HELD, traffic=Traffic(used=5 * GIB), autopay=True, devices_used=2, link="new")
    assert not is_other(HELD, used)
    assert is_other(HELD, LONGER)
    assert is_other(None, HELD)
    assert not is_other(None, None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OutcomeFound(outcome=Outcome.CHARGED, paid=Kopeks(29_900)), "299.00 ₽ was charged"),
        (OutcomeFound(outcome=Outcome.CHARGED), "it was done"),
        (OutcomeFound(outcome=Outcome.NOT_CHARGED), "nothing was charged"),
        (OutcomeFound(), "it is not known whether it was done"),
    ],
)
def test_each_ending_says_what_is_known(error: OutcomeFound, words: str) -> None:
    locale.use("en")
    assert words in str(error).replace("\u00a0", " ")
    assert isinstance(error, OutcomeUnknown)
    assert error.todo
