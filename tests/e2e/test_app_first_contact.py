"""The app before a server that is none, or is another one than it was."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cabinet_tui import bootstrap
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.bootstrap import MEMORY, Target
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store
from tests.e2e.live import LiveStage, as_spoken
from tests.front import Answer, Front, Passage, html, json, portal
from tests.sandbox_server import SandboxServer


@asynccontextmanager
async def opened(front: Front, sandbox: SandboxServer) -> AsyncIterator[LiveStage]:
    """The app with a profile of this server, which nobody has signed in to."""
    target = Target("demo", front.origin, MEMORY)
    store = Store()

    async def connect(_typed: str) -> Cabinet:
        return await bootstrap.connect(target, store)

    host = bootstrap.host(target)
    app = CabinetApp(store, connect, AppOptions(profile="demo", server=host, tuning=as_spoken()))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        yield LiveStage(app, pilot, sandbox)


@pytest.mark.parametrize("stranger", [html, json, portal])
async def test_a_stranger_is_told_where_the_sign_in_is(
    world: SandboxServer, stranger: Answer
) -> None:
    with Front(stranger) as front:
        async with opened(front, world) as stage:
            await stage.until_told("There is no cabinet at 127.0.0.1:", "Check the server address.")
            await stage.until_shown("Password")
            assert len(front.asked) <= 2


async def test_an_upgrade_under_the_running_app_is_followed(world: SandboxServer) -> None:
    passage = Passage(world.origin)
    with SandboxServer(dialect="bedolaga") as after, Front(passage) as front:
        async with opened(front, world) as stage:
            await stage.sign_in()
            await stage.until_shown("Lately")
            documented = stage.state().capabilities
            passage.behind = after.origin
            await stage.press("r")
            await stage.until(lambda: stage.state().capabilities != documented)
            await stage.sign_in()
            await stage.until(lambda: stage.state().subscription.value is not None)
            assert not stage.state().server_changed
            assert stage.state().balance.error is None
