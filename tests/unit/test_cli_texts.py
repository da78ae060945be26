"""Texts and numbers as they come from a command line."""

import io
import sys
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from cabinet_tui import locale
from cabinet_tui.cli import numbers, texts
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.domain.refusals import EmptyText


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


@pytest.mark.parametrize(
    ("typed", "kopeks"), [("500", 50000), ("1 500,50", 150050), ("0.01", 1), ("1500.5 ₽", 150050)]
)
def test_an_amount_as_people_write_it(typed: str, kopeks: int) -> None:
    assert numbers.roubles(typed) == kopeks


@pytest.mark.parametrize("typed", ["", "0", "0,00", "-5", "1.234", "five", "1e3", "NaN", "٥٠٠x"])
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(ArgumentTypeError):
        numbers.roubles(typed)


@pytest.mark.parametrize("typed", ["0", "-1", "1.5", "", "one", "²", "9" * 5000])
def test_what_is_no_whole_number(typed: str) -> None:
    with pytest.raises(ArgumentTypeError):
        numbers.whole(typed)


def test_a_whole_number_within_its_limit() -> None:
    assert numbers.whole("100", 100) == 100
    with pytest.raises(ArgumentTypeError, match="from 1 to 100"):
        numbers.whole("101", 100)


def test_a_text_is_the_argument_or_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n one\ntwo \n"))

    assert texts.read(" hello ") == "hello"
    assert texts.read("-") == "one\ntwo"


@pytest.mark.parametrize("typed", ["", " \n "])
def test_an_empty_text(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))

    for argument in (" ", "-"):
        with pytest.raises(EmptyText):
            texts.read(argument)


def test_closed_standard_input_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(EmptyText):
        texts.read("-")


def test_standard_input_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open(encoding="utf-8") as endless:
        monkeypatch.setattr(sys, "stdin", endless)

        with pytest.raises(BadSetting, match="too long"):
            texts.read("-")


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_bytes_that_are_no_text(monkeypatch: pytest.MonkeyPatch, errors: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b"caf\xe9 cr\xe8me"), encoding="utf-8", errors=errors)
    monkeypatch.setattr(sys, "stdin", stream)

    with pytest.raises(BadSetting, match="UTF-8"):
        texts.read("-")
