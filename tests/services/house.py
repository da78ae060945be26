"""All services over one fake server, wired as the program wires them."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

from cabinet_tui.domain.account import Tokens
from cabinet_tui.services.balance import BalanceService
from cabinet_tui.services.info import InfoService
from cabinet_tui.services.loader import Loader
from cabinet_tui.services.payments import PaymentsService
from cabinet_tui.services.router import EventRouter
from cabinet_tui.services.session import SessionService
from cabinet_tui.services.subscription import SubscriptionService
from cabinet_tui.services.tickets import TicketsService
from cabinet_tui.services.watch import Watch
from cabinet_tui.store.state import AppState
from cabinet_tui.store.store import Store
from tests.held_clock import HeldClock, settle
from tests.services.fake_session import FakeSession, FakeTokens, FakeTokenStore
from tests.services.fakes import (
    FakeBalance,
    FakeInfo,
    FakeListener,
    FakeSubscription,
    FakeTickets,
    Server,
)


class House:
    """The services of one profile, and the fakes below them."""

    def __init__(self) -> None:
        self.server = Server()
        self.wire = self.server.wire
        self.clock = HeldClock()
        self.store = Store()
        self.tokens = FakeTokens(Tokens(access="kept"))
        self.listener = FakeListener()
        self.loader = Loader(self.store, self.clock)
        self.session = SessionService(
            self.store,
            self.loader,
            self.clock,
            FakeSession(self.server),
            self.tokens,
            FakeTokenStore(),
        )
        balance = FakeBalance(self.server)
        self.balance = BalanceService(self.store, self.loader, self.clock, balance)
        self.payments = PaymentsService(self.loader, balance)
        self.subscription = SubscriptionService(self.loader, FakeSubscription(self.server))
        self.tickets = TicketsService(self.loader, FakeTickets(self.server))
        self.info = InfoService(self.loader, FakeInfo(self.server))
        self.router = EventRouter(
            self.store,
            self.clock,
            self.session,
            self.balance,
            self.payments,
            self.subscription,
            self.tickets,
        )
        self.watch = Watch(
            self.store, self.clock, self.listener, self.router, self.balance, self.tickets
        )

    def state(self) -> AppState:
        """The state now: a call, since mypy takes an attribute to stay what it was."""
        return self.store.state

    async def load_everything(self) -> None:
        await asyncio.gather(
            self.session.refresh(),
            self.balance.refresh(),
            self.balance.refresh_history(),
            self.payments.refresh(),
            self.subscription.refresh(),
            self.tickets.refresh(),
            self.info.refresh(),
        )
        self.wire.calls.clear()

    @asynccontextmanager
    async def routing(self) -> AsyncIterator[None]:
        """While the router reads again what events changed."""
        async with background(self.router.run()):
            yield

    @asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """While the watch is kept, signed in."""
        await self.session.restore()
        async with background(self.watch.run()):
            yield


@asynccontextmanager
async def background(work: Coroutine[None, None, None]) -> AsyncIterator[asyncio.Task[None]]:
    """Work that goes on beside; what goes wrong in it is raised at the end."""
    task = asyncio.create_task(work)
    await settle()
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            task.result()
