"""/subscription/trial: the free period, or a cheap one."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.money import charge
from cabinet_tui.sandbox.bedolaga.offers import TRIAL_TARIFF
from cabinet_tui.sandbox.bedolaga.schemas.shop import TrialInfo
from cabinet_tui.sandbox.bedolaga.schemas.subscription import SubscriptionData
from cabinet_tui.sandbox.bedolaga.shop import start
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account

router = APIRouter(prefix="/subscription/trial")


@router.get("")
async def trial(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What the trial gives, and why it may not be had."""
    offer, kopeks = box.state.catalogue.trial, box.extras.service.trial_price_kopeks
    reason = _reason(box, caller)
    return say(
        TrialInfo(
            is_available=reason is None,
            duration_days=offer.days,
            traffic_limit_gb=offer.gb,
            device_limit=offer.max_devices,
            requires_payment=kopeks > 0,
            price_kopeks=kopeks,
            price_rubles=kopeks / 100,
            reason_unavailable=reason,
        )
    )


@router.post("")
async def activate(box: Box, caller: Caller, say: Say) -> WireJSON:
    """Start the trial, once; nothing is pushed."""
    reason = _reason(box, caller)
    if reason is not None:
        raise HTTPException(400, reason)
    tariff = box.state.catalogue.tariff(TRIAL_TARIFF)
    kopeks = box.extras.service.trial_price_kopeks
    if kopeks > caller.ledger.balance:
        raise HTTPException(400, "Insufficient balance for the paid trial")
    charge(box, caller, kopeks, "Пробный период")
    if tariff is None:
        raise HTTPException(404, "Tariff not found or inactive")
    lasts = timedelta(days=box.state.catalogue.trial.days)
    held = start(box, caller, tariff, lasts, is_trial=True)
    caller.trial_used = True
    return say(SubscriptionData.of(box, caller, held, bare=True))


def _reason(box: Sandbox, caller: Account) -> str | None:
    now = box.clock.now()
    if any(one.is_active(now) for one in every(box, caller)):
        return "You already have an active subscription"
    return "Trial already used" if caller.trial_used or every(box, caller) else None
