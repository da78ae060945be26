"""The examples of the reference, as the values the rest of the program works with."""

from datetime import UTC, datetime

from cabinet_tui.domain.account import Account, CampaignBonus
from cabinet_tui.domain.balance import (
    PaymentCheck,
    PaymentKey,
    PaymentMethod,
    PaymentState,
    Transaction,
    TransactionKind,
)
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.referral import Earning, Referral, ReferralStats
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    GIB,
    Channel,
    Receipt,
    RenewalOption,
    Server,
    SubscriptionStatus,
    SubscriptionSummary,
    TrialOffer,
    TrialRequest,
)
from cabinet_tui.domain.ticket import Message, Ticket, TicketStatus
from tests.api.operations import CALLS
from tests.api.rig import golden, signed_in


async def _told(name: str, example: str) -> object:
    rig = await signed_in(golden(example))
    return await CALLS[name](rig.api)


async def test_who_is_signed_in() -> None:
    assert await _told("GET /auth/me", "get_auth_me.200.json") == Account(
        id=1,
        email="user@example.com",
        email_verified=True,
        first_name="John",
        last_name="Doe",
        username="johndoe",
        telegram_id=123456789,
        balance=Kopeks(15050),
        referral_code="ABC123XYZ",
        language="ru",
        created_at=datetime(2024, 1, 1, 12, tzinfo=UTC),
        auth_type="email",
    )


async def test_a_registration_and_its_bonus() -> None:
    rig = await signed_in(golden("post_auth_register-email.200.json"))
    from cabinet_tui.domain.account import Registration

    told = await rig.api.session.register(Registration("user@example.com", "password", "John"))
    assert told.verification_required
    assert told.message == "User registered successfully"
    assert told.account is not None
    assert (told.account.id, told.account.email_verified) == (1, False)
    assert told.bonus == CampaignBonus(1, Kopeks(10000), 7)


async def test_a_sign_in() -> None:
    rig = await signed_in(golden("post_auth_login-email.200.json"))
    told = await rig.api.session.sign_in("user@example.com", "secret")
    assert told.tokens.access.startswith("eyJ0")
    assert told.tokens.refresh.startswith("eyJ0")
    assert told.account is not None
    assert (told.account.balance, told.account.first_name) == (15050, "John")


async def test_the_history() -> None:
    rig = await signed_in(golden("get_balance_transactions.200.json"))
    page = await rig.api.balance.transactions()
    assert (page.page, page.pages, page.total, page.is_last) == (1, 3, 45, False)
    assert page.items[0] == Transaction(
        id=123,
        kind=TransactionKind.TOP_UP,
        amount=Kopeks(50000),
        description="Пополнение баланса",
        created_at=datetime(2024, 1, 15, 10, 30, tzinfo=UTC),
        method="YOOKASSA_SBP",
    )
    assert (page.items[1].kind, page.items[1].amount) == (TransactionKind.PURCHASE, -29900)


async def test_the_ways_to_pay() -> None:
    rig = await signed_in(golden("get_balance_payment-methods.200.json"))
    sbp, stars = await rig.api.balance.payment_methods()
    assert sbp == PaymentMethod(
        id="YOOKASSA_SBP",
        name="ЮKassa СБП",
        description="Оплата через Систему Быстрых Платежей",
        minimum=Kopeks(10000),
        currencies=("RUB",),
    )
    assert (stars.minimum, stars.maximum) == (5000, 250000)


async def test_payments() -> None:
    rig = await signed_in(golden("post_balance_top-up.200.json"))
    payment = await rig.api.balance.top_up(Kopeks(50000), "YOOKASSA_SBP")
    assert payment.key == PaymentKey("YOOKASSA_SBP", "2e3f89a4-5b6c-7d8e-9f0a-1b2c3d4e5f6a")
    assert payment.url == "https://yookassa.ru/checkout/payments/..."
    assert (payment.amount, payment.state) == (50000, PaymentState.PENDING)

    rig = await signed_in(golden("get_balance_pending-payments.200.json"))
    (waiting,) = await rig.api.balance.pending_payments()
    assert waiting.key == PaymentKey("YOOKASSA_SBP", "uuid")
    assert (waiting.amount, waiting.can_check) == (50000, True)

    told = await _told(
        "POST /balance/check-payment/{payment_id}",
        "post_balance_check-payment_payment_id.200.json",
    )
    assert told == PaymentCheck(PaymentState.PAID, "Payment verified successfully")


async def test_stars_and_promo_codes() -> None:
    rig = await signed_in(golden("post_balance_stars-invoice.200.json"))
    invoice = await rig.api.balance.stars_invoice(Kopeks(10000))
    assert (invoice.url, invoice.amount, invoice.stars) == ("https://t.me/$abc123...", 10000, 200)
    assert await _told("POST /promocode/activate", "post_promocode_activate.200.json") == (
        PromoResult("Промокод успешно активирован! Начислено 500 руб.", "balance", Kopeks(50000))
    )


async def test_the_subscription() -> None:
    rig = await signed_in(golden("get_subscription.200.json"))
    held = await rig.api.subscription.subscription()
    assert held is not None
    assert held.status is SubscriptionStatus.ACTIVE
    assert (held.traffic.limit, held.traffic.used) == (100 * GIB, 5 * GIB)
    assert (held.devices_used, held.devices_limit, held.autopay) == (3, 5, False)
    assert held.servers == (Server("RU Server 1", "RU", "squad-uuid"),)
    assert held.link == "vless://..."
    assert held.expires_at == datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC)


async def test_no_subscription_is_none() -> None:
    rig = await signed_in(golden("get_subscription.404.json"), 404)
    assert await rig.api.subscription.subscription() is None


async def test_the_short_status_and_the_trial() -> None:
    assert await _told("GET /subscription/status", "get_subscription_status.200.json") == (
        SubscriptionSummary(
            exists=True,
            is_active=True,
            expires_at=datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC),
            days_left=25,
            gb_left=95.5,
            gb_total=100,
        )
    )
    assert await _told("GET /subscription/trial-info", "get_subscription_trial-info.200.json") == (
        TrialOffer(
            available=True,
            days=3,
            traffic_gb=5,
            devices=2,
            channels=(Channel("vpn_channel", "https://t.me/vpn_channel"),),
        )
    )


async def test_the_tariffs() -> None:
    rig = await signed_in(golden("get_subscription_tariffs.200.json"))
    basic, standard = await rig.api.subscription.tariffs()
    assert (basic.name, basic.traffic_gb, basic.devices) == ("Базовый", 100, 3)
    assert (basic.periods[0].price, basic.periods[0].full_price) == (29900, None)
    assert (standard.traffic_gb, standard.is_popular) == (None, True)
    (period,) = standard.periods
    assert (period.days, period.price, period.full_price) == (30, 44910, 49900)
    assert period.discount_percent == 10


async def test_receipts() -> None:
    bought = await _told(
        "POST /subscription/purchase-tariff", "post_subscription_purchase-tariff.200.json"
    )
    assert bought == Receipt(
        paid=Kopeks(49900),
        balance_after=Kopeks(0),
        expires_at=datetime(2024, 2, 1, 12, tzinfo=UTC),
        transaction_id=123,
        link="vless://...",
    )
    renewed = await _told("POST /subscription/renew", "post_subscription_renew.200.json")
    assert renewed == Receipt(
        paid=Kopeks(29900),
        balance_after=Kopeks(20050),
        expires_at=datetime(2024, 3, 1, 12, tzinfo=UTC),
    )
    rig = await signed_in(golden("post_subscription_activate-trial.200.json"))
    trial = await rig.api.subscription.activate_trial(TrialRequest())
    assert (trial.expires_at, trial.link) == (datetime(2024, 1, 4, 12, tzinfo=UTC), "vless://...")


async def test_renewal_options_and_autopay() -> None:
    assert await _told(
        "GET /subscription/renewal-options", "get_subscription_renewal-options.200.json"
    ) == [
        RenewalOption(30, Kopeks(19900), 50),
        RenewalOption(30, Kopeks(29900), 100, discount_percent=10),
    ]
    assert await _told("POST /subscription/autopay", "post_subscription_autopay.200.json") is True


async def test_referrals() -> None:
    assert await _told("GET /referral/stats", "get_referral_stats.200.json") == ReferralStats(
        code="ABC123XYZ",
        link="https://t.me/bot?start=ref_ABC123XYZ",
        total=15,
        active=10,
        trial_converted=8,
        earned=Kopeks(150000),
        available=Kopeks(50000),
        pending=Kopeks(25000),
    )
    rig = await signed_in(golden("get_referral_referrals.200.json"))
    page = await rig.api.referral.referrals()
    assert page.items == (
        Referral(
            id=2,
            name="Ivan",
            username="user123",
            telegram_id=987654321,
            registered_at=datetime(2024, 1, 15, 10, tzinfo=UTC),
            has_subscription=True,
            subscription_expires_at=datetime(2024, 2, 15, 10, tzinfo=UTC),
            earned=Kopeks(15000),
            status="active",
        ),
    )
    rig = await signed_in(golden("get_referral_earnings.200.json"))
    earned = await rig.api.referral.earnings()
    assert (earned.page, earned.pages, earned.total) == (1, 3, 45)
    assert earned.items == (
        Earning(
            id=123,
            amount=Kopeks(5000),
            reason="subscription_purchase",
            referral_id=2,
            referral_name="user123",
            created_at=datetime(2024, 1, 15, 10, 30, tzinfo=UTC),
        ),
    )


async def test_tickets() -> None:
    rig = await signed_in(golden("get_tickets.200.json"))
    assert await rig.api.tickets.tickets() == [
        Ticket(
            id=1,
            subject="Проблема с подключением",
            status=TicketStatus.OPEN,
            created_at=datetime(2024, 1, 20, 14, tzinfo=UTC),
            updated_at=datetime(2024, 1, 20, 15, 30, tzinfo=UTC),
            last_message="Проверьте настройки...",
            unread=2,
        )
    ]
    rig = await signed_in(golden("get_tickets_ticket_id_messages.200.json"))
    talk = await rig.api.tickets.conversation(1)
    assert talk.ticket_id == 1
    ours, theirs = talk.messages
    assert (ours.from_support, ours.is_read) == (False, True)
    assert (theirs.from_support, theirs.is_read) == (True, False)
    assert theirs.text == "Проверьте настройки приложения"
    rig = await signed_in(golden("post_tickets_ticket_id_messages.201.json"), 201)
    assert await rig.api.tickets.reply(1, "Спасибо, проблема решена!") == Message(
        id=3,
        text="Спасибо, проблема решена!",
        from_support=False,
        created_at=datetime(2024, 1, 20, 16, tzinfo=UTC),
    )


async def test_the_service() -> None:
    assert await _told("GET /info", "get_info.200.json") == ServiceInfo(
        name="VPN Service",
        support_email="support@example.com",
        support_telegram="@support_bot",
        terms_url="https://example.com/terms",
        privacy_url="https://example.com/privacy",
    )
    assert await _told("GET /branding", "get_branding.200.json") == Branding(
        name="My VPN", logo_url="/media/logo.png", primary="#0088CC", secondary="#FF6600"
    )


async def test_this_dialect_can_do_what_its_reference_has_and_no_more() -> None:
    rig = await signed_in({})
    assert rig.api.capabilities == {
        Capability.CLOSE_TICKET,
        Capability.TELEGRAM_WIDGET,
        Capability.TELEGRAM_MINIAPP,
        Capability.VERIFY_BY_CODE,
        Capability.FULL_NAME,
        Capability.TRANSACTION_FILTER,
        Capability.UNREAD_PER_TICKET,
        Capability.SUMMARY,
        Capability.TRIAL_DEVICES,
        Capability.RELIABLE_PUSHES,
        Capability.RENEWALS_APART,
    }
    assert rig.api.websocket_url == "wss://vpn.example.com/cabinet/ws"
