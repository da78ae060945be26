"""/subscription/tariff/switch: going over to another tariff within the time that is paid for."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga import offers
from cabinet_tui.sandbox.bedolaga.amounts import label
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Chosen, Say
from cabinet_tui.sandbox.bedolaga.extras.holdings import DailyCharge
from cabinet_tui.sandbox.bedolaga.money import charge
from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.bedolaga.schemas.shop import TariffOrder
from cabinet_tui.sandbox.bedolaga.schemas.subscription import SubscriptionData, status_of
from cabinet_tui.sandbox.bedolaga.schemas.subscriptions import SwitchPreview
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.catalogue import Tariff
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account, Subscription

router = APIRouter(prefix="/subscription/tariff/switch")


@dataclass(frozen=True, slots=True)
class _Switch:
    """What goes over to what, and the kopeks for the days that are left."""

    held: Subscription
    old: Tariff
    new: Tariff
    days: int
    kopeks: int


@router.post("/preview")
async def preview(
    box: Box, caller: Caller, chosen: Chosen, say: Say, body: TariffOrder
) -> WireJSON:
    """What it would cost; the period has to be there, and is not looked at."""
    asked = _asked(box, caller, chosen, body)
    balance = caller.ledger.balance
    missing = max(0, asked.kopeks - balance)
    return say(
        SwitchPreview(
            can_switch=not missing,
            current_tariff_id=asked.old.id,
            current_tariff_name=asked.old.name,
            new_tariff_id=asked.new.id,
            new_tariff_name=asked.new.name,
            remaining_days=asked.days,
            upgrade_cost_kopeks=asked.kopeks,
            upgrade_cost_label=label(asked.kopeks),
            balance_kopeks=balance,
            balance_label=label(balance),
            has_enough_balance=not missing,
            missing_amount_kopeks=missing,
            missing_amount_label=label(missing) if missing else "",
            is_upgrade=asked.kopeks > 0,
        )
    )


@router.post("")
async def switch(box: Box, caller: Caller, chosen: Chosen, say: Say, body: TariffOrder) -> WireJSON:
    """Go over: the end stays, what was added to the old tariff is gone."""
    asked = _asked(box, caller, chosen, body)
    charge(box, caller, asked.kopeks, f"Переход на тариф «{asked.new.name}»")
    _go_over(box, caller, asked)
    answer: dict[str, Any] = {
        "success": True,
        "message": f"Switched from '{asked.old.name}' to '{asked.new.name}' (devices reset)",
        "subscription": SubscriptionData.of(box, caller, asked.held, bare=True),
        "old_tariff_name": asked.old.name,
        "new_tariff_id": asked.new.id,
        "new_tariff_name": asked.new.name,
        "charged_kopeks": asked.kopeks,
        "balance_kopeks": caller.ledger.balance,
        "balance_label": label(caller.ledger.balance),
    }
    return say(answer)


def _asked(box: Sandbox, account: Account, held: Subscription | None, body: TariffOrder) -> _Switch:
    """The switch that is meant, or its refusal."""
    old = box.state.catalogue.tariff(held.tariff_id) if held else None
    if held is None or old is None:
        raise HTTPException(400, "No active subscription with tariff")
    status = status_of(held, box.clock.now())
    if status == "expired":
        refuse(400, "subscription_expired", "Subscription is expired.", use_purchase_flow=True)
    if held.is_trial:
        refuse(400, "trial_cannot_switch", "Trials cannot switch.", use_purchase_flow=True)
    if status == "disabled":
        refuse(400, "subscription_not_active", "Subscription is not active (status: disabled).")
    new = box.state.catalogue.tariff(body.tariff_id)
    if new is None:
        raise HTTPException(404, "Tariff not found or inactive")
    if new.id == old.id:
        raise HTTPException(400, "Already on this tariff")
    if box.extras.service.several and any(one.tariff_id == new.id for one in every(box, account)):
        raise HTTPException(409, "You already have an active subscription for the target tariff")
    left = max(0, (held.expires_at - box.clock.now()).days)
    per_day = _day(new) - _day(old)
    return _Switch(held, old, new, left, max(0, round(per_day * left)))


def _day(tariff: Tariff) -> float:
    """Kopeks that a day of the tariff is worth, by its shortest period."""
    if offers.terms(tariff).is_daily:
        return offers.terms(tariff).daily_price
    days = min(offers.terms(tariff).periods)
    return (offers.price(tariff, days) or 0) / days


def _go_over(box: Sandbox, account: Account, asked: _Switch) -> None:
    held, terms = asked.held, offers.terms(asked.new)
    extras = box.extras.of(account).of(held)
    held.tariff_id = asked.new.id
    held.limit_gb = asked.new.data_limit_gb
    held.max_devices, held.devices = terms.devices, 0
    extras.extra_devices = 0
    extras.devices.clear()
    extras.bought.clear()
    if asked.kopeks:
        held.used_bytes = 0
    extras.daily = None
    if terms.is_daily:
        held.expires_at = box.clock.now() + timedelta(days=1)
        extras.daily = DailyCharge(terms.daily_price, held.expires_at)
