"""Withdrawals in the Bedolaga dialect: kopeks, Russian refusals, private details."""

import httpx
import pytest

from cabinet_tui.api.bedolaga.withdrawals import BedolagaWithdrawals
from cabinet_tui.api.client import Client
from cabinet_tui.domain.errors import CabinetError, NotFound, OutcomeUnknown, Rejected
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.domain.refusals import AmountTooLarge, AmountTooSmall
from cabinet_tui.domain.withdrawal import WithdrawalOrder, WithdrawalStatus
from cabinet_tui.domain.withdrawal_refusals import (
    WithdrawalDecided,
    WithdrawalsClosed,
    WithdrawalTooSoon,
    WithdrawalWaiting,
)
from tests.api.rig import Rig, answer

FUNDS: dict[str, object] = {
    "total_earned": 812_345,
    "referral_spent": 40_000,
    "withdrawn": 300_000,
    "pending": 25_000,
    "available_referral": 90_077,
    "available_total": 120_077,
    "only_referral_mode": False,
    "min_amount_kopeks": 70_000,
    "is_withdrawal_enabled": True,
    "can_request": True,
    "cannot_request_reason": None,
    "requisites_text": "Укажите телефон и банк",
}
ROW: dict[str, object] = {
    "id": 31,
    "amount_kopeks": 75_001,
    "amount_rubles": 750.01,
    "status": "rejected",
    "payment_details": "Карта 2200 1111 2222 3333",
    "admin_comment": None,
    "created_at": "2026-03-04T05:06:07.123456Z",
    "processed_at": "2026-03-05T00:00:00+00:00",
}
ORDER = WithdrawalOrder(Kopeks(75_001), "SBP +7 911 222-33-44")


async def gateway(reply: httpx.Response) -> tuple[BedolagaWithdrawals, Rig]:
    rig = Rig(lambda _request: reply)
    await rig.sign_in()
    return BedolagaWithdrawals(Client(rig.transport, rig.session)), rig


async def test_the_funds_are_read_to_the_kopek() -> None:
    withdrawals, rig = await gateway(answer(FUNDS))
    funds = await withdrawals.funds()
    assert (funds.available, funds.earned, funds.withdrawn) == (120_077, 812_345, 300_000)
    assert (funds.pending, funds.minimum) == (25_000, 70_000)
    assert funds.is_offered
    assert funds.obstacle is None
    assert funds.advice == "Укажите телефон и банк"
    assert rig.paths() == ["GET /referral/withdrawal/balance"]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Следующий запрос на вывод будет доступен через 17 дн.", WithdrawalTooSoon(days=17)),
        ("У вас уже есть активная заявка на рассмотрении", WithdrawalWaiting()),
        ("Функция вывода реферального баланса отключена", WithdrawalsClosed()),
        (
            "Минимальная сумма вывода: 700₽. Доступно: 120₽",
            AmountTooSmall(limit=Kopeks(70_000)),
        ),
        ("Недостаточно средств. Доступно: 120₽", AmountTooLarge(limit=Kopeks(12_000))),
        ("Недостаточно реферального баланса. Доступно: 9₽", AmountTooLarge(limit=Kopeks(900))),
        ("Вывод закрыт до весны", Rejected(detail="Вывод закрыт до весны")),
    ],
)
async def test_a_refusal_in_russian_becomes_what_it_means(
    words: str, meaning: CabinetError
) -> None:
    withdrawals, _rig = await gateway(
        answer(FUNDS | {"can_request": False, "cannot_request_reason": words})
    )
    obstacle = (await withdrawals.funds()).obstacle
    assert (type(obstacle), str(obstacle)) == (type(meaning), str(meaning))
    withdrawals, _rig = await gateway(answer({"detail": words}, 400))
    with pytest.raises(Rejected) as told:
        await withdrawals.create(ORDER)
    assert (type(told.value), str(told.value)) == (type(meaning), str(meaning))


async def test_a_missing_reason_is_a_refusal_all_the_same() -> None:
    withdrawals, _rig = await gateway(answer(FUNDS | {"can_request": False}))
    assert (await withdrawals.funds()).obstacle is not None


async def test_the_history_keeps_order_and_survives_a_broken_row() -> None:
    items = [ROW, {"id": "?"}, ROW | {"id": 30, "status": "on_hold", "created_at": None}]
    withdrawals, _rig = await gateway(answer({"items": items, "total": 3}))
    first, second = await withdrawals.history()
    assert (first.id, first.amount, first.status) == (31, 75_001, WithdrawalStatus.REJECTED)
    assert first.details == "Карта 2200 1111 2222 3333"
    assert first.created_at is not None
    assert first.processed_at is not None
    assert (second.id, second.status, second.created_at) == (30, "on_hold", None)


async def test_a_request_carries_kopeks_and_details_and_nothing_else() -> None:
    withdrawals, rig = await gateway(
        answer({"id": 32, "amount_kopeks": 75_001, "status": "pending"})
    )
    made = await withdrawals.create(ORDER)
    assert rig.paths() == ["POST /referral/withdrawal/create"]
    assert rig.body() == {"amount_kopeks": 75_001, "payment_details": "SBP +7 911 222-33-44"}
    assert (made.id, made.amount, made.can_cancel) == (32, 75_001, True)


async def test_a_request_whose_answer_is_cut_is_sent_once_and_unknown() -> None:
    def cut(_request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("cut")

    rig = Rig(cut)
    await rig.sign_in()
    with pytest.raises(OutcomeUnknown):
        await BedolagaWithdrawals(Client(rig.transport, rig.session)).create(ORDER)
    assert len(rig.requests) == 1


async def test_cancelling_tells_a_decided_request_from_one_that_is_not_there() -> None:
    withdrawals, rig = await gateway(answer({"success": True}))
    await withdrawals.cancel(31)
    assert rig.paths() == ["POST /referral/withdrawal/31/cancel"]
    withdrawals, _rig = await gateway(
        answer({"detail": "Можно отменить только заявку в ожидании"}, 400)
    )
    with pytest.raises(WithdrawalDecided):
        await withdrawals.cancel(31)
    withdrawals, _rig = await gateway(answer({"detail": "Заявка не найдена"}, 404))
    with pytest.raises(NotFound):
        await withdrawals.cancel(9)


async def test_the_details_are_in_no_error_and_no_repr() -> None:
    body = {
        "detail": [
            {
                "type": "string_too_long",
                "loc": ["body", "payment_details"],
                "msg": "String should have at most 1000 characters",
                "input": ORDER.details,
            }
        ]
    }
    withdrawals, _rig = await gateway(answer(body, 422))
    with pytest.raises(Rejected) as told:
        await withdrawals.create(ORDER)
    assert "911" not in f"{told.value} {told.value!r}"
