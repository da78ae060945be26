"""Kept out by a real server: what a command says, and what the app shows until it is over."""

from collections.abc import Iterator

import pytest

from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.live import live
from tests.sandbox_server import SandboxServer

CHANNEL = "https://t.me/sandbox_news"
KINDS = {
    "maintenance": (7, "under maintenance: Обновляем серверы"),
    "channel": (8, f"Join, then try again: Sandbox News {CHANNEL}"),
    "blacklisted": (8, "This account is blocked."),
    "inactive": (8, "This account is blocked."),
    "deleted": (8, "?start=revive"),
}


@pytest.fixture
def sandbox() -> Iterator[SandboxServer]:
    """A server that can keep people out."""
    with SandboxServer(dialect="bedolaga") as server:
        yield server


def test_a_command_says_what_it_is_on_one_line(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    for kind, (code, words) in KINDS.items():
        sandbox.order("block", kind=kind)
        told = signed_in("balance")
        assert (told.code, told.out) == (code, ""), kind
        assert words in told.complaint
    sandbox.order("block", kind="none")
    assert signed_in("balance").code == 0


async def test_the_app_shows_a_block_over_what_is_known_until_it_is_over(
    sandbox: SandboxServer,
) -> None:
    async with live(sandbox, size=(120, 36)) as stage:
        await stage.until_shown("Lately", "₽")
        await stage.until(lambda: stage.state().balance.is_known)
        sandbox.order("block", kind="channel")
        await stage.press("r")
        await stage.until_shown("Sandbox News", CHANNEL, "Look again")
        await stage.press("escape")
        await stage.until_shown("Lately", "₽", "This is what was known at")
        sandbox.order("block", kind="none")
        await stage.press("r")
        await stage.until_told("Everything works again.")
        await stage.until_gone("This is what was known at")
        await stage.until(lambda: stage.state().balance.error is None)
