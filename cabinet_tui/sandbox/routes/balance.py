"""/balance: the money, its history, and the ways to add to it."""

from fastapi import APIRouter, HTTPException, Request

from cabinet_tui.sandbox.billing import finish_payment
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import PaymentMethod
from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.paging import PageNumber, PerPage, newest_first, page_count
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.balance import (
    Balance,
    CheckedPayment,
    CreatedPayment,
    Method,
    Methods,
    PendingPayment,
    PendingPayments,
    StarsInvoice,
    StarsOrder,
    TopUp,
    Transaction,
    Transactions,
    kopeks,
)
from cabinet_tui.sandbox.state import Account, Payment
from cabinet_tui.sandbox.values import random_uuid, random_word

router = APIRouter(prefix="/balance")

STARS = "TELEGRAM_STARS"
STARS_PER_RUBLE = 2


@router.get("", response_model=Balance, responses=errors(401))
async def balance(caller: Caller, say: Say) -> WireJSON:
    """What the account has."""
    held = caller.ledger.balance
    return say(Balance(balance_kopeks=held, balance_rubles=held / 100))


@router.get("/transactions", response_model=Transactions, responses=errors(401))
async def transactions(
    caller: Caller,
    say: Say,
    page: PageNumber = 1,
    per_page: PerPage = 20,
    type: str | None = None,  # noqa: A002 - the documented name of the query parameter
) -> WireJSON:
    """The history, the newest first."""
    entries = caller.ledger.of_type(type)
    body = Transactions(
        items=[Transaction.of(entry) for entry in newest_first(entries, page, per_page)],
        total=len(entries),
        page=page,
        per_page=per_page,
        pages=page_count(len(entries), per_page),
    )
    return say(body)


@router.get("/payment-methods", response_model=Methods, responses=errors(401))
async def payment_methods(box: Box, _caller: Caller, say: Say) -> WireJSON:
    """The ways to pay."""
    return say(Methods(methods=[Method.of(method) for method in box.state.catalogue.methods]))


@router.post("/top-up", response_model=CreatedPayment, responses=errors(400, 401))
async def top_up(request: Request, box: Box, caller: Caller, say: Say, body: TopUp) -> WireJSON:
    """Open a payment, to be made on the sandbox's own checkout page."""
    payment = _open_payment(box, caller, body.payment_method, kopeks(body.amount_rubles))
    payment.return_url = body.return_url
    reply = CreatedPayment(
        payment_id=payment.id,
        confirmation_url=f"{request.base_url}checkout/{payment.id}",
        amount_kopeks=payment.amount_kopeks,
        amount_rubles=payment.amount_kopeks / 100,
        payment_method=payment.method,
        status=payment.status,
    )
    return say(reply)


@router.post("/stars-invoice", response_model=StarsInvoice, responses=errors(400, 401))
async def stars_invoice(box: Box, caller: Caller, say: Say, body: StarsOrder) -> WireJSON:
    """Open an invoice in Telegram Stars, to be paid by the control route."""
    payment = _open_payment(box, caller, STARS, kopeks(body.amount_rubles))
    payment.invoice_link = f"https://t.me/${random_word(box.rng, 16)}"
    reply = StarsInvoice(
        invoice_link=payment.invoice_link,
        amount_rubles=payment.amount_kopeks / 100,
        amount_stars=-(-payment.amount_kopeks * STARS_PER_RUBLE // 100),
    )
    return say(reply)


@router.get("/pending-payments", response_model=PendingPayments, responses=errors(401))
async def pending_payments(caller: Caller, say: Say) -> WireJSON:
    """Payments that are still open."""
    waiting = [p for p in caller.payments.values() if p.status == "pending"]
    return say(PendingPayments(payments=[PendingPayment.of(payment) for payment in waiting]))


@router.post(
    "/check-payment/{payment_id}", response_model=CheckedPayment, responses=errors(401, 404)
)
async def check_payment(box: Box, caller: Caller, say: Say, payment_id: str) -> WireJSON:
    """Ask the provider: brings in a payment whose notice got lost."""
    payment = caller.payments.get(payment_id)
    if payment is None:
        raise HTTPException(404, "Payment not found")
    if payment.paid_at_provider:
        finish_payment(box, caller, payment)
    words = {
        "completed": "Payment verified successfully",
        "failed": "Payment was declined",
        "expired": "Payment has expired",
        "pending": "Payment is not completed yet",
    }
    return say(CheckedPayment(status=payment.status, message=words[payment.status]))


def _open_payment(box: Sandbox, caller: Account, method_id: str, amount: int) -> Payment:
    method = box.state.catalogue.method(method_id)
    if method is None:
        raise HTTPException(400, "Payment method is not available")
    _check_range(method, amount)
    payment = Payment(random_uuid(box.rng), method.id, amount, box.clock.now())
    caller.payments[payment.id] = payment
    return payment


def _check_range(method: PaymentMethod, amount: int) -> None:
    if amount < method.min_kopeks:
        raise HTTPException(400, f"Minimum amount: {method.min_kopeks / 100:.2f} RUB")
    if method.max_kopeks is not None and amount > method.max_kopeks:
        raise HTTPException(400, f"Maximum amount: {method.max_kopeks / 100:.2f} RUB")
