"""The connection link taken back, and daily tariffs halted."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Held, Say
from cabinet_tui.sandbox.bedolaga.extras.holdings import DailyCharge
from cabinet_tui.sandbox.bedolaga.routes.switches import Order
from cabinet_tui.sandbox.bedolaga.schemas.access import Paused, Revoked
from cabinet_tui.sandbox.bedolaga.schemas.devices import rounded
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.routes.control import Target
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.values import random_link

router = APIRouter(prefix="/subscription")
control = APIRouter()

COOLDOWN = timedelta(seconds=900)
A_DAY = timedelta(days=1)


class DailyOrder(Order):
    """POST /sandbox/daily: make the subscription one that is paid for day by day."""

    price_kopeks: int = 1_900


@router.post("/revoke")
async def revoke(box: Box, caller: Caller, held: Held, say: Say) -> WireJSON:
    """Make the link anew; not twice in a quarter of an hour."""
    extras, now = box.extras.of(caller), box.clock.now()
    left = extras.revoked_at + COOLDOWN - now if extras.revoked_at else timedelta()
    if left > timedelta():
        seconds = -(-left // timedelta(seconds=1))
        detail = f"Cooldown active. Try again in {seconds} seconds."
        raise HTTPException(429, detail, headers={"Retry-After": str(seconds)})
    extras.revoked_at = now
    held.link = random_link(box.rng)
    return say(Revoked(cooldown_seconds=int(COOLDOWN.total_seconds())))


@router.post("/pause")
async def pause(box: Box, caller: Caller, held: Held, say: Say) -> WireJSON:
    """Halt a daily tariff, or let it go on."""
    daily = box.extras.of(caller).of(held).daily
    if daily is None:
        raise HTTPException(400, "Pause is only available for daily tariffs")
    daily.paused = not daily.paused
    reply = Paused(
        message=f"Daily subscription {'paused' if daily.paused else 'resumed'}",
        is_paused=daily.paused,
        balance_kopeks=caller.ledger.balance,
        balance_label=rounded(caller.ledger.balance),
    )
    return say(reply)


@control.post("/daily")
async def make_daily(box: Box, target: Target, body: DailyOrder) -> Done:
    """Let the account's subscription be paid for day by day, the next time in a day."""
    held = target.subscription
    if held is None:
        raise HTTPException(404, "No subscription")
    next_at = box.clock.now() + A_DAY
    held.expires_at = next_at
    box.extras.of(target).of(held).daily = DailyCharge(body.price_kopeks, next_at)
    return Done(count=1)
