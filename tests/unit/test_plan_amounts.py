"""How much may and must be topped up, and what a refusal says."""

from dataclasses import replace

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.amounts import check_amount, is_stars, top_up_amount
from cabinet_tui.domain.balance import PaymentMethod
from cabinet_tui.domain.errors import CabinetError, InvalidInput
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, MethodUnavailable

METHOD = PaymentMethod("SBP", "SBP", minimum=Kopeks(10_000), maximum=Kopeks(30_000))


@pytest.mark.parametrize(
    ("amount", "problem"),
    [
        (9_999, AmountTooSmall),
        (10_000, None),
        (30_000, None),
        (30_001, AmountTooLarge),
        (0, AmountTooSmall),
        (-5, AmountTooSmall),
    ],
)
def test_the_limits_are_inside(amount: int, problem: type[CabinetError] | None) -> None:
    found = check_amount(Kopeks(amount), METHOD)
    assert type(found) is (problem or type(None))


def test_the_limit_is_told() -> None:
    small, large = check_amount(Kopeks(1), METHOD), check_amount(Kopeks(10**9), METHOD)
    assert isinstance(small, AmountTooSmall)
    assert isinstance(large, AmountTooLarge)
    assert (small.limit, large.limit) == (10_000, 30_000)
    locale.use("en")
    assert small.what.replace("\u00a0", " ") == "The smallest amount is 100.00 ₽."
    assert large.what.replace("\u00a0", " ") == "The largest amount is 300.00 ₽."
    assert isinstance(small, InvalidInput)


def test_without_limits_any_amount_will_do_but_none() -> None:
    free = replace(METHOD, minimum=None, maximum=None)
    assert check_amount(Kopeks(1), free) is None
    assert isinstance(check_amount(Kopeks(0), free), AmountTooSmall)


def test_a_method_that_is_off_takes_nothing() -> None:
    off = replace(METHOD, enabled=False)
    assert isinstance(check_amount(Kopeks(20_000), off), MethodUnavailable)
    assert top_up_amount(Kopeks(20_000), off) is None


@pytest.mark.parametrize(
    ("missing", "amount"),
    [(1, 10_000), (10_000, 10_000), (10_001, 10_001), (30_000, 30_000), (30_001, None)],
)
def test_what_is_missing_is_topped_up_within_the_limits(missing: int, amount: int | None) -> None:
    assert top_up_amount(Kopeks(missing), METHOD) == amount


def test_stars_are_known_by_their_name_in_any_case() -> None:
    assert is_stars(replace(METHOD, id="TELEGRAM_STARS"))
    assert is_stars(replace(METHOD, id="telegram_stars"))
    assert not is_stars(METHOD)
