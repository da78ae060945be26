"""Each documented operation is asked as the reference says and its example is understood."""

import json

import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.api.limits import Ask, RateClass
from cabinet_tui.domain.errors import RateLimited
from tests.api.operations import CALLS, Operation, documented
from tests.api.rig import Rig, answer, golden, signed_in

ALL = documented()
CALLED = [operation for operation in ALL if operation.name in CALLS]
# The examples whose values stand for a type ("string (required)") or for what we do not send.
EXACT = {
    "POST /balance/stars-invoice",
    "POST /subscription/activate-trial",
    "POST /subscription/purchase-tariff",
    "POST /subscription/renew",
    "POST /subscription/autopay",
    "POST /promocode/activate",
    "POST /tickets",
    "POST /tickets/{ticket_id}/messages",
    "POST /auth/forgot-password",
    "POST /auth/telegram-widget",
}


def test_no_operation_is_left_out() -> None:
    # The refresh is the session's own business.
    assert {operation.name for operation in ALL} == {*CALLS, "POST /auth/refresh"}
    assert len(ALL) == 37


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.name)
async def test_a_call_asks_what_the_reference_says(operation: Operation) -> None:
    rig = await signed_in(golden(operation.response), operation.success_status)

    await CALLS[operation.name](rig.api)

    (request,) = rig.requests
    path = operation.path.replace("{payment_id}", "7").replace("{ticket_id}", "7")
    assert rig.paths() == [f"{operation.method} {path}"]
    assert set(request.url.params) == set(operation.query)
    assert request.headers.get("authorization") == ("Bearer access-1" if operation.auth else None)
    assert request.headers["user-agent"].startswith("cabinet-tui/")
    if operation.request is None:
        assert request.content == b""
    else:
        sent = json.loads(request.content)
        assert request.headers["content-type"] == "application/json"
        assert operation.required <= set(sent) <= operation.required | operation.optional
        if operation.name in EXACT:
            assert sent == json.loads(golden(operation.request))


@pytest.mark.parametrize("operation", CALLED, ids=lambda operation: operation.name)
async def test_a_call_is_counted_in_its_documented_class(operation: Operation) -> None:
    rig = await signed_in({"detail": "Too many requests"}, 429, retry_after="30")
    with pytest.raises(RateLimited):
        await CALLS[operation.name](rig.api)

    counted = RateClass(operation.rate_class)
    limiter = rig.transport._limiter
    with pytest.raises(RateLimited) as caught:
        await limiter.acquire(Ask(counted, path="GET /another"))
    assert caught.value.retry_after.total_seconds() == 30
    for other in {*RateClass} - {counted}:
        await limiter.acquire(Ask(other, path="GET /another"))


async def test_the_refresh_asks_what_the_reference_says() -> None:
    rig = Rig(lambda _: answer(golden("post_auth_refresh.200.json")))
    await rig.sign_in()

    token = await rig.session.access(renew=True)

    assert rig.paths() == ["POST /auth/refresh"]
    assert rig.body() == {"refresh_token": "refresh-1"}
    assert "authorization" not in rig.requests[0].headers
    assert token == json.loads(golden("post_auth_refresh.200.json"))["access_token"]


async def test_optional_parts_are_left_out_when_there_is_nothing_to_say() -> None:
    from cabinet_tui.domain.account import Registration, TelegramLogin
    from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest, TrialRequest

    rig = await signed_in({"access_token": "a"})
    await rig.api.session.register(Registration("a@b.c", "long enough", "John"))
    assert rig.body() == {"email": "a@b.c", "password": "long enough", "first_name": "John"}
    await rig.api.session.sign_in_telegram(TelegramLogin(1, "John", 2, "hash"))
    assert rig.body() == {"id": 1, "first_name": "John", "auth_date": 2, "hash": "hash"}
    await rig.api.subscription.activate_trial(TrialRequest())
    assert rig.body() == {}
    await rig.api.subscription.purchase(PurchaseRequest(1, 30))
    assert rig.body() == {"tariff_id": 1}
    await rig.api.subscription.renew(RenewalRequest(30))
    assert rig.body() == {"period_days": 30}


async def test_a_payment_is_asked_for_in_exact_roubles_and_returns_to_the_service() -> None:
    from cabinet_tui.domain.money import Kopeks

    rig = await signed_in(golden("post_balance_top-up.200.json"))
    await rig.api.balance.top_up(Kopeks(150_055), "SBP")
    assert b'"amount_rubles": 1500.55' in rig.requests[0].content
    assert rig.body() == {
        "amount_rubles": 1500.55,
        "payment_method": "SBP",
        "return_url": "https://vpn.example.com/",
    }


async def test_the_id_of_a_payment_cannot_leave_its_place_in_the_path() -> None:
    from cabinet_tui.domain.balance import PaymentKey

    rig = await signed_in({"status": "pending"})
    await rig.api.balance.check_payment(PaymentKey("SBP", "../../auth/me?x=1#y"))
    assert rig.requests[0].url.raw_path == (
        b"/cabinet/balance/check-payment/..%2F..%2Fauth%2Fme%3Fx%3D1%23y"
    )


def test_the_session_does_not_show_its_tokens() -> None:
    assert isinstance(Rig(lambda _: answer({})).session, Session)
    assert repr(Rig(lambda _: answer({})).session) == "Session(vpn.example.com)"
