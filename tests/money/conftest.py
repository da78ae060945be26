"""Somebody signed in behind a spoiling proxy, whose program waits for nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cabinet_tui.api import http
from cabinet_tui.domain.clock import SystemClock
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.conftest import cabinet, home, shared_sandboxes
from tests.e2e.dialects import DIALECTS
from tests.money.front import Front
from tests.sandbox_server import SandboxServer

__all__ = ["cabinet", "home", "shared_sandboxes"]


@pytest.fixture(params=DIALECTS)
def dialect(request: pytest.FixtureRequest) -> str:
    """Every test here is for both."""
    return str(request.param)


@pytest.fixture
def sandbox(dialect: str, shared_sandboxes: dict[str, SandboxServer]) -> SandboxServer:
    """One for all tests that begin it anew."""
    if dialect not in shared_sandboxes:
        shared_sandboxes[dialect] = SandboxServer(dialect=dialect).start()
    return shared_sandboxes[dialect]


@pytest.fixture
def front(sandbox: SandboxServer) -> Iterator[Front]:
    with Front(sandbox) as made:
        yield made


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program in this process waits for no answer and between no looks."""
    hurry(monkeypatch)


def hurry(patch: pytest.MonkeyPatch) -> None:
    """Half a second for an answer, and next to nothing between two looks."""

    async def sleep(_clock: SystemClock, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.01))

    patch.setattr(SystemClock, "sleep", sleep)
    patch.setattr(http, "_TIMEOUT", httpx.Timeout(connect=10, read=0.5, write=10, pool=5))


@pytest.fixture
def account(cabinet: CabinetCommand, hurried: None, home: Path) -> CabinetCommand:
    """The command line in this process."""
    return cabinet
