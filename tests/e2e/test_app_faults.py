"""A server that fails: what was known stays, the error can be read, `r` brings it back."""

import asyncio
import re
from typing import Any

import pytest

from tests.e2e.live import ledger, live, rubles, waiting_payment
from tests.sandbox_server import SandboxServer

SLOW = 25.0
PAGE = "<html><body><h1>Just a moment...</h1></body></html>"
FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "500": ({"status": 500}, "The server failed (500)"),
    "an HTML page": (
        {"status": 200, "body": PAGE, "content_type": "text/html"},
        "did not answer like a cabinet",
    ),
    "a bad gateway": ({"status": 502, "body": PAGE, "content_type": "text/html"}, "failed (502)"),
    "half an answer": ({"cut": "midway"}, "cannot be reached"),
    "a cut connection": ({"cut": "before"}, "cannot be reached"),
}


@pytest.mark.parametrize(("fault", "complaint"), FAULTS.values(), ids=FAULTS)
async def test_a_balance_that_cannot_be_read_stays_with_its_age_until_it_can(
    world: SandboxServer, fault: dict[str, Any], complaint: str
) -> None:
    async with live(world, size=(120, 36)) as stage:
        await stage.until_live()
        await stage.press("2")
        old = rubles(ledger(world).balance)
        await stage.until_shown(old, "45 of 45")
        world.order("faults", path="/balance", **fault)
        await stage.press("r")
        await stage.until_told(complaint)
        assert old in stage.text()
        assert re.search(r"As of \d\d:\d\d\.", stage.text())
        assert "<h1>" not in stage.text()
        world.clear_faults()
        await stage.press("r")
        await stage.until_gone("As of ")
        assert old in stage.text()
        assert complaint not in stage.words()


async def test_a_slow_answer_holds_up_nothing_else(world: SandboxServer) -> None:
    async with live(world) as stage:
        await stage.until_live()
        await stage.press("2")
        old = rubles(ledger(world).balance)
        await stage.until_shown(old, "45 of 45")
        world.order("faults", path="/balance", delay=SLOW)
        world.order("sockets/mute", muted=True)
        world.order(f"payments/{waiting_payment(world)}/finish")
        new = rubles(ledger(world).balance)
        await stage.press("r")
        await stage.until_shown(old, "46 of 46")
        await stage.press("4")
        await stage.until_shown("autopay")
        await stage.press("2")
        await stage.until_shown(old)
        world.clear_faults()
        await stage.press("r")
        await stage.until_shown(new)


async def test_the_program_ends_at_once_while_an_answer_is_awaited(
    world: SandboxServer,
) -> None:
    async with asyncio.timeout(SLOW / 2), live(world) as stage:
        await stage.until_live()
        world.order("faults", path="/balance", delay=SLOW)
        await stage.press("r")
        await stage.until(lambda: stage.state().balance.loading)
        await stage.press("q")
        await stage.until(lambda: stage.app.return_code is not None)


async def test_a_first_answer_that_never_came_says_what_to_do(world: SandboxServer) -> None:
    world.order("faults", path="/subscription", status=500)
    async with live(world, size=(120, 36)) as stage:
        await stage.until_live()
        await stage.press("4")
        await stage.until_shown("The server failed (500)", "Try again in a minute.")
        world.clear_faults()
        await stage.press("r")
        await stage.until_shown("https://sub.example.com/")
        assert "The server failed" not in stage.text()
