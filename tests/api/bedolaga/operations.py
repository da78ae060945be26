"""Every operation of the gateways as a call, what it asks, and what the answer means."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.balance import (
    Payment,
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    PaymentOption,
    PaymentState,
    StarsInvoice,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.page import Page
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    GIB,
    Period,
    PurchaseRequest,
    Receipt,
    RenewalOption,
    RenewalRequest,
    Server,
    Subscription,
    SubscriptionStatus,
    SubscriptionSummary,
    Tariff,
    Traffic,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Conversation, Message, Ticket, TicketStatus
from cabinet_tui.domain.traffic import BoughtTraffic
from cabinet_tui.domain.traffic_period import TrafficReset
from tests.api.bedolaga import bodies

Do: TypeAlias = Callable[[BedolagaApi], Awaitable[object]]


def at(day: int, month: int, hour: int = 0, minute: int = 0, micro: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, 0, micro, tzinfo=UTC)


PAID_AT = datetime(2027, 3, 2, 10, 20, 30, tzinfo=UTC)
DEPOSIT = Transaction(
    904, TransactionKind.TOP_UP, Kopeks(40_050), "Пополнение через heleket", PAID_AT, "heleket"
)
HISTORY = Page(
    (
        Transaction(
            906,
            TransactionKind.TOP_UP,
            Kopeks(40_050),
            DEPOSIT.description,
            PAID_AT,
            "heleket",
            completed=False,
        ),
        Transaction(
            905,
            TransactionKind.REFUND,
            Kopeks(12_300),
            DEPOSIT.description,
            PAID_AT,
            "heleket",
            completed=False,
        ),
        DEPOSIT,
        Transaction(903, TransactionKind.PURCHASE, Kopeks(-25_900), "", PAID_AT, "balance"),
        Transaction(902, "lottery_win", Kopeks(40_050), DEPOSIT.description, PAID_AT),
    ),
    page=1,
    pages=1,
    total=5,
)
METHODS = [
    PaymentMethod(
        id="wata",
        name="🏦 Wata",
        minimum=Kopeks(15_000),
        maximum=Kopeks(9_000_000),
        options=(PaymentOption("qr", "📱 СБП"), PaymentOption("7", "Карта")),
        quick_amounts=(Kopeks(15_000), Kopeks(45_000)),
    ),
    PaymentMethod(
        id="lava",
        name="Lava",
        description="Быстро",
        enabled=False,
        minimum=Kopeks(1_000),
        maximum=Kopeks(50_000),
    ),
]
WAITING = Payment(
    key=PaymentKey("wata", "6"),
    amount=Kopeks(45_000),
    state=PaymentState.PENDING,
    url="https://pay.example.net/wata/wt-77c1",
    created_at=at(2, 3, 11, 0, 123_456),
    expires_at=at(2, 3, 11, 30),
)
OTHER = Payment(
    key=PaymentKey("lava", "6"),
    amount=Kopeks(45_000),
    state=PaymentState.PENDING,
    url="https://pay.example.net/wata/wt-77c1",
    created_at=at(2, 3, 11, 0, 123_456),
)
SUBSCRIPTION = Subscription(
    id=41,
    status=SubscriptionStatus.ACTIVE,
    plan="Дом",
    expires_at=at(1, 4, 9, 30, 500_000),
    traffic=Traffic(used=round(7.5 * GIB), limit=120 * GIB),
    devices_limit=4,
    servers=(Server("SE Швеция", "SE", "aaaa-1"),),
    autopay=True,
    link="https://sub.example.net/petra",
    tariff_id=9,
    bought_traffic=(BoughtTraffic(20.0, at(20, 3), at(20, 2)),),
    started_at=at(1, 1),
    resets=TrafficReset.MONTH,
)
TARIFFS = [
    Tariff(
        id=9,
        name="Дом",
        periods=(
            Period(31, Kopeks(24_000), Kopeks(30_000), 20, extra_devices=2),
            Period(93, Kopeks(66_000), extra_devices=2),
        ),
        description="Вся семья.\nЧетыре устройства.",
        traffic_gb=120,
        devices=6,
    ),
    Tariff(
        id=10,
        name="По дням",
        periods=(Period(1, Kopeks(900)),),
        devices=1,
        is_daily=True,
    ),
]
QUESTION = Message(
    501, "Швеция не отвечает", from_support=False, created_at=at(1, 3, 11, 0, 750_000)
)
ANSWER = Message(502, "Добрый день!\nУже чиним.", from_support=True, created_at=at(1, 3, 12))


@dataclass(frozen=True)
class Operation:
    """A call, the first request it makes, an answer to that, and the value of the answer."""

    do: Do
    name: str
    answer: object
    value: object
    query: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    others: Mapping[str, object] = field(default_factory=dict)
    public: bool = False
    template: str = ""

    @property
    def path_template(self) -> str:
        """The path as the schema writes it."""
        return self.template or self.name.partition(" ")[2]


OPERATIONS = [
    Operation(lambda api: api.balance.balance(), "GET /balance", bodies.BALANCE, Kopeks(77_705)),
    Operation(
        lambda api: api.balance.transactions(),
        "GET /balance/transactions",
        bodies.HISTORY,
        HISTORY,
        query={"page": "1", "per_page": "20"},
    ),
    Operation(
        lambda api: api.balance.transactions(3, 500, TransactionKind.GIFT),
        "GET /balance/transactions",
        bodies.EMPTY_PAGE | {"page": 3},
        Page((), page=3, pages=1, total=0),
        query={"page": "3", "per_page": "100", "type": "gift_payment"},
    ),
    Operation(
        lambda api: api.balance.payment_methods(),
        "GET /balance/payment-methods",
        bodies.METHODS,
        METHODS,
    ),
    Operation(
        lambda api: api.balance.top_up(Kopeks(45_000), "wata", "qr"),
        "POST /balance/topup",
        bodies.TOP_UP,
        WAITING,
        body={"amount_kopeks": 45_000, "payment_method": "wata", "payment_option": "qr"},
        others={"GET /balance/pending-payments": bodies.PENDING},
    ),
    Operation(
        lambda api: api.balance.stars_invoice(Kopeks(7_600)),
        "POST /balance/stars-invoice",
        bodies.INVOICE,
        StarsInvoice("https://t.me/$StarsOfOurs", Kopeks(7_650), 45),
        body={"amount_kopeks": 7_600},
    ),
    Operation(
        lambda api: api.balance.pending_payments(),
        "GET /balance/pending-payments",
        bodies.PENDING,
        [OTHER, WAITING],
        query={"page": "1", "per_page": "50"},
    ),
    Operation(
        lambda api: api.balance.check_payment(PaymentKey("wata", "6")),
        "POST /balance/pending-payments/wata/6/check",
        bodies.CHECKED,
        PaymentCheck(PaymentState.PAID, "Статус обновлён"),
        template="/balance/pending-payments/{method}/{payment_id}/check",
    ),
    Operation(
        lambda api: api.balance.activate_promo("СКИДКА"),
        "POST /promocode/activate",
        bodies.PROMO,
        PromoResult("💰 Баланс пополнен на 249.95₽", balance=Kopeks(24_995)),
        body={"code": "СКИДКА"},
    ),
    Operation(
        lambda api: api.balance.activate_promo("WEEK", 44),
        "POST /promocode/activate",
        {"success": True, "message": "ok"},
        PromoResult("ok"),
        body={"code": "WEEK", "subscription_id": 44},
    ),
    Operation(
        lambda api: api.subscription.subscription(),
        "GET /subscription",
        bodies.HELD,
        SUBSCRIPTION,
    ),
    Operation(
        lambda api: api.subscription.subscription(41),
        "GET /subscription",
        bodies.NOT_HELD,
        None,
        query={"subscription_id": "41"},
    ),
    Operation(
        lambda api: api.subscription.summary(),
        "GET /subscription",
        bodies.HELD,
        SubscriptionSummary(
            exists=True,
            is_active=True,
            expires_at=SUBSCRIPTION.expires_at,
            days_left=29,
            gb_left=112.5,
            gb_total=120,
        ),
    ),
    Operation(
        lambda api: api.subscription.trial_offer(),
        "GET /subscription/trial",
        bodies.TRIAL,
        TrialOffer(available=True, days=5, devices=3, price=Kopeks(1_000)),
    ),
    Operation(
        lambda api: api.subscription.activate_trial(TrialRequest("squad", 2)),
        "POST /subscription/trial",
        bodies.SUBSCRIPTION | {"is_trial": True, "servers": []},
        Receipt(expires_at=SUBSCRIPTION.expires_at, link="https://sub.example.net/petra"),
    ),
    Operation(
        lambda api: api.subscription.tariffs(41),
        "GET /subscription/purchase-options",
        bodies.OFFERS,
        TARIFFS,
        query={"subscription_id": "41"},
    ),
    Operation(
        lambda api: api.subscription.purchase(PurchaseRequest(9, 31, "squad", 41)),
        "POST /subscription/purchase-tariff",
        bodies.BOUGHT,
        Receipt(
            paid=Kopeks(24_000),
            balance_after=Kopeks(53_705),
            expires_at=SUBSCRIPTION.expires_at,
            link="https://sub.example.net/petra",
            message="Тариф «Дом» подключён",
        ),
        body={"tariff_id": 9, "period_days": 31, "subscription_id": 41},
    ),
    Operation(
        lambda api: api.subscription.renewal_options(41),
        "GET /subscription/renewal-options",
        bodies.OPTIONS,
        [
            RenewalOption(31, Kopeks(24_000), None, Kopeks(30_000), 20),
            RenewalOption(93, Kopeks(66_000)),
        ],
        query={"subscription_id": "41"},
    ),
    Operation(
        lambda api: api.subscription.renew(RenewalRequest(31, None, 41)),
        "POST /subscription/renew",
        bodies.RENEWED,
        Receipt(
            paid=Kopeks(24_000),
            expires_at=at(2, 5, 9, 30),
            message="Subscription renewed successfully",
        ),
        query={"subscription_id": "41"},
        body={"period_days": 31, "subscription_id": 41},
    ),
    Operation(
        lambda api: api.subscription.set_autopay(enabled=True, subscription_id=41),
        "PATCH /subscription/autopay",
        bodies.AUTOPAY,
        True,
        query={"subscription_id": "41"},
        body={"enabled": True},
    ),
    Operation(
        lambda api: api.referral.stats(),
        "GET /referral",
        bodies.REFERRAL,
        ReferralStats(
            code="refPETRA",
            link="https://cab.example.net?ref=refPETRA",
            total=4,
            active=2,
            earned=Kopeks(31_015),
            available=Kopeks(21_015),
            withdrawn=Kopeks(10_000),
            commission_percent=15,
            bot_link="https://t.me/petra_demo_bot?start=refPETRA",
        ),
    ),
    Operation(
        lambda api: api.referral.referrals(),
        "GET /referral/list",
        bodies.REFERRALS,
        Page(
            (
                Referral(
                    72,
                    name="Марта",
                    registered_at=at(1, 2, 8, 0, 250_000),
                    has_subscription=True,
                    status="paid",
                ),
                Referral(
                    71,
                    name="Лев",
                    username="lev",
                    registered_at=at(20, 1, 8),
                    status="registered",
                ),
            ),
            page=1,
            pages=1,
            total=2,
        ),
        query={"page": "1", "per_page": "20"},
    ),
    Operation(
        lambda api: api.referral.earnings(2, 7),
        "GET /referral/earnings",
        bodies.EARNINGS,
        Page(
            (
                Earning(
                    15,
                    Kopeks(0),
                    reason="referral_registration_pending",
                    first_name="Марта",
                    created_at=datetime(2027, 2, 1, 8, 0, 1, tzinfo=UTC),
                ),
                Earning(
                    14,
                    Kopeks(1_515),
                    reason="referral_commission_topup",
                    referral_name="lev",
                    first_name="Лев",
                    created_at=at(25, 1, 8),
                ),
            ),
            page=1,
            pages=1,
            total=2,
        ),
        query={"page": "2", "per_page": "7"},
    ),
    Operation(
        lambda api: api.tickets.tickets(),
        "GET /tickets",
        bodies.TICKETS,
        [
            Ticket(
                33,
                "Не работает Швеция",
                TicketStatus.ANSWERED,
                at(1, 3, 11),
                at(1, 3, 12),
                last_message="Добрый день! Уже чиним.",
                unread=1,
            ),
            Ticket(30, "Старый вопрос", TicketStatus.PENDING, at(1, 3, 11), at(1, 3, 12)),
        ],
        query={"page": "1", "per_page": "100"},
        others={"GET /tickets/notifications": bodies.NEWS},
    ),
    Operation(
        lambda api: api.tickets.open_ticket("Не работает Швеция", "Швеция не отвечает"),
        "POST /tickets",
        bodies.OPENED,
        Ticket(33, "Не работает Швеция", TicketStatus.OPEN, at(1, 3, 11), at(1, 3, 12)),
        body={"title": "Не работает Швеция", "message": "Швеция не отвечает"},
    ),
    Operation(
        lambda api: api.tickets.conversation(33),
        "GET /tickets/33",
        bodies.TALK,
        Conversation(33, (QUESTION, ANSWER)),
        template="/tickets/{ticket_id}",
    ),
    Operation(
        lambda api: api.tickets.reply(33, "Спасибо"),
        "POST /tickets/33/messages",
        bodies.QUESTION,
        QUESTION,
        body={"message": "Спасибо"},
        template="/tickets/{ticket_id}/messages",
    ),
    Operation(
        lambda api: api.info.info(),
        "GET /info/service",
        bodies.SERVICE,
        ServiceInfo(
            name="Полярный VPN",
            support_email="help@example.net",
            support_telegram="@polar_help",
            website="https://polar.example.net",
            description="Быстро и тихо",
        ),
        public=True,
    ),
    Operation(
        lambda api: api.info.branding(),
        "GET /branding",
        bodies.BRANDING,
        Branding(name="Полярный", primary="#2A7fd4"),
        others={"GET /branding/colors": {"accent": "#2A7fd4", "darkText": "#ffffff"}},
        public=True,
    ),
]
