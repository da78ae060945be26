"""/gift: subscriptions for somebody else, from the balance or paid elsewhere."""

import re
from html import escape

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from cabinet_tui.sandbox.bedolaga import offers
from cabinet_tui.sandbox.bedolaga.amounts import label
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.extras.presents import Present
from cabinet_tui.sandbox.bedolaga.payments import OPTIONS
from cabinet_tui.sandbox.bedolaga.presents import claim, sender_of, tariff_name, tariffs
from cabinet_tui.sandbox.bedolaga.schemas.presents import (
    PresentBought,
    PresentConfig,
    PresentMethod,
    PresentOption,
    PresentOrder,
    PresentPeriod,
    PresentStatus,
    PresentTariff,
)
from cabinet_tui.sandbox.billing import post
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Tariff
from cabinet_tui.sandbox.ledger import InsufficientBalanceError
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.state import Account
from cabinet_tui.sandbox.values import random_word

router = APIRouter(prefix="/gift")
control = APIRouter()

KNOWN_TO_THE_BOT = {"@vera", "@maria"}
_EMAIL = re.compile(r"[\w.%+-]+@[\w.-]+\.[A-Za-z]{2,}")
_TELEGRAM = re.compile(r"@?[A-Za-z]\w{4,31}")
_TOKEN_LENGTH = 12
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox gift</title>
</head><body><h1>Sandbox checkout</h1><p>No real money moves here.</p><p><b>{amount}</b> RUB,
a gift</p>{matter}</body></html>"""
_FORM = '<form method="post"><button>Pay</button></form>'


@router.get("/config")
async def config(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What can be given."""
    balance = caller.ledger.balance
    if not box.extras.service.gifts:
        return say(PresentConfig(is_enabled=False, balance_kopeks=balance))
    methods = [
        PresentMethod(
            method_id=method.id,
            display_name=method.name,
            min_amount_kopeks=method.min_kopeks,
            max_amount_kopeks=method.max_kopeks,
            sub_options=[
                PresentOption(id=option, name=name)
                for option, (name, _text) in OPTIONS.get(method.id, {}).items()
            ]
            or None,
        )
        for method in box.state.catalogue.methods
        if method.enabled
    ]
    return say(
        PresentConfig(
            is_enabled=True,
            tariffs=[_tariff(tariff) for tariff in tariffs(box)],
            payment_methods=methods,
            balance_kopeks=balance,
        )
    )


@router.post("/purchase")
async def purchase(
    request: Request, box: Box, caller: Caller, say: Say, body: PresentOrder
) -> WireJSON:
    """Buy a gift from the balance at once, or open one that is paid on a page of its own."""
    if not box.extras.service.gifts:
        raise HTTPException(400, "Gift feature is not enabled")
    _check_recipient(caller, body)
    tariff = next((one for one in tariffs(box) if one.id == body.tariff_id), None)
    if tariff is None:
        raise HTTPException(404, "Tariff not found or inactive")
    price = offers.price(tariff, body.period_days)
    if price is None:
        raise HTTPException(400, "Price is not configured for this period")
    present = Present(
        token=random_word(box.rng, _TOKEN_LENGTH),
        tariff_id=tariff.id,
        days=body.period_days,
        kopeks=price,
        created_at=box.clock.now(),
        buyer=caller.id,
        sender=sender_of(caller),
        recipient=body.recipient_value if body.recipient_type else None,
        message=body.gift_message,
        warning=_warning(body),
    )
    url = None
    if body.payment_mode == "gateway":
        if not body.payment_method:
            raise HTTPException(400, "payment_method is required for gateway mode")
        url = f"{request.base_url}sandbox/gifts/{present.token}/pay"
    else:
        try:
            text = f"Подарок: тариф '{tariff.name}' на {body.period_days} дней"
            post(box, caller, "GIFT", -price, text, "balance")
        except InsufficientBalanceError:
            raise HTTPException(400, "Insufficient balance") from None
        _paid(present)
    box.extras.service.presents.append(present)
    return say(
        PresentBought(
            status="created" if url else "ok",
            purchase_token=present.token,
            payment_url=url,
            warning=present.warning,
            **claim(box, present).model_dump(),
        )
    )


@router.get("/purchase/{token}")
async def status(box: Box, caller: Caller, say: Say, token: str) -> WireJSON:
    """How far a gift is that the caller has bought."""
    present = next((one for one in box.extras.service.presents if one.token == token), None)
    if present is None or present.buyer != caller.id:
        raise HTTPException(404, "Purchase not found")
    return say(
        PresentStatus(
            status=present.status,
            is_code_only=present.recipient is None,
            purchase_token=present.token if present.recipient is None else None,
            recipient_contact_value=present.recipient,
            gift_message=present.message,
            tariff_name=tariff_name(box, present.tariff_id),
            period_days=present.days,
            warning=present.warning,
            **claim(box, present).model_dump(),
        )
    )


@control.get("/gifts/{token}/pay")
async def page(box: Box, token: str) -> HTMLResponse:
    """The payment provider's page of a gift."""
    present = _unpaid(box, token)
    matter = _FORM if present.status == "pending" else "<p>Paid, thank you.</p>"
    return HTMLResponse(_PAGE.format(amount=escape(label(present.kopeks)), matter=matter))


@control.post("/gifts/{token}/pay")
async def pay(box: Box, token: str) -> Done:
    """The provider has the money of a gift."""
    present = _unpaid(box, token)
    if present.status == "pending":
        _paid(present)
    return Done(count=1)


def _unpaid(box: Sandbox, token: str) -> Present:
    present = next((one for one in box.extras.service.presents if one.token == token), None)
    if present is None:
        raise HTTPException(404, "No such gift")
    return present


def _paid(present: Present) -> None:
    """A gift for somebody waits with them; one for nobody yet waits for its code to be used."""
    present.status = "pending_activation" if present.recipient else "paid"


def _tariff(tariff: Tariff) -> PresentTariff:
    periods = []
    for days in offers.terms(tariff).periods:
        price, full = offers.price(tariff, days) or 0, offers.full_price(tariff, days) or 0
        percent = round(100 * (full - price) / full) if full > price else None
        periods.append(
            PresentPeriod(
                days=days,
                price_kopeks=price,
                price_label=label(price),
                original_price_kopeks=full if full > price else None,
                discount_percent=percent,
            )
        )
    return PresentTariff(
        id=tariff.id,
        name=tariff.name,
        description=tariff.description or None,
        traffic_limit_gb=tariff.data_limit_gb or 0,
        device_limit=offers.terms(tariff).devices,
        periods=periods,
    )


def _check_recipient(caller: Account, body: PresentOrder) -> None:
    value = body.recipient_value
    if not body.recipient_type or not value:
        return
    if body.recipient_type == "email":
        if not _EMAIL.fullmatch(value):
            raise HTTPException(400, "Invalid email format")
        if caller.email and value.lower() == caller.email.lower():
            raise HTTPException(400, "Cannot gift to yourself")
    elif not _TELEGRAM.fullmatch(value):
        raise HTTPException(400, "Invalid Telegram username format")


def _warning(body: PresentOrder) -> str | None:
    if body.recipient_type != "telegram" or not body.recipient_value:
        return None
    known = f"@{body.recipient_value.lstrip('@').lower()}" in KNOWN_TO_THE_BOT
    return None if known else "telegram_unresolvable"
