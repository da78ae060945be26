"""Gateways and a listener in memory: each satisfies its Protocol and can fail or hold an answer."""

import asyncio
from collections.abc import Callable, Sequence

from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import NotFound
from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionSummary,
    Tariff,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Conversation, Message, Ticket
from tests.services.fake_server import STARS_LINK, Server, page_of, transaction
from tests.services.wire import DOWN, Wire

__all__ = ["DOWN", "Server", "Wire", "transaction"]


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
        return await self._server.wire.answer("transactions", page_of(rows, page, per_page))

    async def payment_methods(self) -> Sequence[PaymentMethod]:
        return await self._server.wire.answer("methods", list(self._server.methods))

    async def top_up(self, amount: Kopeks, method: str, option: str = "") -> Payment:
        return await self._server.wire.change(
            "top_up", lambda: self._server.open_payment(amount, method)
        )

    async def stars_invoice(self, amount: Kopeks) -> StarsInvoice:
        return await self._server.wire.change(
            "stars_invoice", lambda: StarsInvoice(STARS_LINK, amount, 2 * amount // 100)
        )

    async def pending_payments(self) -> Sequence[Payment]:
        return await self._server.wire.answer("pending", list(self._server.pending))

    async def check_payment(self, key: PaymentKey) -> PaymentCheck:
        state = self._server.checks.get(key)
        if state is None:
            await self._server.wire.answer("check", None)
            raise NotFound
        return await self._server.wire.answer("check", PaymentCheck(state))

    async def activate_promo(self, code: str, subscription_id: int | None = None) -> PromoResult:
        self._server.code_for = subscription_id
        return await self._server.wire.change("promo", lambda: self._server.redeem(code))


class FakeSubscription:
    """Satisfies ``SubscriptionGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def subscription(self, subscription_id: int | None = None) -> Subscription | None:
        self._server.asked_of = subscription_id
        held = self._server.meant(subscription_id)
        return await self._server.wire.answer("subscription", held)

    async def summary(self, subscription_id: int | None = None) -> SubscriptionSummary:
        raise NotImplementedError

    async def trial_offer(self) -> TrialOffer:
        return await self._server.wire.answer("trial_offer", self._server.trial)

    async def activate_trial(self, request: TrialRequest) -> Receipt:
        return await self._server.wire.change(
            "activate_trial", lambda: self._server.start_trial(request)
        )

    async def tariffs(self, subscription_id: int | None = None) -> Sequence[Tariff]:
        self._server.asked_of = subscription_id
        return await self._server.wire.answer("tariffs", list(self._server.tariffs))

    async def purchase(self, request: PurchaseRequest) -> Receipt:
        return await self._server.wire.change("purchase", lambda: self._server.buy(request))

    async def renewal_options(self, subscription_id: int | None = None) -> Sequence[RenewalOption]:
        self._server.asked_of = subscription_id
        return await self._server.wire.answer("options", list(self._server.options))

    async def renew(self, request: RenewalRequest) -> Receipt:
        return await self._server.wire.change("renew", lambda: self._server.renew(request))

    async def set_autopay(self, *, enabled: bool, subscription_id: int | None = None) -> bool:
        self._server.asked_of = subscription_id
        return await self._server.wire.change("autopay", lambda: self._server.autopay(enabled))


class FakeReferral:
    """Satisfies ``ReferralGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def stats(self) -> ReferralStats:
        return await self._server.wire.answer("stats", self._server.stats)

    async def referrals(self, page: int = 1, per_page: int = 20) -> Page[Referral]:
        answer = page_of(self._server.referrals, page, per_page)
        return await self._server.wire.answer("referrals", answer)

    async def earnings(self, page: int = 1, per_page: int = 20) -> Page[Earning]:
        answer = page_of(self._server.earnings, page, per_page)
        return await self._server.wire.answer("earnings", answer)


class FakeTickets:
    """Satisfies ``TicketsGateway``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    async def tickets(self) -> Sequence[Ticket]:
        return await self._server.wire.answer("tickets", list(self._server.tickets))

    async def open_ticket(self, subject: str, text: str) -> Ticket:
        return await self._server.wire.change(
            "open_ticket", lambda: self._server.open_ticket(subject, text)
        )

    async def conversation(self, ticket_id: int) -> Conversation:
        if ticket_id not in self._server.talks:
            await self._server.wire.answer("conversation", None)
            raise NotFound
        talk = await self._server.wire.change(
            "conversation", lambda: self._server.read_ticket(ticket_id)
        )
        return Conversation(ticket_id, talk)

    async def reply(self, ticket_id: int, text: str) -> Message:
        return await self._server.wire.change(
            "reply", lambda: self._server.write(ticket_id, text, from_support=False)
        )

    async def close_ticket(self, ticket_id: int) -> None:
        await self._server.wire.change("close_ticket", lambda: self._server.close_ticket(ticket_id))


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
