"""/subscriptions: all that an account has, and removing one that is over."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga import offers
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.routes.switches import Order
from cabinet_tui.sandbox.bedolaga.schemas.subscription import status_of
from cabinet_tui.sandbox.bedolaga.schemas.subscriptions import SubscriptionItem, SubscriptionsBody
from cabinet_tui.sandbox.bedolaga.subscriptions import every
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.routes.control import Target
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.state import Account, Subscription
from cabinet_tui.sandbox.values import random_link, random_uuid

router = APIRouter(prefix="/subscriptions")
control = APIRouter()


class AnotherOrder(Order):
    """POST /sandbox/another-subscription: `days` from now, before now when negative."""

    tariff_id: int
    days: int = 30
    extra_devices: int = 0


@router.get("")
async def subscriptions(box: Box, caller: Caller, say: Say) -> WireJSON:
    """All of them, that with most time left first."""
    items = [SubscriptionItem.of(box, caller, held) for held in every(box, caller)]
    several = box.extras.service.several
    return say(SubscriptionsBody(subscriptions=items, multi_tariff_enabled=several))


@router.get("/{subscription_id}")
async def one(box: Box, caller: Caller, say: Say, subscription_id: int) -> WireJSON:
    """One of them."""
    return say(SubscriptionItem.of(box, caller, _find(box, caller, subscription_id)))


@router.delete("/{subscription_id}")
async def remove(box: Box, caller: Caller, say: Say, subscription_id: int) -> WireJSON:
    """Remove one that is over."""
    held = _find(box, caller, subscription_id)
    if status_of(held, box.clock.now()) not in ("expired", "disabled"):
        raise HTTPException(400, "Only expired or disabled subscriptions can be deleted")
    more = box.extras.of(caller).more
    if caller.subscription is held:
        caller.subscription = more.pop(0) if more else None
    else:
        more.remove(held)
    return say({"success": True, "message": "Subscription deleted"})


@control.post("/another-subscription")
async def another(box: Box, target: Target, body: AnotherOrder) -> Done:
    """Give the account one more subscription, bought elsewhere."""
    tariff = box.state.catalogue.tariff(body.tariff_id)
    if tariff is None:
        raise HTTPException(404, "no such tariff")
    held = Subscription(
        id=box.state.next_id("subscription"),
        uuid=random_uuid(box.rng),
        server=box.state.catalogue.servers[0],
        expires_at=box.clock.now() + timedelta(days=body.days),
        limit_gb=tariff.data_limit_gb,
        used_bytes=0,
        devices=0,
        max_devices=offers.terms(tariff).devices + body.extra_devices,
        link=random_link(box.rng),
        is_trial=False,
        tariff_id=tariff.id,
    )
    extras = box.extras.of(target)
    extras.of(held).extra_devices = body.extra_devices
    if target.subscription is None:
        target.subscription = held
    else:
        extras.more.append(held)
    return Done(count=held.id)


def _find(box: Sandbox, account: Account, subscription_id: int) -> Subscription:
    for held in every(box, account):
        if held.id == subscription_id:
            return held
    raise HTTPException(404, "Subscription not found")
