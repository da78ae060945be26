"""An account with something of everything, for tests of what is above the services."""

from collections.abc import Callable
from datetime import timedelta

from cabinet_tui.domain.account import Account
from cabinet_tui.domain.balance import Payment, PaymentKey, Transaction, TransactionKind
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.subscription import (
    GIB,
    Server,
    Subscription,
    SubscriptionStatus,
    Traffic,
)
from cabinet_tui.domain.ticket import Ticket, TicketStatus
from cabinet_tui.services.gateways.extras import Extras
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
