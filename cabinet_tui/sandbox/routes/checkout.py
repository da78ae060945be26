"""The payment provider's page, as far as the sandbox needs one."""

import re
from html import escape
from urllib.parse import parse_qs

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from cabinet_tui.sandbox.billing import decline_payment, finish_payment
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.dependencies import Box
from cabinet_tui.sandbox.state import Account, Payment

router = APIRouter(prefix="/checkout", include_in_schema=False)

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Sandbox checkout</title>
<meta name="viewport" content="width=device-width">
<style>body {{ font: 18px system-ui; max-width: 26em; margin: 3em auto; padding: 0 1em }}
button {{ font: inherit; display: block; width: 100%; margin: .6em 0; padding: .6em }}</style>
</head><body><h1>Sandbox checkout</h1><p>No real money moves here.</p>
<p><b>{amount}</b> RUB, {method}</p>{matter}</body></html>"""

FORM = """<form method="post">
<button name="action" value="pay">Pay</button>
<button name="action" value="pay-silently">Pay, but lose the notice</button>
<button name="action" value="decline">Decline</button></form>"""

OUTCOMES = {"failed": "Declined.", "expired": "Too late: this payment has expired."}

SAFE_RETURN = re.compile(r"(?!javascript|data|vbscript)[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@router.get("/{payment_id}")
async def page(box: Box, payment_id: str) -> HTMLResponse:
    """The page at `confirmation_url`."""
    _, payment = _find(box, payment_id)
    text = PAGE.format(
        amount=f"{payment.amount_kopeks / 100:.2f}",
        method=escape(payment.method),
        matter=FORM if _is_open(payment) else _outcome(payment),
    )
    return HTMLResponse(text)


@router.post("/{payment_id}")
async def decide(request: Request, box: Box, payment_id: str) -> RedirectResponse:
    """What the page's buttons send; a payment that was decided stays decided."""
    account, payment = _find(box, payment_id)
    fields = parse_qs((await request.body()).decode("utf-8", "replace"))
    action = fields.get("action", [""])[0]
    if action not in {"pay", "pay-silently", "decline"}:
        raise HTTPException(400, "Unknown action")
    if _is_open(payment):
        if action == "pay":
            finish_payment(box, account, payment)
        elif action == "decline":
            decline_payment(payment)
        else:
            payment.paid_at_provider = True
    return RedirectResponse(f"/checkout/{payment.id}", status_code=303)


def _find(box: Sandbox, payment_id: str) -> tuple[Account, Payment]:
    found = box.state.payment(payment_id)
    if found is None:
        raise HTTPException(404, "Payment not found")
    return found


def _is_open(payment: Payment) -> bool:
    return payment.status == "pending" and not payment.paid_at_provider


def _outcome(payment: Payment) -> str:
    word = OUTCOMES.get(payment.status, "Paid, thank you.")
    url = payment.return_url or ""
    back = f'<p><a href="{escape(url)}">Back</a></p>' if SAFE_RETURN.match(url) else ""
    return f"<p>{word}</p>{back}"
