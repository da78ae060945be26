"""Every expected failure says what happened and what to do, in one line."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import timedelta

import pytest

from cabinet_tui.domain import errors, refusals
from cabinet_tui.domain.errors import CabinetError, InvalidInput, RateLimited, Rejected


def _all(root: type[CabinetError]) -> Iterator[type[CabinetError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _all(kind)


KINDS = sorted(
    {
        kind
        for kind in _all(CabinetError)
        if kind.__module__ in (errors.__name__, refusals.__name__)
    },
    key=lambda kind: kind.__name__,
)
KNOWN_EXACTLY = (
    errors.AccountDeleted,
    errors.BadCredentials,
    errors.ChannelsRequired,
    errors.BalanceTooLow,
    refusals.AmountTooLarge,
    refusals.AmountTooSmall,
    refusals.BadCode,
    refusals.BadInitData,
    refusals.BadTelegramLogin,
    refusals.EmptyText,
    refusals.MethodUnavailable,
    refusals.PasswordTooShort,
)
"""What has better words than the server's."""


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_one_line_and_can_be_raised(kind: type[CabinetError]) -> None:
    error = kind()
    with pytest.raises(CabinetError) as caught:
        raise error
    assert caught.value is error
    if kind is not errors.BadSetting:
        assert error.what
    assert "\n" not in str(error)
    assert "{" not in str(error)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_server_said_is_shown(kind: type[CabinetError]) -> None:
    if issubclass(kind, Rejected | errors.Maintenance | errors.ServerFailure):
        error = kind(detail="in its own words")
        assert ("in its own words" in str(error)) is not isinstance(error, KNOWN_EXACTLY)
    else:
        assert "detail" not in {field.name for field in fields(kind)}


def test_words_of_a_server_on_several_lines_are_one_line_of_a_command() -> None:
    error = Rejected(detail="The first.\nThe second.")
    assert str(error).startswith("The first. The second.")
    assert error.what.count("\n") == 1


SPECIAL = (refusals.OutcomeFound, errors.HeldBack)


def test_each_kind_has_a_code_of_its_own() -> None:
    # To a script it stays what it is one of; what was found out is beside it.
    codes = [kind.code for kind in KINDS if kind not in SPECIAL]
    assert len(set(codes)) == len(codes)


def test_refusals_are_one_family() -> None:
    family = {kind.__name__ for kind in KINDS if issubclass(kind, Rejected)}
    assert {"NotFound", "Blocked", "BalanceTooLow", "InvalidInput"} < family
    assert "ServerFailure" not in family


def test_the_wait_is_at_least_a_second() -> None:
    assert RateLimited(retry_after=timedelta()).seconds == 1
    assert "45 seconds" in str(RateLimited(retry_after=timedelta(seconds=45)))
    assert "1 second." in str(RateLimited(retry_after=timedelta(seconds=1)))


def test_complaints_about_fields_are_listed() -> None:
    error = InvalidInput(fields={"email": "not an e-mail", "": "and more"})
    assert error.what == "E-mail: not an e-mail; and more"
