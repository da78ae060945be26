"""What servers are known to say is said in the language in use; the rest as it came."""

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.balance import TransactionKind, kinds_told_apart
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.server_words import in_our_words


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("You already have an open ticket", "There is an open ticket already"),
        ("  you ALREADY have an open ticket. ", "There is an open ticket already"),
        ("Failed to create YooKassa payment", "YooKassa does not take payments right now."),
        ("Invalid payment method: nosuch", "This way to pay is not available."),
        ("Autopay is not available for trial subscriptions", "A trial cannot be paid for"),
    ],
)
def test_known_words_are_ours(said: str, told: str) -> None:
    assert in_our_words(said).startswith(told)


@pytest.mark.parametrize("said", ["", "Что-то своё.", "You already have an open ticket number 5"])
def test_other_words_stay_as_they_are(said: str) -> None:
    assert in_our_words(said) == said


def test_only_kinds_that_are_told_apart_are_filtered_by() -> None:
    few = kinds_told_apart(frozenset())
    assert TransactionKind.RENEWAL not in few
    assert TransactionKind.GIFT not in few
    assert kinds_told_apart(frozenset(Capability)) == tuple(TransactionKind)
