"""/promocode: codes that give money or days, each once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, NoReturn

from fastapi import APIRouter
from pydantic import BaseModel, Field

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.offers import REFUSING_PROMOS
from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.bedolaga.subscriptions import choose, every
from cabinet_tui.sandbox.billing import post
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Promo
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account, Subscription

router = APIRouter(prefix="/promocode")

WORDS: Mapping[str, str] = {
    "not_found": "Promo code not found",
    "expired": "Promo code has expired",
    "inactive": "Promo code is inactive",
    "not_yet_valid": "Promo code is not valid yet",
    "used": "Promo code has been fully used",
    "already_used_by_user": "You have already used this promo code",
    "active_discount_exists": "You already have an active discount",
    "no_subscription_for_days": "Promo code needs an active subscription",
    "subscription_not_found": "Subscription not found",
    "not_first_purchase": "Promo code is for the first purchase only",
    "daily_limit": "Too many promo code activations today",
    "traffic_not_applicable": "Traffic cannot be added to this subscription",
}


class PromoOrder(BaseModel):
    """POST /promocode/activate."""

    code: Annotated[str, Field(min_length=1, max_length=50)]
    subscription_id: int | None = None


class Activated(BaseModel):
    """What a code gave; the balances are roubles."""

    success: bool
    message: str
    balance_before: float
    balance_after: float
    bonus_description: str | None


@router.post("/activate")
async def activate(box: Box, caller: Caller, say: Say, body: PromoOrder) -> WireJSON:
    """Redeem a code; where there are several subscriptions, days ask for one of them."""
    promo = _usable(box, caller, body.code.strip())
    held = None
    if not promo.kopeks:
        if box.extras.service.several and body.subscription_id is None:
            choices = every(box, caller)
            if len(choices) > 1:
                return say(_question(box, choices, body.code))
        held = _target(box, caller, body.subscription_id)
    before = caller.ledger.balance
    given = _give(box, caller, promo, held)
    caller.used_promos.add(promo.code)
    return say(
        Activated(
            success=True,
            message="Promo code activated successfully",
            balance_before=before / 100,
            balance_after=caller.ledger.balance / 100,
            bonus_description=given,
        )
    )


def _usable(box: Sandbox, caller: Account, code: str) -> Promo:
    wanted = code.casefold()
    promo = next((p for p in box.state.catalogue.promos if p.code.casefold() == wanted), None)
    if promo is None:
        _refuse("not_found")
    if promo.expired:
        _refuse("expired")
    if promo.code in REFUSING_PROMOS:
        _refuse(REFUSING_PROMOS[promo.code])
    if promo.code in caller.used_promos:
        _refuse("already_used_by_user")
    return promo


def _target(box: Sandbox, caller: Account, wanted: int | None) -> Subscription:
    if wanted is not None and box.extras.service.several:
        found = next((one for one in every(box, caller) if one.id == wanted), None)
        if found is None:
            _refuse("subscription_not_found")
        return found
    held = choose(box, caller, None)
    if held is None:
        _refuse("no_subscription_for_days")
    return held


def _question(box: Sandbox, choices: list[Subscription], code: str) -> dict[str, object]:
    now, catalogue = box.clock.now(), box.state.catalogue
    return {
        "success": False,
        "error": "select_subscription",
        "eligible_subscriptions": [
            {
                "id": one.id,
                "tariff_name": tariff.name if (tariff := catalogue.tariff(one.tariff_id)) else "",
                "days_left": max(0, (one.expires_at - now).days),
            }
            for one in choices
        ],
        "code": code,
    }


def _give(box: Sandbox, caller: Account, promo: Promo, held: Subscription | None) -> str:
    if held is None:
        post(box, caller, "PAYMENT_COMPLETED", promo.kopeks, f"Промокод {promo.code}", "manual")
        return f"💰 На баланс зачислено {promo.kopeks / 100}₽"
    if promo.days:
        held.expires_at = max(held.expires_at, box.clock.now()) + timedelta(days=promo.days)
        return f"⏰ Подписка продлена на {promo.days} дней"
    if held.limit_gb is None:
        _refuse("traffic_not_applicable")
    held.limit_gb += promo.gb
    return f"📶 Добавлено {promo.gb} ГБ"


def _refuse(code: str) -> NoReturn:
    refuse(400, code, WORDS[code])
