"""The grammar of the command line."""

from argparse import Namespace

import pytest

from cabinet_tui import cli, locale
from cabinet_tui.cli import commands, options, parser
from cabinet_tui.cli.exits import Exit
from cabinet_tui.cli.options import Options

EVERY = [
    "--profile", "work", "--server", "https://a.example.com", "--lang", "ru", "--ascii",
    "--no-mouse", "--read-only", "--token-store", "file", "--insecure-http",
]  # fmt: skip
WANTED = Options(
    profile="work",
    server="https://a.example.com",
    language="ru",
    ascii_only=True,
    mouse=False,
    read_only=True,
    token_store="file",
    insecure_http=True,
)
COMMANDS = (
    "demo", "sandbox", "login", "logout", "status", "balance", "transactions", "subscription",
    "link", "tariffs", "buy", "renew", "trial", "autopay", "topup", "payments", "promo",
    "referrals", "tickets", "ticket", "completion",
)  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


def parsed(*arguments: str) -> Namespace:
    return commands.grammar().parse_args(arguments)


def test_the_options_may_stand_before_the_command() -> None:
    assert options.chosen(parsed(*EVERY, "balance")) == WANTED


def test_the_options_may_stand_after_the_command() -> None:
    assert options.chosen(parsed("balance", *EVERY)) == WANTED


def test_the_options_may_stand_on_both_sides_and_the_later_one_counts() -> None:
    found = options.chosen(parsed("--profile", "a", "--ascii", "balance", "--profile", "b"))

    assert found == Options(profile="b", ascii_only=True)


def test_nothing_said_means_nothing_chosen() -> None:
    assert options.chosen(parsed()) == Options()


def test_a_shortened_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["balance", "--asc"]) == Exit.USAGE
    assert "--asc" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["balance", "nonsense"],
        ["--lang", "fr"],
        ["balance", "--token-store", "cloud"],
        ["balance", "--server"],
        ["link", "--qr", "--copy"],
        ["transactions", "--type", "theft"],
        ["transactions", "--page", "0"],
        ["transactions", "--page", "two"],
        ["transactions", "--per-page", "101"],
        ["demo", "--scenario", "nonsense"],
        ["completion", "nonsense"],
        ["buy"],
        ["buy", "one"],
        ["buy", "0"],
        ["buy", "1", "--days", "-1"],
        ["buy", "1", "--yes", "--dry-run"],
        ["renew"],
        ["renew", "--days", "30", "--list"],
        ["autopay"],
        ["autopay", "maybe"],
        ["trial", "--devices", "0"],
        ["topup"],
        ["topup", "--amount", "lots", "--method", "SBP"],
        ["topup", "--amount", "0", "--method", "SBP"],
        ["topup", "--amount", "-5", "--method", "SBP"],
        ["payments", "check"],
        ["payments", "check", "SBP"],
        ["referrals", "--page", "0"],
        ["promo"],
        ["ticket"],
        ["ticket", "nonsense"],
        ["ticket", "show"],
        ["ticket", "show", "one"],
        ["ticket", "new", "text"],
    ],
)
def test_wrong_usage_is_one_line_that_names_the_help(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = cli.run(arguments)

    told = capsys.readouterr()
    assert code == Exit.USAGE
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "--help" in told.err


def test_the_help_of_the_program_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == Exit.OK

    shown = capsys.readouterr().out
    assert all(f"\n    {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_and_the_options_of_all(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([name, "--help"]) == Exit.OK

    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: cabinet-tui {name}")
    assert "--token-store" in shown


@pytest.mark.parametrize(
    "below", ["ticket show", "ticket reply", "ticket new", "ticket close", "payments check"]
)
def test_a_command_below_a_command_explains_itself_too(
    below: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run([*below.split(), "--help"]) == Exit.OK

    shown = capsys.readouterr().out
    assert shown.startswith(f"usage: cabinet-tui {below} ")
    assert "--token-store" in shown


def test_json_and_the_options_may_stand_before_a_command_below() -> None:
    found = parsed("payments", "--json", "--ascii", "check", "SBP", "7")

    assert (found.json, found.method, found.payment_id) == (True, "SBP", "7")
    assert options.chosen(found) == Options(ascii_only=True)
    assert parsed("payments", "check", "SBP", "7", "--json").json is True
    assert parsed("payments", "check", "SBP", "7").json is False


def test_the_text_of_a_ticket_may_be_left_to_standard_input() -> None:
    assert parsed("ticket", "reply", "7").text == "-"
    assert parsed("ticket", "reply", "7", "-").text == "-"
    assert parsed("ticket", "new", "--subject", "Help", "hello").text == "hello"


def test_the_page_and_its_size_are_numbers() -> None:
    found = parsed("transactions", "--page", "3", "--per-page", "100", "--type", "top_up")

    assert (found.page, found.per_page, found.type) == (3, 100, "top_up")


def test_the_language_is_read_ahead_wherever_it_stands() -> None:
    assert options.asked_language(["balance", "--lang", "ru"]) == "ru"
    assert options.asked_language(["--lang=ru", "balance"]) == "ru"
    assert options.asked_language(["--lang", "en", "balance", "--lang", "ru"]) == "ru"
    assert options.asked_language(["balance", "--lang"]) is None
    assert options.asked_language(["--", "--lang", "ru"]) is None


def test_every_text_of_argparse_that_is_met_is_listed_for_translation() -> None:
    import argparse
    from pathlib import Path

    source = Path(argparse.__file__).read_text(encoding="utf-8")
    literal = source.replace("'\n                       '", "")
    missing = {text for text in parser.argparse_texts() if text not in literal}

    newer = "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)"
    assert missing <= {newer}


def test_argparse_is_left_as_it_was() -> None:
    import gettext
    import os

    before = gettext.textdomain(), os.environ.get("LANGUAGE")
    with parser.argparse_speaks("ru"):
        assert (gettext.textdomain(), os.environ["LANGUAGE"]) == ("cabinet_tui", "ru")
    assert (gettext.textdomain(), os.environ.get("LANGUAGE")) == before


def test_a_completion_script_knows_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["completion", "bash"]) == Exit.OK

    script = capsys.readouterr().out
    assert all(name in script for name in COMMANDS)
    assert all(word in script for word in ("--dry-run", "reply", "check", "--earnings", "--wait"))


@pytest.mark.parametrize("below", [("rename", "7a", "TV"), ("remove", "7a"), ("buy", "1")])
def test_a_subscription_may_be_named_before_or_after_a_command_below(
    below: tuple[str, ...],
) -> None:
    assert parsed("devices", "--subscription", "2", *below).subscription == 2
    assert parsed("devices", *below, "--subscription", "3").subscription == 3
    assert parsed("devices", *below).subscription is None
