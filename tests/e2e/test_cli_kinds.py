"""Ways to pay that come in several kinds, from the command line, on a server that has them."""

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.dialects import BEDOLAGA
from tests.sandbox_server import SandboxServer

YOOKASSA = ("topup", "--amount", "500", "--method", "yookassa")


@pytest.fixture
def dialect() -> str:
    return BEDOLAGA


@pytest.fixture
def account(cabinet: CabinetCommand, world: SandboxServer) -> CabinetCommand:
    cabinet.sign_in(world)
    return cabinet


def posted(world: SandboxServer) -> int:
    """How many payments were asked for."""
    requests = world.look("requests")
    assert isinstance(requests, list)
    return sum(1 for request in requests if request["path"].endswith("/balance/topup"))


def test_the_kinds_are_listed(account: CabinetCommand) -> None:
    told = account("topup", "--list")
    assert "yookassa --option sbp" in told.out
    assert "yookassa --option card" in told.out

    methods = account("topup", "--list", "--json").document["methods"]
    assert isinstance(methods, list)
    (yookassa,) = (method for method in methods if method["id"] == "yookassa")
    assert {"sbp", "card"} <= {option["id"] for option in yookassa["options"]}


def test_a_kind_that_is_not_said_is_asked_for(
    account: CabinetCommand, world: SandboxServer
) -> None:
    for wrong in ((), ("--option", "cheque")):
        told = account(*YOOKASSA, *wrong, "--yes")
        assert told.code == 2
        assert "card (" in told.err
        assert "sbp (" in told.err
    assert account("topup", "--amount", "500", "--method", "cryptobot", "--option", "x").code == 2
    assert posted(world) == 0


def test_a_payment_of_one_kind(account: CabinetCommand, world: SandboxServer) -> None:
    told = account(*YOOKASSA, "--option", "SBP", "--yes", "--json")
    assert (told.code, told.document["option"]) == (0, "sbp")
    payment = told.document["payment"]
    assert isinstance(payment, dict)
    assert posted(world) == 1

    checked = account("payments", "check", "yookassa", str(payment["id"]))
    assert checked.out == "The payment still waits.\n"
