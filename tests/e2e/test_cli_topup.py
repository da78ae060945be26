"""Topping up from the command line: the address, the wait, and payments that nobody paid yet."""

import json
import re
import subprocess
import sys

import pytest

from cabinet_tui.cli import payment_wait
from cabinet_tui.domain.payment_watch import PaymentOutcome
from tests.e2e.cabinet_command import CabinetCommand
from tests.sandbox_server import SandboxServer

TOP_UP = "/balance/top-up"
SBP = ("topup", "--amount", "500", "--method", "YOOKASSA_SBP")
STARS = ("topup", "--amount", "500", "--method", "TELEGRAM_STARS")


@pytest.fixture
def account(cabinet: CabinetCommand, world: SandboxServer) -> CabinetCommand:
    """The command line of somebody who has signed in to the shared sandbox."""
    cabinet.sign_in(world)
    return cabinet


def payments(sandbox: SandboxServer) -> dict[str, str]:
    """The state of every payment by its id."""
    state = sandbox.look("state")
    assert isinstance(state, dict)
    found: dict[str, str] = state["payments"]
    return found


def balance(sandbox: SandboxServer) -> int:
    state = sandbox.look("state")
    assert isinstance(state, dict)
    return int(state["balance_kopeks"])


def sent(sandbox: SandboxServer, path: str) -> int:
    """How many requests to this path have come."""
    requests = sandbox.look("requests")
    assert isinstance(requests, list)
    return sum(1 for request in requests if request["path"] == path)


def part(document: dict[str, object], name: str) -> dict[str, object]:
    found = document[name]
    assert isinstance(found, dict)
    return found


def test_the_address_is_all_there_is_on_standard_output(
    account: CabinetCommand, world: SandboxServer
) -> None:
    before = payments(world)

    told = account(*SBP, "--yes")

    (made,) = payments(world).keys() - before.keys()
    assert (told.code, told.out) == (0, f"{world.origin}/checkout/{made}\n")
    assert "1,540.50 ₽ → 2,040.50 ₽" in told.err
    assert sent(world, TOP_UP) == 1
    assert balance(world) == 154050


def test_a_payment_as_json(account: CabinetCommand, world: SandboxServer) -> None:
    told = account("topup", "--amount", "1 500,50", "--method", "yookassa_sbp", "--yes", "--json")

    payment = part(told.document, "payment")
    assert (told.code, told.err, told.document["done"]) == (0, "", True)
    assert (payment["method"], payment["amount_kopeks"]) == ("YOOKASSA_SBP", 150050)
    assert payment["id"] in payments(world)
    assert str(payment["url"]).endswith(f"/checkout/{payment['id']}")


def test_stars_are_an_invoice(account: CabinetCommand) -> None:
    told = account(*STARS, "--yes")
    invoice = part(account(*STARS, "--yes", "--json").document, "invoice")

    assert re.fullmatch(r"https://t\.me/\$\w+\n", told.out)
    assert "1000 Telegram Stars" in told.err
    assert (invoice["amount_kopeks"], invoice["stars"]) == (50000, 1000)


def test_a_code_to_scan(account: CabinetCommand) -> None:
    lines = account(*SBP, "--qr", "--yes").out.splitlines()

    assert lines[0].startswith("http://")
    assert set("".join(lines[1:])) == {" ", "#"}


def test_a_rehearsal_makes_no_payment(account: CabinetCommand, world: SandboxServer) -> None:
    before = payments(world)

    told = account(*SBP, "--dry-run")
    document = account("--read-only", *SBP, "--dry-run", "--json").document

    assert told.code == 0
    assert "500.00 ₽" in told.out
    assert (document["done"], document["amount_kopeks"]) == (False, 50000)
    assert payments(world) == before


@pytest.mark.parametrize(
    ("amount", "method", "code", "words"),
    [
        ("99.99", "YOOKASSA_SBP", 1, "The smallest amount is 100.00 ₽."),
        ("300000.01", "YOOKASSA_CARD", 1, "The largest amount is 300,000.00 ₽."),
        ("49", "TELEGRAM_STARS", 1, "The smallest amount is 50.00 ₽."),
        ("500", "TRIBUTE", 3, "cabinet-tui topup --list"),
        ("500", "BARTER", 3, "cabinet-tui topup --list"),
    ],
)
def test_what_a_method_does_not_take_is_not_sent(
    account: CabinetCommand, world: SandboxServer, amount: str, method: str, code: int, words: str
) -> None:
    before = payments(world)

    told = account("topup", "--amount", amount, "--method", method, "--yes", "--json")

    assert told.code == code
    assert words in told.complaint
    assert told.document["done"] is False
    assert payments(world) == before


@pytest.mark.parametrize("command", [SBP, ("payments", "check", "YOOKASSA_SBP", "1")])
def test_read_only_refuses_before_anything_is_sent(
    account: CabinetCommand, world: SandboxServer, command: tuple[str, ...]
) -> None:
    seen = world.look("requests")

    told = account("--read-only", *command, *(["--yes"] if command == SBP else []))

    assert told.code == 2
    assert "--read-only" in told.complaint
    assert world.look("requests") == seen


def test_without_a_terminal_a_yes_has_to_be_said(
    account: CabinetCommand, world: SandboxServer
) -> None:
    told = account(*SBP)

    assert told.code == 2
    assert "--yes" in told.complaint
    assert sent(world, TOP_UP) == 0


def test_a_method_has_to_be_named(account: CabinetCommand) -> None:
    told = account("topup", "--amount", "500", "--yes")

    assert told.code == 2
    assert "topup --list" in told.complaint


def test_a_cut_answer_finds_the_payment_that_was_made(
    account: CabinetCommand, world: SandboxServer
) -> None:
    before = payments(world)
    world.order("faults", path=TOP_UP, cut="after")

    told = account(*SBP, "--yes", "--json")

    (made,) = payments(world).keys() - before.keys()
    error = part(told.document, "error")
    assert told.code == 9
    assert told.document["done"] is True
    assert part(error, "payment")["id"] == made
    assert "the payment is there; nothing was charged" in told.complaint
    assert sent(world, TOP_UP) == 1
    assert balance(world) == 154050


def test_a_lost_request_made_no_payment(account: CabinetCommand, world: SandboxServer) -> None:
    before = payments(world)
    world.order("faults", path=TOP_UP, cut="before")

    told = account(*SBP, "--yes", "--json")

    assert (told.code, told.document["done"]) == (9, False)
    assert "no payment is there, and nothing was charged" in told.complaint
    assert payments(world) == before


def test_a_limit_is_told_and_not_tried_again(account: CabinetCommand, world: SandboxServer) -> None:
    world.order("faults", path=TOP_UP, status=429, headers={"Retry-After": "7"})

    told = account(*SBP, "--yes")

    assert told.code == 6
    assert "Try again in 7 seconds." in told.err
    assert sent(world, TOP_UP) == 1


@pytest.mark.parametrize(
    ("order", "code", "outcome", "words", "gained"),
    [
        ("finish", 0, "paid", "The payment has arrived.", 50000),
        ("decline", 1, "declined", "The payment was declined.", 0),
    ],
)
def test_waiting_ends_with_the_payment(
    account: CabinetCommand,
    world: SandboxServer,
    order: str,
    code: int,
    outcome: str,
    words: str,
    gained: int,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cabinet_tui", *SBP, "--wait", "--yes", "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            found = re.search(r"/checkout/(\S+)", process.stderr.readline())
            assert found
            world.order(f"payments/{found.group(1)}/{order}")
            document = json.loads(process.stdout.read())

            assert process.wait(20) == code
        finally:
            process.kill()
        assert words in process.stderr.read()
    assert (document["done"], document["outcome"]) == (True, outcome)
    assert balance(world) == 154050 + gained


def test_waiting_for_stars(account: CabinetCommand, world: SandboxServer) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "cabinet_tui", *STARS, "--wait", "--yes"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            world.order("invoices/pay", invoice_link=address)

            assert process.wait(20) == 0
        finally:
            process.kill()
    assert balance(world) == 204050


@pytest.mark.parametrize("outcome", list(PaymentOutcome))
def test_every_end_of_a_payment_has_its_words_and_its_code(outcome: PaymentOutcome) -> None:
    codes = {PaymentOutcome.PAID: 0, PaymentOutcome.DECLINED: 1, PaymentOutcome.EXPIRED: 1}

    assert payment_wait.sentence(outcome)
    assert payment_wait.exit_code(outcome) == codes.get(outcome, 9)


def test_a_payment_is_asked_about(account: CabinetCommand, world: SandboxServer) -> None:
    (waiting,) = payments(world)
    check = ("payments", "check", "YOOKASSA_SBP", waiting)

    pending = account(*check)
    world.order(f"payments/{waiting}/finish?silently=true")
    paid = account(*check, "--json")
    again = account("payments", "--json", "check", "YOOKASSA_SBP", waiting)

    assert (pending.code, pending.out) == (9, "The payment still waits.\n")
    assert (paid.code, paid.document["state"]) == (0, "paid")
    assert again.document["state"] == "paid"
    assert balance(world) == 204050
    assert account("payments").code == 3


def test_a_declined_payment_is_told_so(account: CabinetCommand, world: SandboxServer) -> None:
    (waiting,) = payments(world)
    world.order(f"payments/{waiting}/decline")

    told = account("payments", "check", "YOOKASSA_SBP", waiting)

    assert (told.code, told.out) == (1, "The payment was declined.\n")


def test_no_such_payment(account: CabinetCommand) -> None:
    told = account("payments", "check", "YOOKASSA_SBP", "nothing")

    assert (told.code, told.out) == (3, "")
