"""/subscription: what is sold, and the orders for it."""

from typing import Any

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga import offers, shop
from cabinet_tui.sandbox.bedolaga.amounts import label
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Chosen, Say
from cabinet_tui.sandbox.bedolaga.moments import offset
from cabinet_tui.sandbox.bedolaga.news import tell_bought
from cabinet_tui.sandbox.bedolaga.schemas.shop import (
    Bought,
    RenewalOption,
    RenewalOrder,
    Renewed,
    TariffOrder,
    tariff_body,
)
from cabinet_tui.sandbox.bedolaga.schemas.subscription import SubscriptionData, status_of
from cabinet_tui.sandbox.bedolaga.subscriptions import choose, every
from cabinet_tui.sandbox.replies import WireJSON

router = APIRouter(prefix="/subscription")


@router.get("/purchase-options")
async def purchase_options(box: Box, caller: Caller, chosen: Chosen, say: Say) -> WireJSON:
    """The tariffs by period, at the prices this account would pay."""
    tariffs = box.state.catalogue.tariffs
    extra = box.extras.of(caller).of(chosen).extra_devices if chosen else 0
    now = box.clock.now()
    bodies = [tariff_body(box, tariff, chosen, extra) for tariff in tariffs]
    several = box.extras.service.several
    held = {one.tariff_id for one in every(box, caller)}
    for body in bodies if several else ():
        body["is_purchased"] = body["id"] in held
    status = status_of(chosen, now) if chosen else None
    answer: dict[str, Any] = {
        "sales_mode": "tariffs",
        "tariffs": bodies,
        "current_tariff_id": chosen.tariff_id if chosen else None,
        "balance_kopeks": caller.ledger.balance,
        "balance_label": label(caller.ledger.balance),
        "subscription_status": status,
        "subscription_is_expired": status == "expired",
        "subscription_on_free_tariff": False,
        "has_subscription": chosen is not None,
        "all_tariffs_purchased": several and held.issuperset(t.id for t in tariffs),
        "tariff_switch_upgrade_enabled": True,
        "tariff_switch_downgrade_enabled": True,
        "platega_recurrent_enabled": False,
        "lava_recurrent_enabled": False,
    }
    return say(answer)


@router.post("/purchase-tariff")
async def purchase_tariff(box: Box, caller: Caller, say: Say, body: TariffOrder) -> WireJSON:
    """Buy a tariff from the balance; another one than is held converts that in place."""
    if box.extras.service.restricted:
        raise HTTPException(403, "Subscription purchases are restricted for this account")
    tariff = box.state.catalogue.tariff(body.tariff_id)
    if tariff is None:
        raise HTTPException(404, "Tariff not found or inactive")
    if not offers.terms(tariff).is_daily and body.period_days not in offers.terms(tariff).periods:
        raise HTTPException(400, "Selected period is not available for this tariff")
    if box.extras.service.several and body.subscription_id is not None:
        target = choose(box, caller, body.subscription_id)
    else:
        target = shop.to_extend(box, caller, tariff)
    held, charged = shop.buy(box, caller, tariff, body.period_days, target)
    tell_bought(box, caller, held, is_new=target is None)
    return say(
        Bought(
            success=True,
            message=f"Тариф «{tariff.name}» активирован",
            subscription=SubscriptionData.of(box, caller, held, bare=True),
            tariff_id=tariff.id,
            tariff_name=tariff.name,
            charged_amount=charged,
            charged_label=label(charged),
            balance_kopeks=caller.ledger.balance,
            balance_label=label(caller.ledger.balance),
        )
    )


@router.get("/renewal-options")
async def renewal_options(box: Box, caller: Caller, chosen: Chosen, say: Say) -> WireJSON:
    """The periods of the held tariff; none without a subscription."""
    tariff = box.state.catalogue.tariff(chosen.tariff_id) if chosen else None
    if chosen is None or tariff is None:
        return say([])
    extra = box.extras.of(caller).of(chosen).extra_devices
    return say([RenewalOption.of(tariff, days, extra) for days in offers.terms(tariff).periods])


@router.post("/renew")
async def renew(
    box: Box, caller: Caller, say: Say, body: RenewalOrder, subscription_id: int | None = None
) -> WireJSON:
    """Prolong from the balance: without a number, what has most time left."""
    held = choose(box, caller, body.subscription_id or subscription_id)
    if held is None:
        raise HTTPException(404, "No subscription found")
    kopeks = shop.renewal_price(box, caller, held, body.period_days)
    if kopeks is None:
        raise HTTPException(400, "Selected renewal period is not available")
    shop.renew(box, caller, held, body.period_days, kopeks)
    return say(
        Renewed(
            message="Subscription renewed successfully",
            new_end_date=offset(held.expires_at),
            amount_paid_kopeks=kopeks,
        )
    )
