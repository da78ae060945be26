"""Which recorded exchange is which call here, and what its answer means."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.balance import (
    PaymentCheck,
    PaymentKey,
    PaymentState,
    StarsInvoice,
    TransactionKind,
)
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    BalanceTooLow,
    Blocked,
    CabinetError,
    InvalidInput,
    Maintenance,
    NotFound,
    Rejected,
    ServerFailure,
    SignInRequired,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.promo_refusals import (
    EligibleSubscription,
    PromoRefused,
    SubscriptionRequired,
)
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, MethodUnavailable
from cabinet_tui.domain.service import Branding, ServiceInfo
from cabinet_tui.domain.subscription import (
    PurchaseRequest,
    Receipt,
    RenewalRequest,
    TrialRequest,
)
from tests.api.bedolaga import expected

Do: TypeAlias = Callable[[BedolagaApi], Awaitable[object]]
Means: TypeAlias = Callable[[Any], object]

_K = Kopeks
_CHECK = PaymentKey("platega", "2")


@dataclass(frozen=True)
class Case:
    """A call; what its answer means, or the error it is, with fields that it has.

    ``same_body`` and ``same_query`` tell that the recorded request is exactly what we send.
    """

    do: Do
    means: Means | None = None
    error: type[CabinetError] | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    same_body: bool = True
    same_query: bool = True


def _fails(do: Do, error: type[CabinetError], **fields: object) -> Case:
    return Case(do, error=error, fields=fields)


def _top_up(amount: int, method: str, option: str = "") -> Do:
    return lambda api: api.balance.top_up(_K(amount), method, option)


def _promo(code: str, subscription_id: int | None = None) -> Do:
    return lambda api: api.balance.activate_promo(code, subscription_id)


def _buy(tariff: int, days: int) -> Do:
    return lambda api: api.subscription.purchase(PurchaseRequest(tariff, days))


def _renew(days: int) -> Do:
    return lambda api: api.subscription.renew(RenewalRequest(days))


def _history(kind: TransactionKind | None = None, page: int = 1, size: int = 20) -> Case:
    return Case(
        lambda api: api.balance.transactions(page, size, kind),
        lambda body: expected.page(body, expected.transaction),
        same_query=False,
    )


def _check_means(body: Any) -> object:
    paid = body["payment"]["is_paid"]
    return PaymentCheck(PaymentState.PAID if paid else PaymentState.PENDING, body["message"])


def _promo_means(body: Any) -> object:
    gained = round(100 * (body["balance_after"] - body["balance_before"]))
    return PromoResult(body["bonus_description"], balance=Kopeks(gained))


def _made(body: Any) -> tuple[object, ...]:
    return (body["payment_id"], body["payment_url"], body["amount_kopeks"])


async def _topped_up(api: BedolagaApi, amount: int, method: str, option: str) -> object:
    made = await api.balance.top_up(_K(amount), method, option)
    return (made.key.id, made.url, made.amount)


def _tried(do: Do) -> Case:
    return Case(do, lambda body: Receipt(message=body["message"]))


SHORT = BalanceTooLow
CASES: dict[str, Case] = {
    "balance": Case(lambda api: api.balance.balance(), lambda body: body["balance_kopeks"]),
    "balance_after_paid_check": Case(
        lambda api: api.balance.balance(), lambda body: body["balance_kopeks"]
    ),
    "balance_empty_user": Case(lambda api: api.balance.balance(), lambda _: 0),
    "maintenance_admin_passes": Case(lambda api: api.balance.balance(), lambda _: 0),
    "maintenance_503_user": _fails(
        lambda api: api.balance.balance(), Maintenance, reason="Плановые работы"
    ),
    "transactions_p1": _history(),
    "transactions_p2_per50": _history(page=2, size=50),
    "transactions_page_beyond": _history(page=999),
    "transactions_empty_user": _history(),
    "transactions_type_deposit": _history(TransactionKind.TOP_UP, size=5),
    "transactions_type_failed_refund": _history(TransactionKind.REFUND, size=5),
    "transactions_type_gift_payment": _history(TransactionKind.GIFT, size=5),
    "transactions_type_poll_reward": _history(TransactionKind.BONUS, size=5),
    "transactions_type_referral_reward": _history(TransactionKind.REFERRAL, size=5),
    "transactions_type_refund": _history(TransactionKind.REFUND, size=5),
    "transactions_type_subscription_payment": _history(TransactionKind.PURCHASE, size=5),
    "transactions_type_withdrawal": _history(TransactionKind.WITHDRAWAL, size=5),
    "transactions_type_SEED_UPPERCASE": _history(),
    "transactions_422_page0": Case(
        lambda api: api.balance.transactions(0), error=InvalidInput, same_query=False
    ),
    "transactions_422_per_page": Case(
        lambda api: api.balance.transactions(), error=InvalidInput, same_query=False
    ),
    "payment_methods": Case(
        lambda api: api.balance.payment_methods(),
        lambda body: [expected.method(one) for one in body],
    ),
    "topup_cryptobot_ok": Case(lambda api: _topped_up(api, 50_000, "cryptobot", ""), _made),
    "topup_platega_ok": Case(lambda api: _topped_up(api, 50_000, "platega", "2"), _made),
    "topup_400_above_method_max": _fails(
        _top_up(2_000_000_000, "platega", "2"), AmountTooLarge, limit=100_000_000, status=400
    ),
    "topup_400_below_method_min": _fails(
        _top_up(1_500, "platega", "2"), AmountTooSmall, limit=10_000, status=400
    ),
    "topup_400_bad_option": _fails(
        _top_up(50_000, "platega", "sbp"), MethodUnavailable, method="platega"
    ),
    "topup_400_unknown_method": _fails(
        _top_up(50_000, "YOOKASSA_SBP"), MethodUnavailable, method="YOOKASSA_SBP"
    ),
    "topup_403_restricted": _fails(_top_up(50_000, "platega", "2"), Blocked),
    "topup_422_below_10_rub": _fails(
        _top_up(100, "platega"),
        InvalidInput,
        fields={"amount_kopeks": "Input should be greater than or equal to 1000"},
    ),
    "topup_stars_400": _fails(_top_up(50_000, "telegram_stars"), Rejected, status=400),
    "topup_yookassa_provider_unreachable": _fails(
        _top_up(50_000, "yookassa", "sbp"), ServerFailure, status=500
    ),
    "stars_invoice_ok": Case(
        lambda api: api.balance.stars_invoice(_K(10_000)),
        lambda body: StarsInvoice(body["invoice_url"], body["amount_kopeks"], body["stars_amount"]),
    ),
    "stars_invoice_400_max": _fails(
        lambda api: api.balance.stars_invoice(_K(1_000_001)), AmountTooLarge, limit=1_000_000
    ),
    "stars_invoice_422": _fails(lambda api: api.balance.stars_invoice(_K(1)), InvalidInput),
    "pending_payments": Case(
        lambda api: api.balance.pending_payments(),
        lambda body: [expected.payment(one) for one in body["items"]],
        same_query=False,
    ),
    "pending_payments_empty": Case(
        lambda api: api.balance.pending_payments(), lambda _: [], same_query=False
    ),
    "check_payment_paid": Case(lambda api: api.balance.check_payment(_CHECK), _check_means),
    "check_payment_again_after_paid": Case(
        lambda api: api.balance.check_payment(_CHECK), _check_means
    ),
    "check_payment_still_pending": Case(
        lambda api: api.balance.check_payment(_CHECK), _check_means
    ),
    "check_payment_404": _fails(
        lambda api: api.balance.check_payment(PaymentKey("platega", "999999")), NotFound
    ),
    "promocode_ok_balance": Case(_promo("BONUS500"), _promo_means),
    "promocode_ok_days": Case(_promo("DAYS7"), _promo_means),
    "multi_promocode_days_with_id": Case(_promo("DAYS7", 24), _promo_means),
    "multi_promocode_days_select_subscription": _fails(
        _promo("DAYS7"),
        SubscriptionRequired,
        eligible=(
            EligibleSubscription(24, "Безлимит Pro", 29),
            EligibleSubscription(1, "Стандарт", 83),
        ),
    ),
    "promocode_400_already_used": _fails(
        _promo("BONUS500"), PromoRefused, server_code="already_used_by_user"
    ),
    "promocode_400_expired": _fails(_promo("EXPIRED2024"), PromoRefused, server_code="expired"),
    "promocode_400_not_found": _fails(_promo("NOPE"), PromoRefused, server_code="not_found"),
    "promocode_400_used_up": _fails(_promo("USEDUP"), PromoRefused, server_code="used"),
    "promocode_422_empty": _fails(_promo(""), InvalidInput),
    "subscription": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_daily": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_expired": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_none": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_trial": Case(lambda api: api.subscription.subscription(), expected.held),
    "subscription_unlimited_traffic": Case(
        lambda api: api.subscription.subscription(), expected.held
    ),
    "subscription_foreign_id_ignored_in_single_mode": Case(
        lambda api: api.subscription.subscription(1), expected.held
    ),
    "multi_subscription_by_id": Case(lambda api: api.subscription.subscription(24), expected.held),
    "multi_subscription_no_id": Case(lambda api: api.subscription.subscription(), expected.held),
    "multi_subscription_404_foreign": Case(
        lambda api: api.subscription.subscription(24), lambda _: None
    ),
    "trial_available": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_unavailable": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_unavailable_after": Case(lambda api: api.subscription.trial_offer(), expected.trial),
    "trial_activate_ok": Case(
        lambda api: api.subscription.activate_trial(TrialRequest()),
        lambda body: Receipt(
            expires_at=expected.when(body["end_date"]), link=body["subscription_url"]
        ),
    ),
    "trial_activate_400_again": _fails(
        lambda api: api.subscription.activate_trial(TrialRequest()), Rejected, status=400
    ),
    "purchase_options": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "purchase_options_empty_user": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "multi_purchase_options": Case(lambda api: api.subscription.tariffs(), expected.tariffs),
    "purchase_tariff_ok_daily": Case(_buy(4, 1), expected.bought),
    "purchase_tariff_ok_extends_current": Case(_buy(2, 30), expected.bought),
    "multi_purchase_second_tariff_ok": Case(_buy(3, 30), expected.bought),
    "purchase_tariff_402_insufficient": _fails(
        _buy(3, 30), SHORT, status=402, missing=48_900, cart_saved=True
    ),
    "purchase_tariff_400_period": _fails(_buy(2, 31), Rejected, status=400),
    "purchase_tariff_404": _fails(_buy(999, 30), NotFound),
    "purchase_403_restricted": _fails(_buy(2, 30), Blocked),
    "renewal_options": Case(lambda api: api.subscription.renewal_options(), expected.options),
    "renewal_options_empty": Case(lambda api: api.subscription.renewal_options(), lambda _: []),
    "multi_renewal_options_by_id": Case(
        lambda api: api.subscription.renewal_options(24), expected.options
    ),
    "renew_ok": Case(_renew(30), expected.renewed),
    "multi_renew_no_id": Case(_renew(30), expected.renewed),
    "multi_renew_by_query_id": Case(
        lambda api: api.subscription.renew(RenewalRequest(30, None, 1)),
        expected.renewed,
        same_body=False,
    ),
    "renew_402_insufficient": _fails(_renew(30), SHORT, missing=18_900, cart_saved=True),
    "renew_on_trial": _fails(_renew(30), SHORT, missing=19_900, cart_saved=True),
    "renew_400_period": _fails(_renew(31), Rejected, status=400),
    "renew_404": _fails(_renew(30), NotFound),
    "autopay_on": Case(
        lambda api: api.subscription.set_autopay(enabled=True), lambda _: True, same_body=False
    ),
    "autopay_off": Case(lambda api: api.subscription.set_autopay(enabled=False), lambda _: False),
    "autopay_400_trial": _fails(
        lambda api: api.subscription.set_autopay(enabled=True),
        Rejected,
        what="A trial cannot be paid for by itself.",
    ),
    "autopay_404": _fails(lambda api: api.subscription.set_autopay(enabled=True), NotFound),
    "autopay_422": Case(
        lambda api: api.subscription.set_autopay(enabled=True), error=InvalidInput, same_body=False
    ),
    "referral_info": Case(lambda api: api.referral.stats(), expected.stats),
    "referral_info_empty": Case(lambda api: api.referral.stats(), expected.stats),
    "referral_list": Case(
        lambda api: api.referral.referrals(),
        lambda body: expected.page(body, expected.referral),
        same_query=False,
    ),
    "referral_list_p2": Case(
        lambda api: api.referral.referrals(2),
        lambda body: expected.page(body, expected.referral),
        same_query=False,
    ),
    "referral_earnings": Case(
        lambda api: api.referral.earnings(),
        lambda body: expected.page(body, expected.earning),
        same_query=False,
    ),
    "referral_earnings_empty": Case(
        lambda api: api.referral.earnings(),
        lambda body: expected.page(body, expected.earning),
        same_query=False,
    ),
    "tickets_list": Case(
        lambda api: api.tickets.tickets(),
        lambda body: [expected.ticket(one) for one in body["items"]],
        same_query=False,
    ),
    "tickets_list_empty": Case(lambda api: api.tickets.tickets(), lambda _: [], same_query=False),
    "ticket_detail": Case(lambda api: api.tickets.conversation(1), expected.talk),
    "ticket_detail_after_user_reply": Case(lambda api: api.tickets.conversation(1), expected.talk),
    "ticket_404": _fails(lambda api: api.tickets.conversation(9999), NotFound),
    "ticket_404_foreign": _fails(lambda api: api.tickets.conversation(1), NotFound),
    "ticket_create_ok": Case(
        lambda api: api.tickets.open_ticket("Не могу оплатить", "Платёж не проходит"),
        expected.ticket,
    ),
    "ticket_create_ok_while_other_is_pending": Case(
        lambda api: api.tickets.open_ticket("Второй тикет", "текст"), expected.ticket
    ),
    "ticket_create_409_already_open": _fails(
        lambda api: api.tickets.open_ticket("Второй вопрос", "текст"),
        Rejected,
        status=409,
        what="There is an open ticket already: write into that one.",
    ),
    "ticket_create_409_now": _fails(
        lambda api: api.tickets.open_ticket("Третий тикет", "текст"), Rejected, status=409
    ),
    "ticket_create_422_short_title": _fails(
        lambda api: api.tickets.open_ticket("x", "y"), InvalidInput
    ),
    "ticket_message_ok": Case(
        lambda api: api.tickets.reply(1, "Обновил, работает. Спасибо!"), expected.message
    ),
    "ticket_message_answered_becomes_pending": Case(
        lambda api: api.tickets.reply(1, "ещё вопрос"), expected.message
    ),
    "ticket_message_400_closed": _fails(
        lambda api: api.tickets.reply(2, "ещё вопрос"), Rejected, status=400
    ),
    "ticket_message_422_empty": _fails(lambda api: api.tickets.reply(1, "   "), InvalidInput),
    "info_service": Case(
        lambda api: api.info.info(),
        lambda body: ServiceInfo(
            name=body["name"],
            support_email=body["support_email"],
            support_telegram=body["support_telegram"],
            website=body["website"],
            description=body["description"],
        ),
    ),
    "maintenance_public_info_ok": Case(
        lambda api: api.info.info(),
        lambda body: ServiceInfo(
            name=body["name"],
            support_email=body["support_email"],
            support_telegram=body["support_telegram"],
            website=body["website"],
            description=body["description"],
        ),
    ),
    "branding": Case(lambda api: api.info.branding(), lambda body: Branding(name=body["name"])),
    "auth_me_ok": Case(lambda api: api.session.me(), expected.account),
    "auth_me_after_logout_access_still_valid": Case(lambda api: api.session.me(), expected.account),
    "auth_me_401_bad_token": _fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_expired_token": _fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_no_token": _fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_401_refresh_used_as_access": _fails(lambda api: api.session.me(), SignInRequired),
    "auth_me_403_account_deleted_dict": _fails(
        lambda api: api.session.me(),
        AccountDeleted,
        server_code="account_deleted",
        links=("https://t.me/bedo_demo_bot?start=revive",),
    ),
    "auth_me_403_blocked": _fails(lambda api: api.session.me(), AccountBlocked),
    "auth_me_404_deleted_row": _fails(lambda api: api.session.me(), NotFound),
}
