"""/subscription/traffic: packages beside the tariff, and the traffic counted anew."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Held, Say
from cabinet_tui.sandbox.bedolaga.extras.holdings import BoughtTraffic
from cabinet_tui.sandbox.bedolaga.money import charge
from cabinet_tui.sandbox.bedolaga.schemas.traffic import (
    CountedAnew,
    CountedBefore,
    Package,
    TrafficBought,
    TrafficOrder,
)
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.schemas.subscription import gigabytes
from cabinet_tui.sandbox.state import GIB, Account, Subscription

router = APIRouter(prefix="/subscription")

# Gigabytes: kopeks now, kopeks without the discount.
PACKAGES = {10: (3_000, None), 40: (9_900, None), 120: (24_300, 27_000)}
LASTS = timedelta(days=30)
COUNTED_EVERY = timedelta(seconds=60)


def seed(box: Sandbox, account: Account) -> None:
    """A package bought some days ago, which the limit has in it already."""
    held = account.subscription
    if held is None or held.is_trial or held.limit_gb is None:
        return
    bought_at = box.clock.now() - timedelta(days=9)
    box.extras.of(account).of(held).bought.append(
        BoughtTraffic(box.state.next_id("traffic"), 40, bought_at, bought_at + LASTS)
    )


@router.get("/traffic-packages")
async def packages(held: Held, say: Say) -> WireJSON:
    """What is sold; nothing where the traffic is not limited."""
    return say([] if held.limit_gb is None or held.is_trial else [_package(gb) for gb in PACKAGES])


@router.post("/traffic")
async def buy(box: Box, caller: Caller, held: Held, say: Say, body: TrafficOrder) -> WireJSON:
    """Buy a package."""
    if body.gb not in PACKAGES or held.limit_gb is None or held.is_trial:
        raise HTTPException(400, f"Traffic package {body.gb}GB is not available")
    price = PACKAGES[body.gb][0]
    charge(box, caller, price, f"Покупка {body.gb} ГБ трафика")
    held.limit_gb += body.gb
    now = box.clock.now()
    box.extras.of(caller).of(held).bought.append(
        BoughtTraffic(box.state.next_id("traffic"), body.gb, now, now + LASTS)
    )
    reply = TrafficBought(
        gb_added=body.gb,
        new_traffic_limit_gb=held.limit_gb,
        amount_paid_kopeks=price,
        new_balance_kopeks=caller.ledger.balance,
    )
    return say(reply)


@router.post("/refresh-traffic")
async def refresh(box: Box, caller: Caller, held: Held, say: Say) -> WireJSON:
    """Count the traffic, once a minute for an account."""
    extras, now = box.extras.of(caller), box.clock.now()
    if extras.counted_at is not None and now - extras.counted_at < COUNTED_EVERY:
        return say(CountedBefore.model_validate(_count(held)))
    extras.counted_at = now
    return say(CountedAnew.model_validate(_count(held)))


def _count(held: Subscription) -> dict[str, object]:
    limit = held.limit_gb or 0
    share = 100 * held.used_bytes / (limit * GIB) if limit else 0
    return {
        "traffic_used_bytes": held.used_bytes,
        "traffic_used_gb": gigabytes(held.used_bytes),
        "traffic_limit_bytes": limit * GIB,
        "traffic_limit_gb": limit,
        "traffic_used_percent": round(share, 1),
        "is_unlimited": held.limit_gb is None,
        "lifetime_used_bytes": 11 * held.used_bytes,
        "lifetime_used_gb": gigabytes(11 * held.used_bytes),
    }


def _package(gb: int) -> Package:
    price, full = PACKAGES[gb]
    discount = 0 if full is None else full - price
    return Package(
        gb=gb,
        price_kopeks=price,
        price_rubles=price / 100,
        discount_percent=0 if full is None else round(100 * discount / full),
        base_price_kopeks=full,
        discount_kopeks=discount or None,
    )
