"""Gateways and a listener in memory: each satisfies its Protocol and can fail or hold an answer."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cabinet_tui.domain.account import (
    Account,
)
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import CabinetError, Unreachable
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Conversation, Message, Ticket

T = TypeVar("T")
DOWN = Unreachable(host="vpn.example.com")


class Wire:
    """What goes between the gateways and the server: counted, failed or held back at will."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failures: dict[str, CabinetError] = {}
        self._held: dict[str, list[asyncio.Future[None]]] = {}
        self._holding: set[str] = set()

    def count(self, call: str) -> int:
        return self.calls.count(call)

    def hold(self, call: str) -> None:
        """From now on this call waits for ``release``."""
        self._holding.add(call)

    def release(self, call: str, which: int = 0) -> None:
        """Let one of the calls held back be answered: 0 is the oldest."""
        self._held[call].pop(which).set_result(None)

    def pass_on(self, call: str) -> None:
        """Hold this call back no longer."""
        self._holding.discard(call)

    def held(self, call: str) -> int:
        """How many of these calls wait."""
        return len([wait for wait in self._held.get(call, []) if not wait.done()])

    async def answer(self, call: str, value: T) -> T:
        """The value as it was when asked for, or the failure that was set."""
        self.calls.append(call)
        failure = self.failures.get(call) or self.failures.get("*")
        if call in self._holding:
            wait: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._held.setdefault(call, []).append(wait)
            await wait
        if failure is not None:
            raise failure
        return value


def transaction(number: int, kind: TransactionKind = TransactionKind.TOP_UP) -> Transaction:
    return Transaction(id=number, kind=kind, amount=Kopeks(100 * number))


@dataclass
class Server:
    """What the server knows. The gateways below answer from here."""

    wire: Wire = field(default_factory=Wire)
    password: str = "right"
    account: Account = field(default_factory=lambda: Account(id=1, email="a@example.com"))
    sends_account: bool = True
    balance: Kopeks = field(default_factory=lambda: Kopeks(15_050))
    transactions: list[Transaction] = field(default_factory=list)
    pending: list[Payment] = field(default_factory=list)
    subscription: Subscription | None = field(
        default_factory=lambda: Subscription(id=7, status=SubscriptionStatus.ACTIVE)
    )
    tickets: list[Ticket] = field(default_factory=list)


class FakeBalance:
    """Satisfies ``BalanceGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def balance(self) -> Kopeks:
        return await self._server.wire.answer("balance", self._server.balance)

    async def transactions(
        self, page: int = 1, per_page: int = 20, kind: TransactionKind | None = None
    ) -> Page[Transaction]:
        rows = [row for row in self._server.transactions if kind in (None, row.kind)]
        start = (page - 1) * per_page
        pages = -(-len(rows) // per_page)
        answer = Page(tuple(rows[start : start + per_page]), page, pages, len(rows))
        return await self._server.wire.answer("transactions", answer)

    async def payment_methods(self) -> Sequence[PaymentMethod]:
        raise NotImplementedError

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        raise NotImplementedError

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        raise NotImplementedError

    async def pending_payments(self) -> Sequence[Payment]:
        return await self._server.wire.answer("pending", list(self._server.pending))

    async def check_payment(self, key: PaymentKey) -> PaymentCheck:
        raise NotImplementedError

    async def activate_promo(self, code: str) -> PromoResult:
        raise NotImplementedError


class FakeSubscription:
    """Satisfies ``SubscriptionGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def subscription(self) -> Subscription | None:
        return await self._server.wire.answer("subscription", self._server.subscription)

    async def summary(self) -> SubscriptionSummary:
        raise NotImplementedError

    async def trial_offer(self) -> TrialOffer:
        raise NotImplementedError

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        raise NotImplementedError

    async def tariffs(self) -> Sequence[Tariff]:
        raise NotImplementedError

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        raise NotImplementedError

    async def renewal_options(self) -> Sequence[RenewalOption]:
        raise NotImplementedError

    async def renew(self, request: RenewalRequest) -> Receipt:
        raise NotImplementedError

    async def set_autopay(self, *, enabled: bool) -> bool:
        raise NotImplementedError


class FakeTickets:
    """Satisfies ``TicketsGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def tickets(self) -> Sequence[Ticket]:
        return await self._server.wire.answer("tickets", list(self._server.tickets))

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        raise NotImplementedError

    async def conversation(self, ticket_id: int) -> Conversation:
        raise NotImplementedError

    async def reply(self, ticket_id: int, text: str) -> Message:
        raise NotImplementedError

    async def close_ticket(self, ticket_id: int) -> None:
        raise NotImplementedError


class FakeInfo:
    """Satisfies ``InfoGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def info(self) -> ServiceInfo:
        return await self._server.wire.answer("info", ServiceInfo(name="My VPN"))

    async def branding(self) -> Branding:
        return await self._server.wire.answer("branding", Branding(name="My VPN"))


class FakeListener:
    """Satisfies ``RealtimeListener``: the test says what the server pushes and how the link is."""

    def __init__(self) -> None:
        self.starts = 0
        self.on_event: Callable[[Event], None] = self._deaf
        self.on_link: Callable[[Link], None] = self._deaf
        self._ended = asyncio.Event()

    async def run(self, on_event: Callable[[Event], None], on_link: Callable[[Link], None]) -> None:
        self.starts += 1
        self._ended.clear()
        self.on_event, self.on_link = on_event, on_link
        try:
            await self._ended.wait()
        finally:
            self.on_event = self.on_link = self._deaf

    def end(self) -> None:
        """There is no session to listen for any more."""
        self._ended.set()

    def _deaf(self, news: Event | Link) -> None:
        raise AssertionError(f"nobody listens for {news!r}")
