"""Withdrawals, gifts, coupons and cards from the command line, down to the sandbox's books."""

from collections.abc import Iterator

import pytest

from cabinet_tui.sandbox.bedolaga.routes.gift_lists import COUPON, FREE_GIFT
from cabinet_tui.services import appeared
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import ledger
from tests.sandbox_server import SandboxServer

DETAILS = "SBP +7 900 777-66-55"
PRICE = 29_900


@pytest.fixture
def deployed() -> Iterator[SandboxServer]:
    with SandboxServer(dialect="bedolaga") as sandbox:
        yield sandbox


@pytest.fixture
def account(
    cabinet: CabinetCommand, deployed: SandboxServer, monkeypatch: pytest.MonkeyPatch
) -> CabinetCommand:
    monkeypatch.setattr(appeared, "SECOND_LOOK", 0.0)
    assert cabinet.sign_in(deployed).code == 0
    return cabinet


def test_a_withdrawal_is_rehearsed_asked_for_listed_and_taken_back(
    account: CabinetCommand,
) -> None:
    told = account("withdrawals", "ask", "600", "--to", DETAILS, "--dry-run")
    assert told.code == 0
    assert DETAILS in told.out
    assert "700.00" in told.out
    told = account("withdrawals", "ask", "600", "--yes", "--json", typed=f"{DETAILS}\n")
    assert (told.code, told.document["done"]) == (0, True)
    assert "777" not in told.out + told.err
    request = told.document["request"]
    assert isinstance(request, dict)
    listed = account("withdrawals", "--json").document
    assert listed["pending_kopeks"] == 60_000
    assert account("withdrawals", "cancel", str(request["id"]), "--yes").code == 0
    told = account("withdrawals")
    assert "cancelled" in told.out
    told = account("withdrawals", "ask", "600", "--to", DETAILS, "--yes")
    assert told.code == 1


def test_an_unclear_withdrawal_is_told_with_its_number(
    account: CabinetCommand, deployed: SandboxServer
) -> None:
    deployed.order("faults", path="/referral/withdrawal/create", cut="after", times=1)
    told = account("withdrawals", "ask", "600", "--to", DETAILS, "--yes", "--json")
    assert (told.code, told.document["done"]) == (9, True)
    assert "777" not in told.out + told.err


def test_a_gift_is_one_charge_even_when_its_answer_is_cut(
    account: CabinetCommand, deployed: SandboxServer
) -> None:
    before = ledger(deployed)
    assert "Базовый" in account("gifts", "offer").out
    told = account("gifts", "buy", "1", "--days", "30", "--yes", "--json")
    assert told.code == 0
    gift = told.document["gift"]
    assert isinstance(gift, dict)
    assert str(gift["code"]).startswith("GIFT_")
    assert ledger(deployed).balance == before.balance - PRICE
    assert str(gift["code"]) in account("gifts").out
    deployed.order("faults", path="/gift/purchase", cut="after", times=1)
    told = account("gifts", "buy", "1", "--days", "30", "--yes", "--json")
    assert (told.code, told.document["done"]) == (9, True)
    assert ledger(deployed).balance == before.balance - 2 * PRICE
    told = account("gifts", "buy", "4", "--days", "365", "--yes")
    assert told.code == 5
    told = account("gifts", "buy", "1", "--days", "30", "--method", "yookassa", "--yes")
    assert "/pay" in told.out
    assert ledger(deployed).balance == before.balance - 2 * PRICE


def test_codes_of_all_kinds_are_taken_and_cards_are_removed(account: CabinetCommand) -> None:
    told = account("coupon", f"https://t.me/some_bot?start=coupon_{COUPON}", "--yes", "--json")
    assert (told.code, told.document["bonus_days"]) == (0, 14)
    told = account("gifts", "activate", FREE_GIFT, "--yes", "--json")
    assert (told.code, told.document["bonus_days"]) == (0, 30)
    assert account("coupon", COUPON, "--yes").code == 1
    assert "4417" in account("cards").out
    assert account("cards", "remove", "1", "--yes").code == 0
    assert "4417" not in account("cards").out
    assert account("cards", "remove", "1", "--yes").code == 3


def test_a_promo_code_for_one_of_several_says_which_there_are(
    account: CabinetCommand, deployed: SandboxServer
) -> None:
    deployed.order("several", enabled=True)
    assert account("buy", "1", "--days", "30", "--yes").code == 0
    told = account("promo", "WEEK7", "--yes")
    assert told.code == 2
    assert "--subscription" in told.err
    number = told.err.partition("with one of: ")[2].split()[0]
    assert account("promo", "WEEK7", "--subscription", number, "--yes").code == 0


def test_a_server_without_them_says_so(cabinet: CabinetCommand, world: SandboxServer) -> None:
    cabinet.sign_in(world)
    for command in (("withdrawals",), ("cards",), ("gifts",), ("gifts", "offer")):
        assert cabinet(*command).code == 3
