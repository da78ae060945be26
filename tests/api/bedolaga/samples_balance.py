"""Recorded exchanges about money."""

from typing import Any

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.domain.balance import (
    PaymentCheck,
    PaymentKey,
    PaymentState,
    StarsInvoice,
    TransactionKind,
)
from cabinet_tui.domain.errors import (
    Blocked,
    InvalidInput,
    Maintenance,
    NotFound,
    Rejected,
    ServerFailure,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo import PromoResult
from cabinet_tui.domain.promo_refusals import (
    EligibleSubscription,
    PromoRefused,
    SubscriptionRequired,
)
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, MethodUnavailable
from tests.api.bedolaga import expected
from tests.api.bedolaga.case import Case, Do, fails

_CHECK = PaymentKey("platega", "2")


def _top_up(amount: int, method: str, option: str = "") -> Do:
    return lambda api: api.balance.top_up(Kopeks(amount), method, option)


async def _topped_up(api: BedolagaApi, amount: int, method: str, option: str) -> object:
    made = await api.balance.top_up(Kopeks(amount), method, option)
    return (made.key.id, made.url, made.amount)


def _made(body: Any) -> tuple[object, ...]:
    return (body["payment_id"], body["payment_url"], body["amount_kopeks"])


def _promo(code: str, subscription_id: int | None = None) -> Do:
    return lambda api: api.balance.activate_promo(code, subscription_id)


def _promo_means(body: Any) -> object:
    gained = round(100 * (body["balance_after"] - body["balance_before"]))
    return PromoResult(body["bonus_description"], balance=Kopeks(gained))


def _history(kind: TransactionKind | None = None, page: int = 1, size: int = 20) -> Case:
    return Case(
        lambda api: api.balance.transactions(page, size, kind),
        lambda body: expected.page(body, expected.transaction),
        same_query=False,
    )


def _check_means(body: Any) -> object:
    paid = body["payment"]["is_paid"]
    return PaymentCheck(PaymentState.PAID if paid else PaymentState.PENDING, body["message"])


BALANCE: dict[str, Case] = {
    "balance": Case(lambda api: api.balance.balance(), lambda body: body["balance_kopeks"]),
    "balance_after_paid_check": Case(
        lambda api: api.balance.balance(), lambda body: body["balance_kopeks"]
    ),
    "balance_empty_user": Case(lambda api: api.balance.balance(), lambda _: 0),
    "maintenance_admin_passes": Case(lambda api: api.balance.balance(), lambda _: 0),
    "maintenance_503_user": fails(
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
    "topup_400_above_method_max": fails(
        _top_up(2_000_000_000, "platega", "2"), AmountTooLarge, limit=100_000_000, status=400
    ),
    "topup_400_below_method_min": fails(
        _top_up(1_500, "platega", "2"), AmountTooSmall, limit=10_000, status=400
    ),
    "topup_400_bad_option": fails(
        _top_up(50_000, "platega", "sbp"), MethodUnavailable, method="platega"
    ),
    "topup_400_unknown_method": fails(
        _top_up(50_000, "YOOKASSA_SBP"), MethodUnavailable, method="YOOKASSA_SBP"
    ),
    "topup_403_restricted": fails(_top_up(50_000, "platega", "2"), Blocked),
    "topup_422_below_10_rub": fails(
        _top_up(100, "platega"),
        InvalidInput,
        fields={"amount_kopeks": "Input should be greater than or equal to 1000"},
    ),
    "topup_stars_400": fails(_top_up(50_000, "telegram_stars"), Rejected, status=400),
    "topup_yookassa_provider_unreachable": fails(
        _top_up(50_000, "yookassa", "sbp"), ServerFailure, status=500
    ),
    "stars_invoice_ok": Case(
        lambda api: api.balance.stars_invoice(Kopeks(10_000)),
        lambda body: StarsInvoice(body["invoice_url"], body["amount_kopeks"], body["stars_amount"]),
    ),
    "stars_invoice_400_max": fails(
        lambda api: api.balance.stars_invoice(Kopeks(1_000_001)), AmountTooLarge, limit=1_000_000
    ),
    "stars_invoice_422": fails(lambda api: api.balance.stars_invoice(Kopeks(1)), InvalidInput),
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
    "check_payment_404": fails(
        lambda api: api.balance.check_payment(PaymentKey("platega", "999999")), NotFound
    ),
    "promocode_ok_balance": Case(_promo("BONUS500"), _promo_means),
    "promocode_ok_days": Case(_promo("DAYS7"), _promo_means),
    "multi_promocode_days_with_id": Case(_promo("DAYS7", 24), _promo_means),
    "multi_promocode_days_select_subscription": fails(
        _promo("DAYS7"),
        SubscriptionRequired,
        eligible=(
            EligibleSubscription(24, "Безлимит Pro", 29),
            EligibleSubscription(1, "Стандарт", 83),
        ),
    ),
    "promocode_400_already_used": fails(
        _promo("BONUS500"), PromoRefused, server_code="already_used_by_user"
    ),
    "promocode_400_expired": fails(_promo("EXPIRED2024"), PromoRefused, server_code="expired"),
    "promocode_400_not_found": fails(_promo("NOPE"), PromoRefused, server_code="not_found"),
    "promocode_400_used_up": fails(_promo("USEDUP"), PromoRefused, server_code="used"),
    "promocode_422_empty": fails(_promo(""), InvalidInput),
}
