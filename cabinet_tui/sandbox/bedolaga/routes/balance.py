"""/balance: the money, its history, and the ways to add to it."""

from fastapi import APIRouter, HTTPException, Request

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.history import note_failed_refund, row, rows
from cabinet_tui.sandbox.bedolaga.paging import page_count
from cabinet_tui.sandbox.bedolaga.payments import NAMES, OPTIONS, adopt, open_payment
from cabinet_tui.sandbox.bedolaga.schemas.balance import (
    Balance,
    CreatedPayment,
    Method,
    Option,
    StarsInvoice,
    StarsOrder,
    TopUp,
    Transaction,
    Transactions,
)
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import PaymentMethod
from cabinet_tui.sandbox.paging import PageNumber, PerPage, newest_first
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account
from cabinet_tui.sandbox.values import random_word

router = APIRouter(prefix="/balance")

STARS = "telegram_stars"
KOPEKS_A_STAR = 100


def seed(box: Sandbox, account: Account) -> None:
    """The scenario's payments in this server's words, and a refund that went wrong."""
    adopt(box, account)
    spent = [e for e in account.ledger.entries if e.type == "SUBSCRIPTION_RENEWAL"]
    if spent:
        note_failed_refund(box, account, -spent[-1].amount_kopeks, spent[-1].created_at)


@router.get("")
async def balance(caller: Caller, say: Say) -> WireJSON:
    """What the account has."""
    held = caller.ledger.balance
    return say(Balance(balance_kopeks=held, balance_rubles=held / 100))


@router.get("/transactions")
async def transactions(
    box: Box,
    caller: Caller,
    say: Say,
    page: PageNumber = 1,
    per_page: PerPage = 20,
    type: str | None = None,  # noqa: A002 - the server's name of the query parameter
) -> WireJSON:
    """The history, the newest first."""
    entries = rows(box, caller, type)
    body = Transactions(
        items=[Transaction.of(row(entry)) for entry in newest_first(entries, page, per_page)],
        total=len(entries),
        page=page,
        per_page=per_page,
        pages=page_count(len(entries), per_page),
    )
    return say(body)


@router.get("/payment-methods")
async def payment_methods(box: Box, _caller: Caller, say: Say) -> WireJSON:
    """The ways to pay, a bare list."""
    return say([Method.of(method, _options(method)) for method in box.state.catalogue.methods])


@router.post("/topup")
async def top_up(request: Request, box: Box, caller: Caller, say: Say, body: TopUp) -> WireJSON:
    """Open a payment, to be made on the sandbox's own checkout page."""
    if box.extras.service.restricted:
        raise HTTPException(403, "Balance top-up is restricted for this account")
    if body.payment_method == STARS:
        raise HTTPException(
            400,
            "Telegram Stars payments are only available through the bot. "
            f"Please use @{box.extras.service.bot}",
        )
    method = box.state.catalogue.method(body.payment_method)
    if method is None:
        raise HTTPException(400, "Invalid or unavailable payment method")
    options = OPTIONS.get(method.id, {})
    if body.payment_option is not None and options and body.payment_option not in options:
        raise HTTPException(400, f"Invalid {NAMES[method.id]} payment option")
    _check_range(method, body.amount_kopeks, ".2f")
    payment = open_payment(box, caller, method, body.amount_kopeks, str(request.base_url))
    extras = box.extras.of(caller).payments[payment.id]
    extras.option = body.payment_option
    return say(
        CreatedPayment(
            payment_id=payment.id,
            payment_url=extras.url or "",
            amount_kopeks=payment.amount_kopeks,
            amount_rubles=payment.amount_kopeks / 100,
        )
    )


@router.post("/stars-invoice")
async def stars_invoice(
    request: Request, box: Box, caller: Caller, say: Say, body: StarsOrder
) -> WireJSON:
    """Open an invoice in Telegram Stars, of whole stars; paid by the control route."""
    method = box.state.catalogue.method(STARS)
    if method is None:
        raise HTTPException(400, "Invalid or unavailable payment method")
    _check_range(method, body.amount_kopeks, ",.2f")
    stars = max(1, body.amount_kopeks // KOPEKS_A_STAR)
    amount = stars * KOPEKS_A_STAR
    payment = open_payment(box, caller, method, amount, str(request.base_url))
    payment.invoice_link = f"https://t.me/${random_word(box.rng, 16)}"
    return say(
        StarsInvoice(invoice_url=payment.invoice_link, stars_amount=stars, amount_kopeks=amount)
    )


def _options(method: PaymentMethod) -> list[Option]:
    return [
        Option(id=option, name=name, description=text)
        for option, (name, text) in OPTIONS.get(method.id, {}).items()
    ]


def _check_range(method: PaymentMethod, amount: int, form: str) -> None:
    if amount < method.min_kopeks:
        raise HTTPException(400, f"Minimum amount is {method.min_kopeks / 100:{form}} RUB")
    if method.max_kopeks is not None and amount > method.max_kopeks:
        raise HTTPException(400, f"Maximum amount is {method.max_kopeks / 100:{form}} RUB")
