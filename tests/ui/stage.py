"""The whole app on a screen in memory, over services with a fake server below them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from textual.pilot import Pilot

from cabinet_tui import locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Payment, PaymentKey, Transaction, TransactionKind
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import (
    GIB,
    Server,
    Subscription,
    SubscriptionStatus,
    Traffic,
)
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.opening import Opening
from cabinet_tui.screens.key_setting import WantedKeys
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.services.gateways.extras import Extras
from cabinet_tui.settings import Settings
from studio.unseen_frames import unseen_frames
from tests.known_rules import known_rules
from tests.onlooker import Onlooker
from tests.services.fake_server import Server as FakeServer
from tests.services.house import House

USUAL = frozenset(
    {
        Capability.TRIAL_DEVICES,
        Capability.TELEGRAM_WIDGET,
        Capability.TELEGRAM_MINIAPP,
        Capability.VERIFY_BY_CODE,
        Capability.FULL_NAME,
    }
)
LINK = "https://sub.example.com/a8Kq3ZtYw0PdXn42"


def full_house(
    extras: Callable[[FakeServer], Extras] = lambda _server: Extras(),
    capabilities: frozenset[Capability] = USUAL,
) -> House:
    """An account with something of everything, on a server with these extras."""
    house = House(extras, capabilities)
    now = house.clock.now()
    server = house.server
    server.account = Account(
        id=1, email="ivan@example.com", email_verified=False, first_name="Ivan"
    )
    server.balance = Kopeks(154_050)
    server.transactions = [
        Transaction(
            id=number,
            kind=(TransactionKind.TOP_UP, TransactionKind.PURCHASE)[number % 2],
            amount=Kopeks(50_000 if number % 2 == 0 else -29_900),
            description=f"Movement {number}",
            created_at=now - timedelta(hours=130 - number),
            method="YOOKASSA_SBP",
        )
        for number in range(130, 0, -1)
    ]
    server.pending = [Payment(PaymentKey("YOOKASSA_SBP", "p1"), Kopeks(50_000), created_at=now)]
    server.subscription = Subscription(
        id=7,
        status=SubscriptionStatus.ACTIVE,
        plan="Standard",
        expires_at=now + timedelta(days=23, hours=1),
        traffic=Traffic(used=40 * GIB, limit=300 * GIB),
        devices_used=3,
        devices_limit=5,
        servers=(Server("Amsterdam", "NL"), Server("Frankfurt", "DE")),
        autopay=False,
        link=LINK,
    )
    server.tickets = [Ticket(1, "Connection problem", TicketStatus.OPEN, unread=2)]
    return house


class Stage(Onlooker):
    """The app, and what a test does with it."""

    def __init__(self, app: CabinetApp, pilot: Pilot[int], house: House) -> None:
        super().__init__(app, pilot)
        self.house = house
        self.connected_to: list[str] = []
        self.closed = 0
        self.opened: list[str] = []


@asynccontextmanager
async def staged(
    house: House,
    *,
    size: tuple[int, int] = (80, 24),
    server: str = "vpn.example.com",
    ascii_only: bool = False,
    refuse: CabinetError | None = None,
    tuning: Tuning | None = None,
    network: asyncio.Event | None = None,
    keys: WantedKeys | None = None,
    greets: bool = False,
) -> AsyncIterator[Stage]:
    """The app running over this house; ``refuse`` is what connecting fails with.

    With ``network`` nothing is connected before that is set.
    """

    async def connect(typed: str) -> Cabinet:
        stage.connected_to.append(typed)
        if network is not None:
            await network.wait()
        if refuse is not None:
            raise refuse
        return replace(house.cabinet, close=close)

    async def close() -> None:
        stage.closed += 1

    async def open_link(url: str) -> Opening:
        stage.opened.append(url)
        return Opening.OPENED

    options = AppOptions(
        profile="demo",
        server=server,
        clock=house.clock,
        open_link=open_link,
        # The language of the test is chosen: that of the account does not take its place.
        tuning=tuning or Tuning(Settings(language=locale.current(), ascii=ascii_only)),
        keys=keys or WantedKeys(),
        greets=greets,
    )
    app = CabinetApp(house.store, connect, options)
    with unseen_frames(), known_rules():
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, house)
            yield stage
