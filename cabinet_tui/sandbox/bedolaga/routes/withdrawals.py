"""/referral/withdrawal: asking for what was earned, once in thirty days."""

from datetime import timedelta
from typing import Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.extras.payouts import Payout
from cabinet_tui.sandbox.bedolaga.schemas.payouts import (
    PayoutBalance,
    PayoutBody,
    PayoutMade,
    PayoutOrder,
    Payouts,
)
from cabinet_tui.sandbox.billing import post
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.routes.control import Target
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.state import Account

router = APIRouter(prefix="/referral/withdrawal")
control = APIRouter()

LEAST = 50_000
COOL_DOWN = timedelta(days=30)
ADVICE = "Укажите телефон и банк для СБП или номер карты."
_TOLD = 50


class Decision(BaseModel):
    """POST /sandbox/withdrawals/{id}: what support decides."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["approved", "rejected", "completed"]
    comment: str | None = None


def seed(box: Sandbox, account: Account) -> None:
    """What went out before had been asked for, long enough ago to ask again."""
    payouts = box.extras.of(account).payouts
    for entry in account.ledger.of_type("WITHDRAWAL"):
        asked = min(entry.created_at, box.clock.now() - COOL_DOWN) - timedelta(days=2)
        payouts.append(
            Payout(
                id=len(payouts) + 1,
                kopeks=-entry.amount_kopeks,
                details="СБП +7 900 000-00-01, Банк",
                created_at=asked,
                status="completed",
                comment="Переведено",
                processed_at=asked + timedelta(days=1),
            )
        )


@router.get("/balance")
async def balance(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What can go, and why not."""
    earned, withdrawn, pending = _sums(box, caller)
    available = _available(box, caller)
    reason = _obstacle(box, caller)
    return say(
        PayoutBalance(
            total_earned=earned,
            referral_spent=0,
            withdrawn=withdrawn,
            pending=pending,
            available_referral=available,
            available_total=available,
            only_referral_mode=True,
            min_amount_kopeks=LEAST,
            is_withdrawal_enabled=True,
            can_request=reason is None,
            cannot_request_reason=reason,
            requisites_text=ADVICE,
        )
    )


@router.get("/history")
async def history(box: Box, caller: Caller, say: Say) -> WireJSON:
    """The requests, the newest first."""
    payouts = box.extras.of(caller).payouts
    newest = sorted(payouts, key=lambda one: one.created_at, reverse=True)
    items = [PayoutBody.of(one) for one in newest[:_TOLD]]
    return say(Payouts(items=items, total=len(payouts)))


@router.post("/create")
async def create(box: Box, caller: Caller, say: Say, body: PayoutOrder) -> WireJSON:
    """Ask for money; nothing leaves the balance before support agrees."""
    reason = _obstacle(box, caller)
    if reason is not None:
        raise HTTPException(400, reason)
    available = _available(box, caller)
    if body.amount_kopeks > available:
        raise HTTPException(400, f"Недостаточно средств. Доступно: {available / 100:.0f}₽")
    payouts = box.extras.of(caller).payouts
    payout = Payout(len(payouts) + 1, body.amount_kopeks, body.payment_details, box.clock.now())
    payouts.append(payout)
    return say(PayoutMade(id=payout.id, amount_kopeks=payout.kopeks, status=payout.status))


@router.post("/{request_id}/cancel")
async def cancel(box: Box, caller: Caller, say: Say, request_id: int) -> WireJSON:
    """Take a request back; it counts for the cool-down all the same."""
    payout = _find(box, caller, request_id)
    if payout.status != "pending":
        raise HTTPException(400, "Можно отменить только заявку в ожидании")
    payout.status = "cancelled"
    return say({"success": True})


@control.post("/withdrawals/{request_id}")
async def decide(box: Box, target: Target, request_id: int, body: Decision) -> Done:
    """Decide on a request: the money leaves the balance when it is agreed to."""
    payout = _find(box, target, request_id)
    if body.status == "approved":
        post(box, target, "WITHDRAWAL", -payout.kopeks, "Вывод реферального баланса")
    payout.status, payout.comment = body.status, body.comment
    payout.processed_at = box.clock.now()
    return Done(count=1)


def _find(box: Sandbox, account: Account, request_id: int) -> Payout:
    for payout in box.extras.of(account).payouts:
        if payout.id == request_id:
            return payout
    raise HTTPException(404, "Заявка не найдена")


def _sums(box: Sandbox, account: Account) -> tuple[int, int, int]:
    """Kopeks that were earned, that went out and that are asked for."""
    payouts = box.extras.of(account).payouts
    gone = sum(one.kopeks for one in payouts if one.status in {"approved", "completed"})
    asked = sum(one.kopeks for one in payouts if one.status == "pending")
    return sum(one.amount_kopeks for one in account.earnings), gone, asked


def _available(box: Sandbox, account: Account) -> int:
    earned, withdrawn, pending = _sums(box, account)
    return min(account.ledger.balance, max(0, earned - withdrawn - pending))


def _obstacle(box: Sandbox, account: Account) -> str | None:
    available = _available(box, account)
    if available < LEAST:
        least = LEAST / 100
        return f"Минимальная сумма вывода: {least:.0f}₽. Доступно: {available / 100:.0f}₽"
    payouts = box.extras.of(account).payouts
    last = max(payouts, key=lambda one: one.created_at, default=None)
    if last is None:
        return None
    left = last.created_at + COOL_DOWN - box.clock.now()
    if left > timedelta():
        return f"Следующий запрос на вывод будет доступен через {-(-left // timedelta(days=1))} дн."
    if last.status == "pending":
        return "У вас уже есть активная заявка на рассмотрении"
    return None
