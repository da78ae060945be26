"""The cabinet in plain lines: everything the command line does can be chosen and asked for."""

import io
import sys
from collections.abc import Iterator

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import commands, linear, output, questions
from cabinet_tui.cli.options import Options
from cabinet_tui.cli.parser import Parser
from cabinet_tui.cli.plain import asking, talk
from cabinet_tui.cli.plain.menu import NEVER_ASKED, NOT_HERE, SECTIONS, Choice, Words


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def commands_below(parser: Parser, words: Words = ()) -> Iterator[Words]:
    for name, child in asking.children(parser).items():
        if child.get_default("run") is not None:
            yield (*words, name)
        yield from commands_below(child, (*words, name))


def test_every_command_is_a_line_of_a_section_or_has_a_reason_not_to_be() -> None:
    offered = {choice.words for section in SECTIONS for choice in section.choices}
    offered |= {words for section in SECTIONS for words in section.shows}

    missing = [words for words in commands_below(commands.grammar()) if words not in offered]

    assert [words for words in missing if words[0] not in NOT_HERE] == []
    assert {words[0] for words in missing} == set(NOT_HERE)


def test_every_option_of_a_command_is_asked_for_settled_or_has_a_reason_not_to_be() -> None:
    grammar = commands.grammar()
    taken: dict[Words, set[str]] = {}
    for choice in (choice for section in SECTIONS for choice in section.choices):
        if choice.words[0].startswith("="):
            continue
        known = {
            action.dest for action in asking.wants([*asking.parsers(grammar, choice.words)][-1])
        }
        assert {*choice.settled, *choice.needed} <= known, choice
        taken.setdefault(choice.words, set()).update(known)

    asked = {dest for found in taken.values() for dest in found} - set(NEVER_ASKED)

    assert {"tariff_id", "amount", "method", "text", "subject", "code", "state"} <= asked
    # Not one that is left out for nothing: each is an option of some command.
    every = (
        asking.wants([*asking.parsers(grammar, words)][-1]) for words in commands_below(grammar)
    )
    assert set(NEVER_ASKED) <= {action.dest for found in every for action in found}


def test_what_is_shown_before_a_question_takes_no_question_itself() -> None:
    grammar = commands.grammar()
    shown = [words for section in SECTIONS for words in section.shows if words[0][0] != "="]
    shown += [
        words for section in SECTIONS for choice in section.choices for words, _ in choice.first
    ]

    for words in shown:
        found = asking.namespace(grammar, words)
        parser = [*asking.parsers(grammar, words)][-1]
        assert callable(found.run)
        assert not [action for action in asking.wants(parser) if action.required], words


def answers(patch: pytest.MonkeyPatch, text: str) -> None:
    patch.setattr(sys, "stdin", io.StringIO(text))


def test_wrong_answers_are_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, "x\n9\n\n2\n")

    with linear.conversation():
        assert asking.one_of(["one", "two"], "Which:") == 1

    told = capsys.readouterr().err
    assert told.count("Answer with a number from 0 to 2.") == 2
    assert told.count("1. one") == 2  # once at first, once asked for


def test_a_number_that_is_none_is_asked_for_again_and_nothing_goes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buy = Choice(("buy",))
    answers(monkeypatch, "many\n7\n30\nn\n\n")

    with linear.conversation():
        found = asking.answered(commands.grammar(), buy, None)

    assert (found.tariff_id, found.days, found.convert, found.yes) == (7, 30, False, False)
    answers(monkeypatch, "\n")
    with linear.conversation(), pytest.raises(asking.Changed):
        asking.answered(commands.grammar(), buy, None)


def test_a_message_ends_at_an_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "12\nFirst line\n-- second\n\n")

    with linear.conversation():
        found = asking.answered(commands.grammar(), Choice(("ticket", "reply")), None)

    assert (found.ticket_id, found.text) == (12, "First line\n-- second")


def test_the_chosen_subscription_is_meant_by_every_command() -> None:
    with linear.conversation():
        found = asking.answered(commands.grammar(), Choice(("revoke",)), 3)

    assert found.subscription == 3


def test_the_end_of_the_answers_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "")

    with pytest.raises(questions.NoAnswer):
        asking.one_of(["one"], "Which:")


def test_lines_have_neither_columns_nor_colour(capsys: pytest.CaptureFixture[str]) -> None:
    with linear.written():
        output.Paper().facts([("Balance", "1"), ("Long label", "2")])
        output.Paper().table([("15 Jan", "", "Top-up"), ("1 Feb", "paid", "Trial")])

    assert (
        capsys.readouterr().out == "Balance: 1\nLong label: 2\n15 Jan, Top-up\n1 Feb, paid, Trial\n"
    )


@pytest.mark.parametrize(
    ("value", "wanted"), [("1", True), ("yes", True), ("0", False), ("", False)]
)
def test_the_environment_decides_where_nothing_is_said(
    value: str, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABINET_PLAIN", value)

    assert talk.is_wanted(Options()) is wanted
    assert talk.is_wanted(Options(plain=True))


def test_a_row_is_chosen_by_its_number_and_settles_what_it_stands_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    buy = next(
        choice for section in SECTIONS for choice in section.choices if choice.words == ("buy",)
    )
    answers(monkeypatch, "2\n")
    rows = [("no number",), ("1", "Base", "30 days", "299"), ("1", "Base", "90 days", "807")]

    with linear.conversation():
        found = asking.picked(commands.grammar(), buy, rows)

    assert found == {"tariff_id": 1, "days": 90}
    assert asking.picked(commands.grammar(), buy, rows[:1]) is None


def test_rows_are_noted_as_they_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    with linear.written(), linear.rows_noted() as rows:
        output.Paper().table([("1", "→", "2")])

    assert list(rows) == [("1", "→", "2")]
    assert capsys.readouterr().out == "1, then, 2\n"
