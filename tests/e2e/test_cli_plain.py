"""The cabinet in plain lines, talked to through a pipe and at a terminal, on the sandbox."""

import sys
from pathlib import Path

import pytest

from cabinet_tui import locale
from cabinet_tui.cli.plain.menu import SECTIONS
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import Terminal
from tests.sandbox_server import SandboxServer

_BOXES = range(0x2500, 0x2600)


def number_of(section: str, *words: str) -> str:
    """The answer that opens a section, or a choice in it."""
    place, found = next(
        (place, each) for place, each in enumerate(SECTIONS, 1) if each.title == section
    )
    if not words:
        return str(place)
    return str([choice.words for choice in found.choices].index(words) + 1)


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_every_section_is_shown_in_lines_through_a_pipe(
    language: str, signed_in: CabinetCommand
) -> None:
    answers = "".join(f"{number_of(section.title)}\n0\n" for section in SECTIONS)

    told = signed_in("--plain", "--lang", language, typed=f"{answers}0\n")

    assert told.code == 0
    assert "\n1,540.50 ₽\n" in told.out or "\n1 540,50 ₽\n" in told.out.replace("\u00a0", " ")
    assert "\x1b" not in told.out
    assert "\r" not in told.out
    assert not any(ord(sign) in _BOXES for sign in told.out)
    assert "cabinet-tui:" not in told.out
    # One stream, so that a question stands below what it is about.
    assert told.err == ""


def test_money_is_asked_about_and_no_answer_spends_nothing(signed_in: CabinetCommand) -> None:
    plans, buy = number_of("Plans"), number_of("Plans", "buy")
    before = signed_in("balance", "--json").document["balance_kopeks"]

    refused = signed_in("--plain", typed=f"{plans}\n{buy}\n1\nn\n\nn\n0\n0\n")
    unanswered = signed_in("--plain", typed=f"{plans}\n{buy}\n1\nn\n\n")

    assert "[y/N]" in refused.out
    assert "Nothing was done." in refused.out
    assert "Nothing was done." in unanswered.out
    assert signed_in("balance", "--json").document["balance_kopeks"] == before


def test_a_payment_a_message_and_a_switch_are_done(signed_in: CabinetCommand) -> None:
    balance, topup = number_of("Balance"), number_of("Balance", "topup")
    told = signed_in("--plain", typed=f"{balance}\n{topup}\n1\n500\ny\n0\n0\n")
    assert "http" in told.out

    support, new = number_of("Support"), number_of("Support", "ticket", "new")
    told = signed_in("--plain", typed=f"{support}\n{new}\nSlow\nVery slow\nsince noon\n\ny\n0\n0\n")
    assert "Slow" in signed_in("tickets").out, told.out

    subscription, autopay = number_of("Subscription"), number_of("Subscription", "autopay")
    told = signed_in("--plain", typed=f"{subscription}\n{autopay}\n1\ny\n0\n0\n")
    assert "Autopay is on now." in told.out


def test_what_fails_is_a_line_and_the_conversation_goes_on(signed_in: CabinetCommand) -> None:
    balance, promo = number_of("Balance"), number_of("Balance", "promo")

    told = signed_in(
        "--plain", typed=f"{balance}\n{promo}\nNOPE\ny\n0\n{number_of('Home')}\n0\n0\n"
    )

    assert "cabinet-tui:" in told.out
    assert told.out.index("cabinet-tui:") < told.out.rindex("1,540.50")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_somebody_signs_in_and_looks_around_on_a_dumb_terminal(
    home: Path, sandbox: SandboxServer
) -> None:
    with Terminal("-m", "cabinet_tui", "--plain", TERM="dumb") as terminal:
        terminal.shows("Server, like")
        terminal.press(f"{sandbox.url}\n")
        terminal.shows("1. with e-mail and password")
        terminal.press("1\n")
        terminal.shows("E-mail: ")
        terminal.press(f"{DEMO_EMAIL}\n")
        terminal.shows("Password for")
        terminal.press(f"{DEMO_PASSWORD}\n")
        terminal.shows("Signed in as")
        terminal.shows("0. Quit")
        terminal.press(f"{number_of('Support')}\n")
        terminal.shows("Support, what to do:")
        terminal.press("0\n")
        terminal.shows("0. Quit")
        terminal.press("0\n")

        assert terminal.ended() == 0
        assert "\x1b" not in terminal.written
        assert DEMO_PASSWORD not in terminal.written


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_demo_in_lines_leaves_nothing_behind(home: Path) -> None:
    with Terminal(
        "-m", "cabinet_tui", "demo", TERM="xterm-256color", CABINET_PLAIN="1"
    ) as terminal:
        terminal.shows("0. Quit")
        terminal.press("2\n")
        terminal.shows("Balance, what to do:")
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert "\x1b" not in terminal.written
        assert "Traceback" not in terminal.written
    assert list(home.rglob("*")) == []
