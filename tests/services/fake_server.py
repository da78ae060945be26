"""What a server knows and does, in memory: the fake gateways answer from here."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from cabinet_tui.domain.account import Account, Registered, Registration
from cabinet_tui.domain.balance import (
    Payment,
    PaymentKey,
    PaymentMethod,
    PaymentState,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.errors import BalanceTooLow, NotFound, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.session import SignedIn
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Subscription,
    SubscriptionStatus,
    Tariff,
    Traffic,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from tests.held_clock import START
from tests.services.wire import Wire

T = TypeVar("T")
STARS_LINK = "https://t.me/$invoice"
SBP = PaymentMethod("SBP", "SBP", minimum=Kopeks(10_000), maximum=Kopeks(300_000))
STARS = PaymentMethod("TELEGRAM_STARS", "Stars", minimum=Kopeks(5_000), maximum=Kopeks(250_000))
CLOSED = PaymentMethod("TRIBUTE", "Tribute", enabled=False)
STANDARD = Tariff(
    2,
    "Standard",
    (Period(30, Kopeks(44_910), Kopeks(49_900), 10), Period(90, Kopeks(127_245))),
    traffic_gb=300,
    devices=5,
)
BASIC = Tariff(1, "Basic", (Period(30, Kopeks(10_000)),), traffic_gb=100, devices=3)
RENEWALS = (
    RenewalOption(30, Kopeks(29_900), traffic_gb=100),
    RenewalOption(30, Kopeks(44_910), traffic_gb=300, discount_percent=10),
    RenewalOption(90, Kopeks(127_245), traffic_gb=300),
)


def transaction(number: int, kind: TransactionKind = TransactionKind.TOP_UP) -> Transaction:
    return Transaction(id=number, kind=kind, amount=Kopeks(100 * number))


def page_of(rows: Sequence[T], page: int, per_page: int) -> Page[T]:
    start = (page - 1) * per_page
    pages = -(-len(rows) // per_page)
    return Page(tuple(rows[start : start + per_page]), page, pages, len(rows))


@dataclass
class Server:
    """One account on a server; its day is always ``START``."""

    wire: Wire = field(default_factory=Wire)
    password: str = "right"
    account: Account = field(default_factory=lambda: Account(id=1, email="a@example.com"))
    sends_account: bool = True
    verified_as: SignedIn | None = None
    balance: Kopeks = field(default_factory=lambda: Kopeks(15_050))
    transactions: list[Transaction] = field(default_factory=list)
    methods: list[PaymentMethod] = field(default_factory=lambda: [SBP, STARS, CLOSED])
    pending: list[Payment] = field(default_factory=list)
    checks: dict[PaymentKey, PaymentState | str] = field(default_factory=dict)
    subscription: Subscription | None = field(
        default_factory=lambda: Subscription(id=7, status=SubscriptionStatus.ACTIVE)
    )
    tariffs: list[Tariff] = field(default_factory=lambda: [BASIC, STANDARD])
    options: list[RenewalOption] = field(default_factory=lambda: list(RENEWALS))
    trial: TrialOffer = field(default_factory=lambda: TrialOffer(available=False))
    stats: ReferralStats = field(default_factory=lambda: ReferralStats("ABC", "https://t.me/b"))
    referrals: list[Referral] = field(default_factory=list)
    earnings: list[Earning] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    talks: dict[int, tuple[Message, ...]] = field(default_factory=dict)
    wants_server: str = ""
    asked_of: int | None = None
    code_for: int | None = None
    sent: list[object] = field(default_factory=list)
    others: list[Subscription] = field(default_factory=list)

    def post(self, kind: TransactionKind, amount: int, method: str = "") -> Transaction:
        """Move money; BalanceTooLow below zero."""
        if self.balance + amount < 0:
            raise BalanceTooLow(
                required=Kopeks(-amount),
                available=self.balance,
                missing=Kopeks(-amount - self.balance),
            )
        number = 1000 + len(self.transactions)
        row = Transaction(number, kind, Kopeks(amount), created_at=START, method=method)
        self.transactions.insert(0, row)
        self.balance = Kopeks(self.balance + amount)
        return row

    def register(self, registration: Registration) -> Registered:
        self.sent.append(registration)
        return Registered("Registered", registration.email, verification_required=True)

    def verify(self, code: str) -> str:
        self.sent.append(code)
        self.account = replace(self.account, email_verified=True)
        return "Verified"

    def open_payment(self, amount: Kopeks, method: str) -> Payment:
        key = PaymentKey(method, f"p{len(self.checks) + 1}")
        payment = Payment(key, amount, url="https://pay.example.com/1")
        self.pending.append(payment)
        self.checks[key] = PaymentState.PENDING
        return payment

    def pay(self, payment: Payment) -> None:
        """The payer paid."""
        self.pending = [kept for kept in self.pending if kept.key != payment.key]
        self.checks[payment.key] = PaymentState.PAID
        self.post(TransactionKind.TOP_UP, payment.amount, payment.key.method)

    def decline(self, payment: Payment) -> None:
        """The provider refused."""
        self.pending = [kept for kept in self.pending if kept.key != payment.key]
        self.checks[payment.key] = PaymentState.FAILED

    def redeem(self, code: str) -> PromoResult:
        self.sent.append(code)
        self.post(TransactionKind.BONUS, 50_000)
        return PromoResult("Done", "balance", Kopeks(50_000))

    def buy(self, request: PurchaseRequest) -> Receipt:
        self.sent.append(request)
        if self.wants_server:
            raise Rejected(detail=self.wants_server)
        tariff = next((known for known in self.tariffs if known.id == request.tariff_id), None)
        if tariff is None:
            raise NotFound
        price = next(period.price for period in tariff.periods if period.days == request.days)
        row = self.post(TransactionKind.PURCHASE, -price)
        old = self._extended(tariff)
        runs = old is not None and old.expires_at is not None and not old.is_trial
        start = old.expires_at if old is not None and runs else START
        gigabytes = tariff.traffic_gb
        held = Subscription(
            id=old.id if old else 1 + max((held.id for held in self.every()), default=6),
            tariff_id=tariff.id,
            status=SubscriptionStatus.ACTIVE,
            plan=tariff.name,
            expires_at=(start or START) + timedelta(days=request.days),
            traffic=Traffic(0, None if gigabytes is None else round(gigabytes * GIB)),
            devices_limit=tariff.devices,
        )
        self._put(old, held)
        return self._receipt(row)

    def renew(self, request: RenewalRequest) -> Receipt:
        self.sent.append(request)
        option = next(
            known
            for known in self.options
            if (known.days, known.traffic_gb) == (request.days, request.traffic_gb)
        )
        row = self.post(TransactionKind.RENEWAL, -option.price)
        held = self.meant(request.subscription_id)
        if held is None:
            raise NotFound
        start = max(held.expires_at or START, START)
        self._put(held, replace(held, expires_at=start + timedelta(days=request.days)))
        return self._receipt(row)

    def every(self) -> list[Subscription]:
        """All subscriptions, the first one first."""
        return [*([self.subscription] if self.subscription else []), *self.others]

    def meant(self, subscription_id: int | None) -> Subscription | None:
        """The one of this id; without one the server picks that with most time left."""
        if not self.others:
            return self.subscription
        if subscription_id is None:
            return max(self.every(), key=lambda held: held.expires_at or START)
        found = next((held for held in self.every() if held.id == subscription_id), None)
        if found is None:
            raise NotFound
        return found

    def _extended(self, tariff: Tariff) -> Subscription | None:
        """What a purchase goes on with: where there are several, that of the tariff."""
        if not self.others:
            return self.subscription
        return next((held for held in self.every() if held.tariff_id == tariff.id), None)

    def _put(self, old: Subscription | None, new: Subscription) -> None:
        if not self.others or (self.subscription and old and old.id == self.subscription.id):
            self.subscription = new
        else:
            self.others = [*(held for held in self.others if held is not old), new]

    def start_trial(self, request: TrialRequest) -> Receipt:
        self.sent.append(request)
        expires_at: datetime = START + timedelta(days=self.trial.days)
        self.subscription = Subscription(
            id=7, status=SubscriptionStatus.ACTIVE, is_trial=True, expires_at=expires_at
        )
        self.trial = TrialOffer(available=False)
        return Receipt(expires_at=expires_at)

    def autopay(self, enabled: bool) -> bool:
        if self.subscription is None:
            raise NotFound
        self.subscription = replace(self.subscription, autopay=enabled)
        return enabled

    def open_ticket(self, subject: str, text: str) -> Ticket:
        number = 1 + max((ticket.id for ticket in self.tickets), default=0)
        ticket = Ticket(number, subject, TicketStatus.OPEN)
        self.tickets.insert(0, ticket)
        self.write(number, text, from_support=False)
        return ticket

    def write(self, ticket_id: int, text: str, *, from_support: bool) -> Message:
        talk = self.talks.get(ticket_id, ())
        number = 1 + max(
            (message.id for known in self.talks.values() for message in known), default=0
        )
        message = Message(number, text, from_support, START, is_read=not from_support)
        self.talks[ticket_id] = (*talk, message)
        self._count(ticket_id)
        return message

    def read_ticket(self, ticket_id: int) -> tuple[Message, ...]:
        """The messages as they were; reading them is what marks them as read."""
        talk = self.talks[ticket_id]
        self.talks[ticket_id] = tuple(replace(message, is_read=True) for message in talk)
        self._count(ticket_id)
        return talk

    def close_ticket(self, ticket_id: int) -> None:
        self.tickets = [
            replace(ticket, status=TicketStatus.CLOSED) if ticket.id == ticket_id else ticket
            for ticket in self.tickets
        ]

    def _count(self, ticket_id: int) -> None:
        unread = sum(not message.is_read for message in self.talks[ticket_id])
        self.tickets = [
            replace(ticket, unread=unread) if ticket.id == ticket_id else ticket
            for ticket in self.tickets
        ]

    def _receipt(self, row: Transaction) -> Receipt:
        expires_at = self.subscription.expires_at if self.subscription else None
        return Receipt(Kopeks(-row.amount), self.balance, expires_at, row.id)
