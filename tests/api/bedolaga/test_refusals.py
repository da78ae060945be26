"""Refusals in the four shapes of a Bedolaga server are errors with a sentence of our own."""

from datetime import timedelta

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.balance import PaymentKey
from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    InvalidInput,
    Maintenance,
    RateLimited,
    Rejected,
)
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.promo_refusals import (
    EligibleSubscription,
    PromoRefused,
    SubscriptionRequired,
)
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall, MethodUnavailable
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest
from tests.api.bedolaga import bodies
from tests.api.bedolaga.rig import BedolagaRig, saying

PROMO_CODES = [
    "not_found",
    "expired",
    "inactive",
    "not_yet_valid",
    "used",
    "already_used_by_user",
    "active_discount_exists",
    "no_subscription_for_days",
    "subscription_not_found",
    "not_first_purchase",
    "daily_limit",
    "trial_subscription_exists",
    "trial_provisioning_failed",
    "traffic_not_applicable",
    "user_not_found",
    "server_error",
]


@pytest.fixture(autouse=True)
def english() -> None:
    locale.use("en")


async def refused(rig: BedolagaRig, *, code: str = "X") -> CabinetError:
    with pytest.raises(CabinetError) as caught:
        await rig.gate.balance.activate_promo(code)
    return caught.value


@pytest.mark.parametrize("code", PROMO_CODES)
async def test_a_promo_code_is_refused_in_our_words(code: str) -> None:
    rig = await saying({"detail": {"code": code, "message": "их слова"}}, 400)
    error = await refused(rig)
    assert isinstance(error, PromoRefused)
    assert error.server_code == code
    assert error.what
    assert error.what != "их слова"
    assert error.what.isascii()


async def test_an_unknown_promo_code_refusal_keeps_the_servers_words() -> None:
    rig = await saying({"detail": {"code": "moon_phase", "message": "Не та фаза луны"}}, 400)
    error = await refused(rig)
    assert type(error) is Rejected
    assert error.what == "Не та фаза луны"
    rig = await saying({"success": False, "error": "moon_phase", "message": "Не та"})
    error = await refused(rig)
    assert isinstance(error, PromoRefused)
    assert error.what == "Не та"


async def test_a_code_for_one_of_several_subscriptions_asks_which() -> None:
    error = await refused(await saying(bodies.CHOOSE))
    assert isinstance(error, SubscriptionRequired)
    assert error.eligible == (
        EligibleSubscription(41, "Дом", 12),
        EligibleSubscription(44, "Дача", 3),
    )


@pytest.mark.parametrize("extra", [{}, {"missing_amount": None}])
async def test_too_little_money_tells_how_much_and_that_the_order_is_kept(
    extra: dict[str, object],
) -> None:
    rig = await saying({"detail": bodies.SHORT | extra}, 402)
    with pytest.raises(BalanceTooLow) as bought:
        await rig.gate.subscription.purchase(PurchaseRequest(9, 31))
    with pytest.raises(BalanceTooLow) as renewed:
        await rig.gate.subscription.renew(RenewalRequest(31))
    for caught in (bought, renewed):
        assert caught.value.missing == (None if extra else 5_450)
        assert caught.value.cart_saved


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Minimum amount is 150.00 RUB", AmountTooSmall(limit=Kopeks(15_000))),
        ("Minimum amount is 1,150.5 RUB", AmountTooSmall(limit=Kopeks(115_050))),
        ("Maximum amount is 90,000.00 RUB", AmountTooLarge(limit=Kopeks(9_000_000))),
        ("Invalid or unavailable payment method", MethodUnavailable()),
        ("Invalid Wata payment option", MethodUnavailable()),
        ("Maximum amount is secret", Rejected(detail="Maximum amount is secret")),
    ],
)
async def test_a_top_up_is_refused_in_our_words(words: str, meant: Rejected) -> None:
    rig = await saying({"detail": words}, 400)
    with pytest.raises(Rejected) as caught:
        await rig.gate.balance.top_up(Kopeks(1), "wata")
    assert (type(caught.value), caught.value.what) == (type(meant), meant.what)
    assert caught.value.status == 400


@pytest.mark.parametrize(
    ("status", "words", "sentence"),
    [
        (409, "You already have an open ticket", "There is an open ticket already"),
        (400, "Cannot add message to closed ticket", "This ticket is closed"),
        (403, "Balance top-up is restricted for this account", "does not let this account top up"),
        (500, "Failed to create Wata payment", "Wata does not take payments right now"),
        (400, "Autopay is not available for trial subscriptions", "A trial cannot be paid for"),
        (400, "Autopay is not available for daily subscriptions", "day by day"),
        (400, "Autopay is not available for classic subscriptions", "cannot be paid for by itself"),
        (405, "Method Not Allowed", "This service does not offer that."),
        (400, "Совсем другое", "Совсем другое"),
    ],
)
async def test_known_words_are_said_in_the_language_in_use(
    status: int, words: str, sentence: str
) -> None:
    rig = await saying({"detail": words}, status)
    with pytest.raises(CabinetError) as caught:
        await rig.gate.subscription.set_autopay(enabled=True)
    assert sentence in caught.value.what


async def test_maintenance_keeps_its_reason() -> None:
    detail = {"code": "maintenance", "message": "Работы", "reason": "Замена диска"}
    with pytest.raises(Maintenance) as caught:
        await (await saying({"detail": detail}, 503)).gate.balance.balance()
    assert (caught.value.detail, caught.value.reason) == ("Работы", "Замена диска")


async def test_a_list_of_complaints_is_one_whatever_its_status() -> None:
    complaint = {"type": "missing", "loc": ["body", "title"], "msg": "Field required"}
    for status in (400, 422):
        rig = await saying({"detail": [complaint, "и ещё"]}, status)
        with pytest.raises(InvalidInput) as caught:
            await rig.gate.tickets.open_ticket("a", "b")
        assert caught.value.fields == {"title": "Field required", "": "и ещё"}
        assert caught.value.status == status


async def test_too_many_requests_wait_as_long_as_is_said() -> None:
    rig = await saying({"detail": "Too many requests"}, 429, retry_after="17")
    with pytest.raises(RateLimited) as caught:
        await rig.gate.balance.check_payment(PaymentKey("wata", "6"))
    assert caught.value.retry_after == timedelta(seconds=17)
