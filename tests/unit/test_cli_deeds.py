"""A plan, a question, a result: what happens when, and what is never done unasked."""

import io
import json
from argparse import Namespace
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import deeds, failure, questions, visit
from cabinet_tui.cli.deeds import Deed
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.output import Json, Paper
from cabinet_tui.cli.payment_unclear import PaymentUnclear
from cabinet_tui.cli.unanswered import Unanswered
from cabinet_tui.domain.balance import Payment, PaymentKey
from cabinet_tui.domain.errors import BadSetting, BalanceTooLow, CabinetError, OutcomeUnknown
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.outcome import Outcome
from cabinet_tui.domain.refusals import NotOffered, OutcomeFound
from cabinet_tui.services.cabinet import Cabinet

T = TypeVar("T")
PAYMENT = Payment(PaymentKey("SBP", "7"), Kopeks(50000), url="https://pay.example.com/7")


class Giving(Deed[str, str]):
    """Gives a cake; raises what it is told to."""

    def __init__(
        self,
        error: BaseException | None = None,
        objection: CabinetError | None = None,
        *,
        needless: bool = False,
    ) -> None:
        self.given = 0
        self._error = error
        self._objection = objection
        self._needless = needless

    async def plan(self, cabinet: Cabinet) -> str:
        return "a cake"

    def show(self, planned: str, paper: Paper) -> None:
        paper.line(f"would give {planned}")

    def planned_document(self, planned: str) -> Mapping[str, Json]:
        return {"plan": planned}

    def question(self, planned: str) -> str:
        return "Give it?"

    async def carry_out(self, cabinet: Cabinet, planned: str) -> str:
        self.given += 1
        if self._error is not None:
            raise self._error
        return "thanks"

    def tell(self, planned: str, result: str, paper: Paper) -> None:
        paper.line(result)

    def result_document(self, result: str) -> Mapping[str, Json]:
        return {"answer": result}

    def objection(self, planned: str) -> CabinetError | None:
        return self._objection

    def is_needless(self, planned: str) -> bool:
        return self._needless

    def if_unanswered(self) -> str:
        return "Look into the box."


@pytest.fixture(autouse=True)
def no_cabinet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit that opens nothing: the deed above needs no cabinet."""
    import asyncio

    locale.use("en")

    def visited(options: Options, work: Callable[[object], Awaitable[T]]) -> T:
        async def whole() -> T:
            return await work(None)

        return asyncio.run(whole())

    monkeypatch.setattr(visit, "visit", visited)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Somebody sits there and types."""

    def typed(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)

    return typed


def perform(
    deed: Giving,
    *,
    yes: bool = False,
    dry_run: bool = False,
    as_json: bool = False,
    read_only: bool = False,
) -> int:
    arguments = Namespace(yes=yes, dry_run=dry_run, json=as_json)
    return deeds.perform(deed, arguments, Options(read_only=read_only))


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("answer", ["y", "Y", "yes", " YES ", "д", "Да"])
def test_a_yes_in_either_language(
    at_terminal: Callable[[str], None], capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    at_terminal(f"{answer}\n")
    deed = Giving()

    assert perform(deed) == 0
    told = capsys.readouterr()
    assert deed.given == 1
    assert told.out == "thanks\n"
    assert told.err == "would give a cake\nGive it? [y/N] "


class GivingByWord(Giving):
    """Wants a word for a yes."""

    def word(self) -> str:
        return "Cake"


@pytest.mark.parametrize(("answer", "given"), [("cake", 1), (" CAKE ", 1), ("y", 0), ("cak", 0)])
def test_what_wants_a_word_is_done_for_that_word_alone(
    at_terminal: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    answer: str,
    given: int,
) -> None:
    at_terminal(f"{answer}\n")
    deed = GivingByWord()

    assert perform(deed) == (0 if given else 1)
    assert deed.given == given
    assert "Give it? Type “Cake” to do it: " in capsys.readouterr().err


@pytest.mark.parametrize("answer", ["", "\n", "n\n", "нет\n", "yess\n", "y es\n"])
def test_anything_else_is_a_no(
    at_terminal: Callable[[str], None], capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    at_terminal(answer)
    deed = Giving()

    assert perform(deed) == 1
    told = capsys.readouterr()
    assert deed.given == 0
    assert told.out == ""
    assert told.err.endswith("\nNothing was done.\n") or answer.endswith("\n")


def test_json_at_a_terminal_is_asked_about_beside_the_json(
    at_terminal: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    at_terminal("y\n")

    assert perform(Giving(), as_json=True) == 0
    told = capsys.readouterr()
    assert "would give a cake" in told.err
    assert json.loads(told.out) == {
        "schema": 1, "done": True, "plan": "a cake", "answer": "thanks",
    }  # fmt: skip


def test_nobody_to_ask_and_no_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    deed = Giving()

    with pytest.raises(BadSetting, match="--yes"):
        perform(deed)
    assert deed.given == 0


def test_closed_standard_input_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    assert not questions.can_ask()
    with pytest.raises(BadSetting, match="--dry-run"):
        perform(Giving())


def test_a_yes_given_ahead_asks_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert perform(Giving(), yes=True) == 0
    assert "[y/N]" not in capsys.readouterr().err


def test_a_rehearsal_is_the_output_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    deed = Giving()

    assert perform(deed, dry_run=True, read_only=True) == 0
    told = capsys.readouterr()
    assert (told.out, told.err, deed.given) == ("would give a cake\n", "", 0)


def test_read_only_outranks_a_yes() -> None:
    deed = Giving()

    with pytest.raises(BadSetting, match="--read-only"):
        perform(deed, yes=True, read_only=True)
    assert deed.given == 0


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_objection_comes_before_the_question(
    capsys: pytest.CaptureFixture[str], *, dry_run: bool
) -> None:
    deed = Giving(objection=BalanceTooLow(missing=Kopeks(100)))

    with pytest.raises(BalanceTooLow):
        perform(deed, yes=not dry_run, dry_run=dry_run, as_json=True)
    error = document(capsys)["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["missing_kopeks"]) == ("balance_too_low", 100)
    assert deed.given == 0


def test_what_is_so_already_is_not_asked_for_again(capsys: pytest.CaptureFixture[str]) -> None:
    deed = Giving(needless=True)

    assert perform(deed, yes=True, as_json=True) == 0
    assert document(capsys)["done"] is False
    assert deed.given == 0


@pytest.mark.parametrize(
    ("error", "done"),
    [
        (NotOffered(), False),
        (OutcomeFound(outcome=Outcome.CHARGED, paid=Kopeks(100)), True),
        (OutcomeFound(outcome=Outcome.NOT_CHARGED), False),
        (OutcomeFound(outcome=Outcome.UNKNOWN), None),
        (PaymentUnclear(created=PAYMENT), True),
        (PaymentUnclear(), False),
        (PaymentUnclear(looked=False), None),
        (OutcomeUnknown(), None),
    ],
    ids=repr,
)
def test_the_json_of_a_failure_says_whether_it_was_done(
    capsys: pytest.CaptureFixture[str], error: CabinetError, done: bool | None
) -> None:
    with pytest.raises(type(error)):
        perform(Giving(error), yes=True, as_json=True)

    found = document(capsys)
    assert found["done"] is done
    assert isinstance(found["error"], dict)
    assert found["error"]["code"] == error.code


def test_no_answer_names_the_place_to_look_at() -> None:
    with pytest.raises(OutcomeUnknown, match="Look into the box"):
        perform(Giving(OutcomeUnknown()), yes=True)


def test_an_interrupted_request_is_said_to_be_unclear(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt):
        perform(Giving(KeyboardInterrupt()), yes=True, as_json=True)

    told = capsys.readouterr()
    found = json.loads(told.out)
    assert (found["done"], found["error"]["code"]) == (None, "interrupted")
    assert "not known whether it was done" in told.err


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (BalanceTooLow(missing=Kopeks(10050)), "100.50 ₽ is missing"),
        (BalanceTooLow(), "Top up and try again."),
        (OutcomeFound(outcome=Outcome.UNKNOWN), "not known whether it was done"),
        (OutcomeFound(outcome=Outcome.NOT_CHARGED), "nothing was charged"),
        (OutcomeFound(outcome=Outcome.CHARGED, paid=Kopeks(100)), "1.00 ₽ was charged"),
        (PaymentUnclear(created=PAYMENT), "Pay it at https://pay.example.com/7"),
        (PaymentUnclear(looked=False), "cabinet-tui payments"),
        (NotOffered(), "cabinet-tui tariffs"),
    ],
    ids=repr,
)
def test_a_failure_in_words_says_what_to_do(
    capsys: pytest.CaptureFixture[str], error: CabinetError, words: str
) -> None:
    failure.expected(error)

    assert words in capsys.readouterr().err


@pytest.mark.parametrize("error", [PaymentUnclear(), Unanswered()], ids=repr)
def test_what_nobody_knows_has_its_exit_code(error: CabinetError) -> None:
    assert failure.expected(error) == 9
