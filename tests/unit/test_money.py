"""Money is a whole number of kopeks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.domain.money import Kopeks, from_roubles, parse_amount, to_roubles


@given(st.integers(-(10**15), 10**15))
def test_there_and_back_is_the_same(amount: int) -> None:
    assert from_roubles(to_roubles(Kopeks(amount))) == amount


@pytest.mark.parametrize(
    ("roubles", "kopeks"),
    [("150.50", 15050), ("0.005", 1), ("0.004", 0), ("-12.345", -1235), ("1E+3", 100000)],
)
def test_roubles_become_kopeks(roubles: str, kopeks: int) -> None:
    assert from_roubles(Decimal(roubles)) == kopeks


def test_roubles_have_two_decimals() -> None:
    assert str(to_roubles(Kopeks(5))) == "0.05"
    assert str(to_roubles(Kopeks(-15000))) == "-150.00"


@pytest.mark.parametrize(
    ("typed", "kopeks"),
    [
        ("500", 50000),
        ("1 500,50", 150050),
        ("1\u00a0500.5 ₽", 150050),
        ("1'500", 150000),
        ("99 руб.", 9900),
        ("100 RUB", 10000),
        ("0", 0),
        ("7.", 700),
    ],
)
def test_what_people_type_is_understood(typed: str, kopeks: int) -> None:
    assert parse_amount(typed) == kopeks


@pytest.mark.parametrize(
    "typed", ["", " ", "-5", "1.234", "1,2,3", "1e5", "five", "NaN", "∞", "9" * 13, ".5", "₽"]
)
def test_what_is_no_amount_is_none(typed: str) -> None:
    assert parse_amount(typed) is None


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_none(text: str) -> None:
    amount = parse_amount(text)
    assert amount is None or amount >= 0
