"""A payment keeps one number through all the names that it has."""

import json

import httpx
import pytest

from cabinet_tui.domain.balance import Payment, PaymentCheck, PaymentKey, PaymentState
from cabinet_tui.domain.errors import NotFound, Rejected
from cabinet_tui.domain.money import Kopeks
from tests.api.bedolaga import bodies
from tests.api.bedolaga.rig import at_work, routed, saying
from tests.api.rig import answer

LIST = "GET /balance/pending-payments"
CHECK = "POST /balance/pending-payments/wata/6/check"
MADE = "POST /balance/topup"


async def test_a_payment_whose_list_cannot_be_read_keeps_its_providers_name() -> None:
    rig = await routed({MADE: bodies.TOP_UP, LIST: (500, {"detail": "no"})})
    payment = await rig.gate.balance.top_up(Kopeks(45_000), "wata")
    assert payment == Payment(
        key=PaymentKey("wata", "wt-77c1"),
        amount=Kopeks(45_000),
        url="https://pay.example.net/wata/wt-77c1",
    )
    assert rig.requests[0].content
    assert json.loads(rig.requests[0].content) == {
        "amount_kopeks": 45_000,
        "payment_method": "wata",
    }
    assert rig.paths().count(MADE) == 1


async def test_it_is_found_by_that_name_later() -> None:
    rig = await routed({LIST: bodies.PENDING, CHECK: bodies.CHECKED})
    found = await rig.gate.balance.check_payment(PaymentKey("WATA", "wt-77c1"))
    assert found == PaymentCheck(PaymentState.PAID, "Статус обновлён")
    assert rig.paths() == [LIST, CHECK]


async def test_a_name_of_digits_is_tried_as_the_number_first() -> None:
    check = "POST /balance/pending-payments/lava/6/check"
    rig = await routed({LIST: bodies.PENDING, check: bodies.CHECKED})
    found = await rig.gate.balance.check_payment(PaymentKey("lava", "5012"))
    assert found.state is PaymentState.PAID
    assert rig.paths() == ["POST /balance/pending-payments/lava/5012/check", LIST, check]


async def test_a_name_that_is_the_number_is_kept() -> None:
    made = bodies.TOP_UP | {"payment_id": "6"}
    rig = await routed({MADE: made, LIST: bodies.PENDING})
    payment = await rig.gate.balance.top_up(Kopeks(45_000), "wata")
    assert payment.key == PaymentKey("wata", "6")


async def test_the_newest_payment_of_a_method_is_it_when_its_link_says_so() -> None:
    latest = bodies.WAITING | {"identifier": "another-name"}
    where = "GET /balance/pending-payments/wata/latest"
    rig = await routed({LIST: bodies.EMPTY_PAGE, where: latest, CHECK: bodies.CHECKED})
    found = await rig.gate.balance.check_payment(PaymentKey("wata", "wt-77c1"))
    assert found.state is PaymentState.PAID
    with pytest.raises(NotFound):
        await rig.gate.balance.check_payment(PaymentKey("wata", "wt-other"))


async def test_what_is_nowhere_is_not_found() -> None:
    rig = await routed({LIST: bodies.EMPTY_PAGE})
    with pytest.raises(NotFound):
        await rig.gate.balance.check_payment(PaymentKey("wata", "wt-77c1"))
    with pytest.raises(NotFound):
        await rig.gate.balance.check_payment(PaymentKey("wata", "6"))


async def test_a_paid_payment_that_cannot_be_checked_by_hand_is_paid() -> None:
    rig = await saying(bodies.CHECKED_AGAIN)
    found = await rig.gate.balance.check_payment(PaymentKey("wata", "6"))
    assert found.state is PaymentState.PAID
    assert "Ручная проверка" in found.message


async def test_a_check_that_tells_of_no_payment_is_a_refusal() -> None:
    rig = await saying({"success": False, "message": "Нет такого", "payment": None})
    with pytest.raises(Rejected) as caught:
        await rig.gate.balance.check_payment(PaymentKey("wata", "6"))
    assert caught.value.what == "Нет такого"


@pytest.mark.parametrize(
    ("status", "is_paid", "state"),
    [
        ("Created", False, PaymentState.PENDING),
        ("succeeded", False, PaymentState.PENDING),
        ("succeeded", None, PaymentState.PAID),
        ("whatever", True, PaymentState.PAID),
        ("CANCELED", False, PaymentState.FAILED),
        ("expired", False, PaymentState.EXPIRED),
        ("PREAUTH", False, "Ожидает оплаты"),
    ],
)
async def test_being_paid_is_believed_before_the_providers_word(
    status: str, is_paid: bool | None, state: object
) -> None:
    item = bodies.WAITING | {"status": status, "is_paid": is_paid}
    rig = await saying(bodies.EMPTY_PAGE | {"items": [item]})
    (payment,) = await rig.gate.balance.pending_payments()
    assert payment.state == state


async def test_waiting_payments_are_read_page_after_page() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params["page"])
        items = [bodies.WAITING | {"id": number}]
        return answer({"items": items, "page": number, "pages": 3, "total": 3, "per_page": 1})

    rig = await at_work(handler)
    payments = await rig.gate.balance.pending_payments()
    assert [payment.key.id for payment in payments] == ["1", "2", "3"]


async def test_pages_without_end_are_not_all_read() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        return answer(bodies.PENDING | {"page": int(request.url.params["page"]), "pages": 10**6})

    rig = await at_work(handler)
    await rig.gate.balance.pending_payments()
    assert len(rig.requests) < 10
