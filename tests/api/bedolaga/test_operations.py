"""Each operation asks what a Bedolaga server is asked, and understands what it answers."""

import json

import pytest

from cabinet_tui.domain.balance import PaymentKey, TransactionKind
from cabinet_tui.domain.errors import NotSupported
from cabinet_tui.domain.sales_refusals import SoldElsewhere
from cabinet_tui.domain.subscription import PurchaseRequest, RenewalRequest
from tests.api.bedolaga import bodies
from tests.api.bedolaga.operations import OPERATIONS, Operation
from tests.api.bedolaga.rig import routed, saying


def _id(operation: Operation) -> str:
    return f"{operation.name} {len(operation.query)}"


@pytest.mark.parametrize("operation", OPERATIONS, ids=_id)
async def test_it_asks_and_understands(operation: Operation) -> None:
    rig = await routed({operation.name: operation.answer, **operation.others})

    value = await operation.do(rig.gate)

    assert value == operation.value
    request = rig.requests[0]
    assert rig.paths()[0] == operation.name
    assert dict(request.url.params) == dict(operation.query)
    assert request.headers.get("authorization") == (None if operation.public else "Bearer access-1")
    if operation.body is None:
        assert request.content == b""
    else:
        assert json.loads(request.content) == operation.body


async def test_what_need_not_be_said_is_left_out() -> None:
    rig = await saying({})
    await rig.gate.subscription.purchase(PurchaseRequest(9, 31))
    assert rig.body() == {"tariff_id": 9, "period_days": 31}
    await rig.gate.subscription.renew(RenewalRequest(31))
    assert rig.body() == {"period_days": 31}
    assert not rig.requests[-1].url.params
    await rig.gate.subscription.set_autopay(enabled=False)
    assert rig.body() == {"enabled": False}
    assert not rig.requests[-1].url.params


async def test_every_kind_of_transaction_has_a_word_to_filter_by() -> None:
    rig = await saying(bodies.EMPTY_PAGE)
    for kind in TransactionKind:
        await rig.gate.balance.transactions(kind=kind)
    asked = {request.url.params["type"] for request in rig.requests}
    assert asked == {
        "deposit",
        "subscription_payment",
        "referral_reward",
        "withdrawal",
        "poll_reward",
        "refund",
        "gift_payment",
    }


async def test_nobody_but_support_closes_a_ticket() -> None:
    rig = await saying({})
    with pytest.raises(NotSupported):
        await rig.gate.tickets.close_ticket(33)
    assert not rig.requests


async def test_a_service_without_ready_tariffs_says_so() -> None:
    rig = await saying(bodies.CLASSIC)
    with pytest.raises(SoldElsewhere):
        await rig.gate.subscription.tariffs()


async def test_a_method_cannot_leave_its_place_in_the_path() -> None:
    rig = await saying(bodies.CHECKED)
    await rig.gate.balance.check_payment(PaymentKey("../../auth/me?x=1#y", "6"))
    assert rig.requests[0].url.raw_path == (
        b"/cabinet/balance/pending-payments/..%2F..%2Fauth%2Fme%3Fx%3D1%23y/6/check"
    )
