"""/promocode: codes that give money, days or traffic, each once."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.billing import post, tell_balance, tell_renewed
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Promo
from cabinet_tui.sandbox.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.replies import WireJSON, errors
from cabinet_tui.sandbox.schemas.info import PromoActivated, PromoOrder
from cabinet_tui.sandbox.state import Account

router = APIRouter(prefix="/promocode")


@router.post("/activate", response_model=PromoActivated, responses=errors(400, 401))
async def activate(box: Box, caller: Caller, say: Say, body: PromoOrder) -> WireJSON:
    """Redeem a code."""
    promo = box.state.catalogue.promo(body.code)
    if promo is None:
        raise HTTPException(400, "Promocode not found or expired")
    if promo.code in caller.used_promos:
        raise HTTPException(400, "Promocode already used")
    given = _give(box, caller, promo)
    caller.used_promos.add(promo.code)
    reply = PromoActivated(
        success=True,
        promo_type=promo.promo_type,
        bonus_balance_kopeks=promo.kopeks,
        bonus_balance_rubles=promo.kopeks / 100,
        bonus_days=promo.days,
        bonus_gb=promo.gb,
        message=f"Промокод успешно активирован! {given}",
    )
    return say(reply)


def _give(box: Sandbox, caller: Account, promo: Promo) -> str:
    if promo.kopeks:
        post(box, caller, "BONUS", promo.kopeks, f"Промокод {promo.code}")
        tell_balance(box, caller, promo.kopeks)
        return f"Начислено {promo.kopeks / 100:g} руб."
    held = caller.subscription
    if held is None:
        raise HTTPException(400, "Promocode requires a subscription")
    if promo.days:
        held.expires_at = max(held.expires_at, box.clock.now()) + timedelta(days=promo.days)
        tell_renewed(box, caller, 0)
        return f"Добавлено дней: {promo.days}."
    if held.limit_gb is not None:
        held.limit_gb += promo.gb
    return f"Добавлено ГБ: {promo.gb}."
