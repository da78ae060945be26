"""/balance/pending-payments: what is open at the providers, and asking them."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.paging import page_count
from cabinet_tui.sandbox.bedolaga.payments import NAMES, find
from cabinet_tui.sandbox.bedolaga.schemas.balance import (
    CheckedPayment,
    PendingPayment,
    PendingPayments,
)
from cabinet_tui.sandbox.billing import finish_payment
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.paging import PageNumber, newest_first
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account, Payment

router = APIRouter(prefix="/balance/pending-payments")

WINDOW = timedelta(hours=24)
UNLISTED = "telegram_stars"  # the bot's own business


@router.get("")
async def pending_payments(
    request: Request,
    box: Box,
    caller: Caller,
    say: Say,
    page: PageNumber = 1,
    per_page: Annotated[int, Query(ge=1, le=50)] = 10,
) -> WireJSON:
    """Payments of a day that are still open, the newest first."""
    since = box.clock.now() - WINDOW
    waiting = [
        payment
        for payment in caller.payments.values()
        if payment.status == "pending"
        and payment.method != UNLISTED
        and payment.created_at >= since
    ]
    waiting.sort(key=lambda payment: payment.created_at)
    body = PendingPayments(
        items=[_body(request, box, caller, one) for one in newest_first(waiting, page, per_page)],
        total=len(waiting),
        page=page,
        per_page=per_page,
        pages=page_count(len(waiting), per_page),
    )
    return say(body)


@router.get("/{method}/latest")
async def latest(request: Request, box: Box, caller: Caller, say: Say, method: str) -> WireJSON:
    """The last payment of a method; "latest" is no number."""
    if method not in NAMES:
        raise HTTPException(400, f"Invalid payment method: {method}")
    mine = [payment for payment in caller.payments.values() if payment.method == method]
    if not mine:
        raise HTTPException(404, "Payment not found")
    return say(_body(request, box, caller, max(mine, key=lambda payment: payment.created_at)))


@router.get("/{method}/{payment_id}")
async def payment(
    request: Request, box: Box, caller: Caller, say: Say, method: str, payment_id: int
) -> WireJSON:
    """A payment by its number within a method."""
    found, _ = find(box, caller, method, payment_id)
    return say(_body(request, box, caller, found))


@router.post("/{method}/{payment_id}/check")
async def check(
    request: Request, box: Box, caller: Caller, say: Say, method: str, payment_id: int
) -> WireJSON:
    """Ask the provider: brings in a payment whose notice got lost."""
    found, _ = find(box, caller, method, payment_id)
    before = _body(request, box, caller, found)
    if not before.is_checkable:
        return say(
            CheckedPayment(
                success=False,
                message="Ручная проверка недоступна для этого платежа",
                payment=before,
                status_changed=False,
                old_status=None,
                new_status=None,
            )
        )
    if found.paid_at_provider:
        finish_payment(box, caller, found)
    after = _body(request, box, caller, found)
    changed = after.status != before.status
    return say(
        CheckedPayment(
            success=True,
            message=f"Статус обновлён: {after.status_text}" if changed else "Статус не изменился",
            payment=after,
            status_changed=changed,
            old_status=before.status,
            new_status=after.status,
        )
    )


def _body(request: Request, box: Sandbox, owner: Account, payment: Payment) -> PendingPayment:
    extras = box.extras.of(owner).payments[payment.id]
    if extras.url is None:
        # a scenario cannot know yet where it will be served
        extras.url = f"{request.base_url}checkout/{payment.id}"
    return PendingPayment.of(payment, extras, owner)
