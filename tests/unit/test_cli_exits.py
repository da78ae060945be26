"""What a script sees of a failure."""

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import failure
from cabinet_tui.cli.exits import Exit, exit_code
from cabinet_tui.domain import (
    errors,
    promo_refusals,
    refusals,
    sales_refusals,
    sign_in_refusals,
    subscriptions,
    switch,
)
from cabinet_tui.domain.errors import CabinetError

TABLE = [
    (errors.CabinetError(), 1),
    (errors.ServerFailure(), 1),
    (errors.Rejected(), 1),
    (errors.InvalidInput(), 1),
    (errors.BadSetting(reason="no"), 2),
    (errors.NotFound(), 3),
    (errors.NotSupported(), 3),
    (errors.SignInRequired(), 4),
    (errors.BadCredentials(), 4),
    (errors.BalanceTooLow(), 5),
    (errors.RateLimited(), 6),
    (errors.HeldBack(), 6),
    (errors.Unreachable(host="a"), 7),
    (errors.NotACabinet(host="a"), 7),
    (errors.NoCabinetThere(host="a/cabinet"), 7),
    (errors.ServerChanged(), 1),
    (errors.Maintenance(), 7),
    (errors.Blocked(), 8),
    (errors.ChannelsRequired(), 8),
    (errors.AccountBlocked(), 8),
    (errors.AccountDeleted(), 8),
    (errors.OutcomeUnknown(host="a"), 9),
    (refusals.Busy(), 1),
    (refusals.PlanOutdated(), 1),
    (refusals.PriceChanged(), 1),
    (refusals.NotOffered(), 3),
    (refusals.ServerRequired(), 1),
    (refusals.OutcomeFound(), 9),
    (refusals.AmountRefused(), 1),
    (refusals.AmountTooSmall(), 1),
    (refusals.AmountTooLarge(), 1),
    (refusals.MethodUnavailable(), 3),
    (refusals.PasswordTooShort(), 1),
    (refusals.EmptyText(), 2),
    (refusals.BadCode(), 2),
    (refusals.BadTelegramLogin(), 1),
    (refusals.BadInitData(), 1),
    (refusals.TooSoon(), 6),
    (sign_in_refusals.EmailUnverified(), 8),
    (sign_in_refusals.NoPassword(), 4),
    (sign_in_refusals.ConsentRequired(), 1),
    (sign_in_refusals.DeepLinkGone(), 1),
    (sign_in_refusals.Unconfirmed(), 4),
    (sales_refusals.SoldElsewhere(), 3),
    (subscriptions.ChoiceRequired(), 2),
    (switch.SwitchRefused(), 1),
    (promo_refusals.PromoRefused(), 1),
    (promo_refusals.SubscriptionRequired(), 2),
]
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


@pytest.mark.parametrize(("error", "code"), TABLE, ids=lambda value: type(value).__name__)
def test_each_failure_has_its_code(error: CabinetError, code: int) -> None:
    assert exit_code(error) == code


def test_the_table_above_knows_every_failure_of_the_domain() -> None:
    def kinds(of: type[CabinetError]) -> set[type[CabinetError]]:
        return {of}.union(*(kinds(kind) for kind in of.__subclasses__()))

    modules = (
        errors,
        refusals,
        sign_in_refusals,
        sales_refusals,
        subscriptions,
        switch,
        promo_refusals,
    )
    domain = {module.__name__ for module in modules}
    known = {kind for kind in kinds(CabinetError) if kind.__module__ in domain}
    assert known == {type(error) for error, _code in TABLE}


def test_a_failure_is_one_line_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    error = errors.Rejected(detail="first\nsecond\x1b[2J\x07 third")

    code = failure.expected(error)

    told = capsys.readouterr()
    assert code == Exit.FAILED
    assert told.out == ""
    assert told.err == "cabinet-tui: first second third\n"


def test_a_missing_session_names_the_command_that_helps(
    capsys: pytest.CaptureFixture[str],
) -> None:
    failure.expected(errors.SignInRequired())

    assert "cabinet-tui login" in capsys.readouterr().err


def test_a_bug_is_one_line_without_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CABINET_DEBUG", raising=False)

    code = failure.unexpected(RuntimeError(f"the token is {TOKEN}"))

    told = capsys.readouterr().err
    assert code == Exit.FAILED
    assert told.count("\n") == 1
    assert "RuntimeError" in told
    assert "token is" not in told


def test_a_report_is_shown_on_demand_and_holds_no_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABINET_DEBUG", "1")
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError(f"ws://a/ws?token={TOKEN} Bearer abc.def")
    failure.unexpected(caught.value)

    told = capsys.readouterr().err
    assert "test_cli_exits.py" in told
    assert "eyJ" not in told
    assert "abc.def" not in told
