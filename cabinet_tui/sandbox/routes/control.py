"""/sandbox: what a test does to the world behind the API's back; not part of the API."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException

from cabinet_tui.sandbox.accounts import DEMO_EMAIL
from cabinet_tui.sandbox.billing import decline_payment, earn, expire_payment, finish_payment
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.dependencies import Box
from cabinet_tui.sandbox.faults import Fault
from cabinet_tui.sandbox.hub import Close
from cabinet_tui.sandbox.life import step
from cabinet_tui.sandbox.schemas.balance import kopeks
from cabinet_tui.sandbox.schemas.control import (
    AccountView,
    ClockMove,
    Done,
    Drop,
    Earned,
    EntryView,
    FaultOrder,
    InvoicePaid,
    LedgerView,
    LimitsOrder,
    MailView,
    Membership,
    Mute,
    Push,
    RepliesOrder,
    Reset,
    SeenView,
    SupportReply,
)
from cabinet_tui.sandbox.state import Account, Payment
from cabinet_tui.sandbox.support import reply

router = APIRouter(prefix="/sandbox", include_in_schema=False)


def get_target(box: Box, email: str = DEMO_EMAIL) -> Account:
    """The account a control route is about: ?email=, the demo account without it."""
    account = box.state.by_email(email)
    if account is None:
        raise HTTPException(404, "No such account")
    return account


Target = Annotated[Account, Depends(get_target)]


@router.post("/push")
async def push(box: Box, target: Target, body: Push) -> Done:
    """Send an event, or with `raw` any text frame at all, to an account's sockets."""
    if body.raw is not None:
        return Done(count=box.hub.send_text(target.id, body.raw))
    return Done(count=box.hub.send(target.id, body.type, body.data, body.timestamp))


@router.post("/payments/{payment_id}/finish")
async def finish(box: Box, payment_id: str, *, silently: bool = False) -> Done:
    """Pay a pending payment; `silently` leaves the notice to a manual check."""
    account, payment = _payment(box, payment_id)
    if silently:
        payment.paid_at_provider = True
    else:
        finish_payment(box, account, payment)
    return Done(count=1)


@router.post("/payments/{payment_id}/decline")
async def decline(box: Box, payment_id: str) -> Done:
    """Decline a pending payment."""
    _, payment = _payment(box, payment_id)
    decline_payment(payment)
    return Done(count=1)


@router.post("/payments/{payment_id}/expire")
async def expire(box: Box, payment_id: str) -> Done:
    """Let the time of a pending payment run out."""
    _, payment = _payment(box, payment_id)
    expire_payment(payment)
    return Done(count=1)


@router.post("/invoices/pay")
async def pay_invoice(box: Box, body: InvoicePaid) -> Done:
    """Pay a Telegram Stars invoice by its link."""
    for account in box.state.accounts.values():
        for payment in account.payments.values():
            if payment.invoice_link == body.invoice_link:
                finish_payment(box, account, payment)
                return Done(count=1)
    raise HTTPException(404, "No such invoice")


@router.post("/tokens/expire")
async def expire_tokens(target: Target) -> Done:
    """Make every access token of the account a 401; refresh tokens stay good."""
    target.access_epoch += 1
    return Done(count=1)


@router.post("/tokens/revoke")
async def revoke_tokens(target: Target) -> Done:
    """Make every token of the account a 401."""
    target.access_epoch += 1
    target.refresh_epoch += 1
    return Done(count=1)


@router.post("/faults")
async def plant_fault(box: Box, body: FaultOrder) -> Done:
    """Plant a fault; see `faults.Fault` for what it can do."""
    box.faults.planted.append(Fault(**body.model_dump()))
    return Done(count=len(box.faults.planted))


@router.delete("/faults")
async def clear_faults(box: Box) -> Done:
    """Take all faults away."""
    count = len(box.faults.planted)
    box.faults.planted.clear()
    return Done(count=count)


@router.post("/reset")
async def reset(box: Box, body: Reset) -> Done:
    """Start a scenario anew; tokens issued before stay good for the same account numbers."""
    try:
        box.reset(body.scenario or box.settings.scenario)
    except KeyError:
        raise HTTPException(404, "No such scenario") from None
    return Done(count=len(box.state.accounts))


@router.get("/state")
async def state(box: Box, target: Target) -> AccountView:
    """The account as the sandbox knows it."""
    return AccountView.of(target, box.clock.now(), box.hub.count(target.id))


@router.get("/ledger")
async def ledger(target: Target) -> LedgerView:
    """Every transaction, the oldest first, with the balance and the sum it should equal."""
    entries = target.ledger.entries
    return LedgerView(
        balance_kopeks=target.ledger.balance,
        sum_kopeks=sum(entry.amount_kopeks for entry in entries),
        entries=[EntryView.of(entry) for entry in entries],
    )


@router.get("/mailbox")
async def mailbox(box: Box, email: str | None = None) -> list[MailView]:
    """Letters that were never sent: verification codes and reset tokens, the latest last."""
    wanted = None if email is None else email.casefold()
    return [
        MailView(to=m.to, kind=m.kind, token=m.token, sent_at=m.sent_at)
        for m in box.state.mailbox
        if wanted in {None, m.to.casefold()}
    ]


@router.post("/tickets/{ticket_id}/reply")
async def admin_reply(box: Box, ticket_id: int, body: SupportReply) -> Done:
    """Answer a ticket as support."""
    for account in box.state.accounts.values():
        if ticket := account.tickets.get(ticket_id):
            return Done(count=reply(box, account, ticket, body.message).id)
    raise HTTPException(404, "No such ticket")


@router.post("/referral-earning")
async def referral_earning(box: Box, target: Target, body: Earned) -> Done:
    """Let a referral bring money."""
    someone = target.referrals[-1] if target.referrals else None
    number, name = (someone.user_id, someone.username) if someone else (0, None)
    earn(box, target, number, name, kopeks(body.amount_rubles), "subscription_purchase")
    return Done(count=len(target.earnings))


@router.post("/channel")
async def channel(target: Target, body: Membership) -> Done:
    """Let the account join or leave the channel a trial may ask for."""
    target.channel_joined = body.joined
    return Done(count=1)


@router.get("/sockets")
async def sockets(box: Box, target: Target) -> Done:
    """How many sockets the account holds."""
    return Done(count=box.hub.count(target.id))


@router.post("/sockets/drop")
async def drop_sockets(box: Box, body: Drop) -> Done:
    """Close all sockets with a code, or cut them without one."""
    return Done(count=box.hub.drop(Close(body.code, body.reason, body.hard)))


@router.post("/sockets/mute")
async def mute_sockets(box: Box, body: Mute) -> Done:
    """Keep sockets open but send nothing, not even a pong, as over a dead line."""
    box.hub.muted = body.muted
    return Done(count=box.hub.count())


@router.post("/clock")
async def move_clock(box: Box, body: ClockMove) -> Done:
    """Move the sandbox's clock forward, and let happen what is due by then."""
    box.clock.advance(timedelta(seconds=body.advance_seconds))
    step(box)
    return Done(count=int(box.clock.now().timestamp()))


@router.post("/limits")
async def switch_limits(box: Box, body: LimitsOrder) -> Done:
    """Switch the rate limits, and forget what was counted."""
    box.limits.enabled = body.enabled
    box.limits.forget()
    return Done(count=int(body.enabled))


@router.post("/replies")
async def switch_replies(box: Box, body: RepliesOrder) -> Done:
    """Set after how many seconds support answers by itself; null for never."""
    box.reply_after = body.after
    return Done(count=1)


@router.get("/requests")
async def requests(box: Box) -> list[SeenView]:
    """The last requests to the API, the oldest first."""
    return [SeenView(method=s.method, path=s.path, status=s.status) for s in box.requests]


def _payment(box: Sandbox, payment_id: str) -> tuple[Account, Payment]:
    found = box.state.payment(payment_id)
    if found is None:
        raise HTTPException(404, "No such payment")
    return found
