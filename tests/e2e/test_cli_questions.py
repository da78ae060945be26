"""Changes asked for at a real terminal: the plan, the question, and every way to answer it."""

import sys
from time import monotonic

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.terminal import PATIENCE, Terminal
from tests.sandbox_server import SandboxServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

BUY = "/subscription/purchase-tariff"


@pytest.fixture
def account(cabinet: CabinetCommand, world: SandboxServer) -> CabinetCommand:
    """The command line of somebody who has signed in to the shared sandbox."""
    cabinet.sign_in(world)
    return cabinet


def at_terminal(*arguments: str) -> Terminal:
    return Terminal("-m", "cabinet_tui", *arguments)


def balance(sandbox: SandboxServer) -> int:
    state = sandbox.look("state")
    assert isinstance(state, dict)
    return int(state["balance_kopeks"])


@pytest.mark.parametrize(("language", "yes"), [("en", "y"), ("ru", "да")])
def test_a_yes_buys(account: CabinetCommand, world: SandboxServer, language: str, yes: str) -> None:
    with at_terminal("--lang", language, "buy", "2") as terminal:
        terminal.shows(r"1.091[.,]40 ₽")
        terminal.shows(r"449[.,]10 ₽\? \[(y/N|д/Н)\] ")
        assert balance(world) == 154050
        terminal.press(f"{yes}\n")

        assert terminal.ended() == 0
    assert balance(world) == 109140


@pytest.mark.parametrize("answer", ["\n", "n\n", "maybe\n", "\x04"], ids=repr)
def test_anything_but_a_yes_buys_nothing(
    account: CabinetCommand, world: SandboxServer, answer: str
) -> None:
    with at_terminal("buy", "2") as terminal:
        terminal.shows(r"\[y/N\] ")
        terminal.press(answer)

        assert terminal.ended() == 1
        assert "Nothing was done." in terminal.written
    assert balance(world) == 154050


def test_ctrl_c_at_the_question_is_heard_at_once(
    account: CabinetCommand, world: SandboxServer
) -> None:
    with at_terminal("buy", "2") as terminal:
        terminal.shows(r"\[y/N\] ")
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert "Traceback" not in terminal.written
    assert balance(world) == 154050


def test_ctrl_c_while_the_answer_is_awaited_tells_that_nobody_knows(
    account: CabinetCommand, world: SandboxServer
) -> None:
    world.order("faults", path=BUY, delay=3.0, cut="before")
    with at_terminal("buy", "2", "--yes") as terminal:
        terminal.shows("A discount")
        deadline = monotonic() + PATIENCE
        while not _is_on_its_way(world):
            assert monotonic() < deadline
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert "not known whether it was done" in terminal.written


def _is_on_its_way(sandbox: SandboxServer) -> bool:
    """Whether all that is read before the purchase has been read."""
    requests = sandbox.look("requests")
    assert isinstance(requests, list)
    return [request["path"] for request in requests].count("/balance/transactions") == 1


def test_a_short_balance_is_not_even_asked_about(
    cabinet: CabinetCommand, world: SandboxServer
) -> None:
    world.begin("poor")
    cabinet.sign_in(world)
    with at_terminal("buy", "1") as terminal:
        assert terminal.ended() == 5

        assert "100.00 ₽ missing" in terminal.written
        assert "[y/N]" not in terminal.written


def test_a_message_typed_at_the_terminal(account: CabinetCommand) -> None:
    with at_terminal("ticket", "reply", "2") as terminal:
        terminal.shows("Ctrl\\+D")
        terminal.press("first\nsecond\n\x04")
        terminal.shows(r"Send it\? \[y/N\] ")
        terminal.press("y\n")
        terminal.shows("Sent.")

        assert terminal.ended() == 0
    messages = account("ticket", "show", "2", "--json").document["messages"]
    assert isinstance(messages, list)
    assert messages[-1]["text"] == "first\nsecond"


def test_a_typed_message_may_still_be_given_up(account: CabinetCommand) -> None:
    with at_terminal("ticket", "new", "--subject", "Help") as terminal:
        terminal.shows("Ctrl\\+D")
        terminal.press("text\n\x04")
        terminal.shows(r"\[y/N\] ")
        terminal.press("\n")

        assert terminal.ended() == 1
    assert "Help" not in account("tickets").out


def test_ctrl_c_ends_the_wait_and_leaves_the_payment(
    account: CabinetCommand, world: SandboxServer
) -> None:
    with at_terminal(
        "topup", "--amount", "500", "--method", "YOOKASSA_SBP", "--wait", "--yes"
    ) as terminal:
        terminal.shows("stops waiting only")
        terminal.press("\x03")

        assert terminal.ended() == 130
        assert "not known" not in terminal.written
    assert len(account("payments").out.splitlines()) == 2
