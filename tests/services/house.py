"""All services over one fake server, wired as the program wires them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager

from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.capability import Capability
from cabinet_tui.services.cabinet import Gateways, assemble
from cabinet_tui.services.gateways.extras import Extras
from cabinet_tui.services.ground import Ground
from cabinet_tui.store.state import AppState, SessionState
from cabinet_tui.store.store import Store
from tests.held_clock import HeldClock, settle
from tests.services.fake_journal import FakeJournal, FakePaymentBook
from tests.services.fake_session import FakeSession, FakeTokens, FakeTokenStore
from tests.services.fake_shelf import FakeShelf
from tests.services.fakes import (
    FakeBalance,
    FakeInfo,
    FakeListener,
    FakeReferral,
    FakeSubscription,
    FakeTickets,
    Server,
)


class House:
    """The services of one profile, and the fakes below them.

    ``extras`` makes what only some servers have, which can then do ``capabilities`` too.
    """

    def __init__(
        self,
        extras: Callable[[Server], Extras] = lambda _server: Extras(),
        capabilities: frozenset[Capability] = frozenset(
            {Capability.RELIABLE_PUSHES, Capability.TRIAL_DEVICES}
        ),
        shelf: FakeShelf | None = None,
        server: Server | None = None,
    ) -> None:
        self.server = server or Server()
        self.shelf = shelf or FakeShelf()
        self.wire = self.server.wire
        self.clock = HeldClock()
        self.store = Store(AppState(session=SessionState(subject="1"), capabilities=capabilities))
        self.tokens = FakeTokens(Tokens(access="kept"))
        self.listener = FakeListener()
        self.closed = 0
        self.journal = FakeJournal()
        self.payment_book = FakePaymentBook()
        self.ground = Ground.of(self.store, self.clock, self.journal)
        self.extras = extras(self.server)
        gateways = Gateways(
            session=FakeSession(self.server),
            balance=FakeBalance(self.server),
            subscription=FakeSubscription(self.server),
            referral=FakeReferral(self.server),
            tickets=FakeTickets(self.server),
            info=FakeInfo(self.server),
            tokens=self.tokens,
            token_store=FakeTokenStore(),
            listener=self.listener,
            payment_book=self.payment_book,
            extras=self.extras,
            last_known=shelf,
            words=shelf,
        )
        self.cabinet = cabinet = assemble(self.ground, gateways, self._close)
        self.loader = self.ground.loader
        self.session = cabinet.session
        self.balance = cabinet.balance
        self.payments = cabinet.payments
        self.promo = cabinet.promo
        self.tariffs = cabinet.tariffs
        self.subscription = cabinet.subscription
        self.intents = cabinet.intents
        self.referrals = cabinet.referrals
        self.withdrawals = cabinet.withdrawals
        self.gifts = cabinet.gifts
        self.cards = cabinet.cards
        self.tickets = cabinet.tickets
        self.info = cabinet.info
        self.blocks = cabinet.blocks
        self.watch = cabinet.watch
        self.router = cabinet.watch.router

    async def _close(self) -> None:
        self.closed += 1

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
