"""What a person sees at the start after the program was killed in the midst of moving money."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cabinet_tui import bootstrap
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.bootstrap import Target
from cabinet_tui.cli import questions
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store
from studio.unseen_frames import unseen_frames
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import LiveStage, as_spoken
from tests.known_rules import known_rules
from tests.money.child import AFTER_THE_END, AFTER_THE_LINE, BEFORE_THE_END, PATIENT
from tests.money.deeds import DEEDS
from tests.money.front import PATIENCE, Front, silence_after
from tests.money.lines import journal_of
from tests.money.test_killed import must_die, run_child
from tests.sandbox_server import SandboxServer


@pytest.fixture
def killed(
    request: pytest.FixtureRequest, cabinet: CabinetCommand, sandbox: SandboxServer, front: Front
) -> None:
    """A program began one of the deeds and was killed at this point."""
    name, point = request.param
    deed = DEEDS[name]
    sandbox.begin(deed.scenario)
    cabinet.sign_in(sandbox, server=front.url)
    with run_child(point, *deed.command(sandbox.dialect), "--yes") as child:
        must_die(child)


@asynccontextmanager
async def app(sandbox: SandboxServer, front: Front) -> AsyncIterator[LiveStage]:
    """The whole program with what is kept on this computer."""
    target = Target("default", front.url, "file")
    store = Store()

    async def connect(_typed: str) -> Cabinet:
        return await bootstrap.connect(target, store)

    with unseen_frames(), known_rules():
        made = CabinetApp(
            store, connect, AppOptions(server=bootstrap.host(target), tuning=as_spoken())
        )
        async with made.run_test(size=(120, 40), notifications=True) as pilot:
            yield LiveStage(made, pilot, sandbox)


@pytest.mark.parametrize("killed", [("purchase", BEFORE_THE_END)], indirect=True)
async def test_the_app_tells_that_it_was_done_after_all(
    killed: None, sandbox: SandboxServer, front: Front
) -> None:
    async with app(sandbox, front) as stage:
        await stage.until_said("it was done, 449.10 ₽ was charged.")
        await stage.until(lambda: not stage.state().open_money)
    async with app(sandbox, front) as stage:
        # Told once.
        await stage.until(lambda: stage.state().history.items.is_known)
        assert not stage.state().open_money


@pytest.mark.parametrize("killed", [("promo", AFTER_THE_LINE)], indirect=True)
async def test_the_app_says_what_nobody_knows(
    killed: None, sandbox: SandboxServer, front: Front
) -> None:
    line = "It is not known what became of “Promo code: NE…”"
    async with app(sandbox, front) as stage:
        await stage.until_shown("Needs you", line)
        await stage.press("enter")
        await stage.until_shown("No answer came")
        await stage.press("d")
        await stage.until_gone(line)
    async with app(sandbox, front) as stage:
        await stage.until(lambda: stage.state().history.items.is_known)
        assert not stage.state().open_money


@pytest.mark.parametrize("killed", [("top-up", AFTER_THE_END)], indirect=True)
async def test_the_app_goes_on_watching_a_payment_with_its_link(
    killed: None, sandbox: SandboxServer, front: Front
) -> None:
    async with app(sandbox, front) as stage:
        await stage.until(lambda: any(watch.is_watched for watch in stage.state().payment_watches))
        (watch,) = stage.state().payment_watches
        assert "/checkout/" in watch.url
        await stage.until_shown("A payment of 777.00 ₽ is waiting")
        sandbox.order(f"payments/{watch.key.id}/finish")
        await stage.until_said("777")
        await stage.until(lambda: stage.state().payment_watches[0].outcome == "paid")
    async with app(sandbox, front) as stage:
        await stage.until(lambda: stage.state().pending.is_known)
        assert stage.state().payment_watches == ()


@pytest.mark.parametrize("yes", [True, False])
@pytest.mark.parametrize("killed", [("purchase", BEFORE_THE_END)], indirect=True)
def test_a_person_at_the_terminal_is_asked_before_it_is_done_once_more(
    yes: bool,
    killed: None,
    account: CabinetCommand,
    sandbox: SandboxServer,
    front: Front,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    charged = DEEDS["purchase"].done(sandbox)
    asked = []

    def agreed(question: str) -> bool:
        asked.append(question)
        return yes or len(asked) == 1

    monkeypatch.setattr(questions, "can_ask", lambda: True)
    monkeypatch.setattr(questions, "agreed", agreed)
    told = account(*DEEDS["purchase"].command(sandbox.dialect))
    assert [question[:3] for question in asked] == ["Pay", "Do "]
    assert "it was done, 449.10 ₽ was charged" in told.err
    assert told.code == (0 if yes else 9)
    assert DEEDS["purchase"].done(sandbox) - charged == int(yes)


@pytest.mark.parametrize("killed", [("promo", AFTER_THE_LINE)], indirect=True)
def test_what_nobody_knows_can_be_put_away_by_a_command(
    killed: None, account: CabinetCommand, sandbox: SandboxServer, front: Front
) -> None:
    listed = account("payments")
    assert listed.code == 9
    assert "Promo code: NE…" in listed.err
    assert "not known" in listed.err
    assert "Promo code" not in listed.out
    (line,) = journal_of(account("payments", "--json"))
    told = account("autopay", "on", "--yes")
    assert f"payments dismiss {line['id']}" in told.err
    assert account("payments", "dismiss", str(line["id"]), "--json").document["done"] is True
    assert account("payments", "dismiss", str(line["id"])).code == 3
    assert account("payments", "--json").code != 9


@pytest.mark.parametrize("killed", [("top-up", AFTER_THE_END)], indirect=True)
def test_a_payment_that_was_lost_has_its_link_in_the_list(
    killed: None, account: CabinetCommand, sandbox: SandboxServer, front: Front
) -> None:
    listed = account("payments", "--json").document["payments"]
    assert isinstance(listed, list)
    (ours,) = [payment for payment in listed if payment["amount_kopeks"] == 77700]
    assert "/checkout/" in ours["url"]


def test_another_program_that_is_at_it_is_waited_for(
    account: CabinetCommand, sandbox: SandboxServer, front: Front, dialect: str
) -> None:
    deed = DEEDS["purchase"]
    sandbox.begin(deed.scenario)
    account.sign_in(sandbox, server=front.url)
    before = deed.done(sandbox)
    front.arm(deed.path(dialect), silence_after)
    with run_child(PATIENT, *deed.command(dialect), "--yes") as child:
        assert front.struck.wait(PATIENCE)
        told = account(*deed.command(dialect), "--yes", "--json")
        child.kill()
        must_die(child)
    error = told.document["error"]
    assert isinstance(error, dict)
    assert error["code"] == "busy"
    assert deed.done(sandbox) - before == 1
