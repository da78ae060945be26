"""The services of the real program over the sandbox."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from cabinet_tui.bootstrap import MEMORY, Target, connect
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.link import LinkStatus
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store
from tests.sandbox_server import SandboxServer
from tests.services.house import background

PATIENCE = 20.0


class HurriedClock(SystemClock):
    """The clock of the machine for somebody who waits for nothing."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


@asynccontextmanager
async def visiting(sandbox: SandboxServer, *, hurried: bool = False) -> AsyncIterator[Cabinet]:
    """A cabinet before anybody has signed in, closed at the end."""
    clock = HurriedClock() if hurried else SystemClock()
    cabinet = await connect(Target("test", sandbox.url, MEMORY), Store(), clock)
    try:
        yield cabinet
    finally:
        await cabinet.close()


@asynccontextmanager
async def signed_in(sandbox: SandboxServer, *, hurried: bool = False) -> AsyncIterator[Cabinet]:
    """A cabinet with everything read once, closed at the end."""
    async with visiting(sandbox, hurried=hurried) as cabinet:
        await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        await asyncio.gather(
            cabinet.balance.refresh(),
            cabinet.balance.refresh_history(),
            cabinet.tickets.refresh(),
            cabinet.subscription.refresh(),
        )
        yield cabinet


@asynccontextmanager
async def watched(sandbox: SandboxServer) -> AsyncIterator[Cabinet]:
    """A cabinet with pushes coming in."""
    async with signed_in(sandbox) as cabinet, background(cabinet.watch.run()):
        await until(cabinet.store, is_live)
        yield cabinet


async def until(store: Store, holds: Callable[[AppState], bool]) -> AppState:
    reached = asyncio.Event()

    def look(state: AppState) -> None:
        if holds(state):
            reached.set()

    unsubscribe = store.subscribe(look)
    look(store.state)
    try:
        async with asyncio.timeout(PATIENCE):
            await reached.wait()
    finally:
        unsubscribe()
    return store.state


def is_live(state: AppState) -> bool:
    return state.link.status is LinkStatus.LIVE
