"""/gift and /coupon: the gifts there are, and taking what somebody else has paid for."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Say
from cabinet_tui.sandbox.bedolaga.extras.presents import Coupon, Present
from cabinet_tui.sandbox.bedolaga.presents import (
    claim,
    devices,
    find,
    grant,
    is_too_short,
    tariff_name,
)
from cabinet_tui.sandbox.bedolaga.refusals import refuse
from cabinet_tui.sandbox.bedolaga.schemas.presents import (
    CouponOrder,
    CouponTaken,
    PresentReceived,
    PresentSent,
    PresentWaiting,
    Taken,
    TakeOrder,
)
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account

router = APIRouter()

COUPON = "5a4d" * 8
"""A coupon that whoever is first may use."""
FREE_GIFT = "GIFT_sandboxgift1"
"""The code of a gift that somebody else has bought."""
_WAITS = ("paid", "pending_activation")


def seed(box: Sandbox, account: Account) -> None:
    """Gifts sent and received for whoever has paid before, a free one and a coupon for all."""
    service, now = box.extras.service, box.clock.now()
    if not service.presents:
        free = Present("sandboxgift1", 1, 30, 26_910, now, "paid", sender="@vera")
        service.presents.append(free)
        service.coupons.append(Coupon(COUPON, 1, 14))
    if not account.ledger.entries:
        return
    own = f"{account.id:04}"
    service.presents += [
        Present(
            f"sentgift{own}",
            1,
            30,
            26_910,
            now - timedelta(days=40),
            "delivered",
            buyer=account.id,
            recipient="@maria",
            message="С днём рождения!",
        ),
        Present(
            f"waitgift{own}",
            2,
            30,
            49_900,
            now - timedelta(days=3),
            "pending_activation",
            sender="@vera",
            taker=account.id,
            recipient=account.email or "",
            message="Пользуйся!",
        ),
    ]


@router.get("/gift/sent")
async def sent(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What the caller has given, the newest first."""
    given = [one for one in box.extras.service.presents if one.buyer == caller.id]
    return say(
        [
            PresentSent(
                token=one.token,
                tariff_name=tariff_name(box, one.tariff_id),
                period_days=one.days,
                device_limit=devices(box, one.tariff_id),
                status=one.status,
                gift_recipient_value=one.recipient,
                gift_message=one.message,
                activated_by_username=one.recipient if one.status == "delivered" else None,
                created_at=one.created_at,
                **claim(box, one).model_dump(),
            )
            for one in _newest(given)
        ]
    )


@router.get("/gift/received")
async def received(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What the caller was given, the newest first."""
    return say(
        [
            PresentReceived(
                token=one.token,
                tariff_name=tariff_name(box, one.tariff_id),
                period_days=one.days,
                device_limit=devices(box, one.tariff_id),
                status=one.status,
                sender_display=one.sender or None,
                gift_message=one.message,
                created_at=one.created_at,
            )
            for one in _newest(_taken(box, caller))
        ]
    )


@router.get("/gift/pending")
async def pending(box: Box, caller: Caller, say: Say) -> WireJSON:
    """What waits for the caller to take it."""
    return say(
        [
            PresentWaiting(
                token=one.token,
                tariff_name=tariff_name(box, one.tariff_id),
                period_days=one.days,
                gift_message=one.message,
                sender_display=one.sender or None,
                created_at=one.created_at,
            )
            for one in _newest(_taken(box, caller))
            if one.status == "pending_activation"
        ]
    )


@router.post("/gift/activate")
async def activate(box: Box, caller: Caller, say: Say, body: TakeOrder) -> WireJSON:
    """Take a gift; once more by the same account is no error."""
    if is_too_short(body.code):
        raise HTTPException(400, "Code too short")
    present = find(box, body.code)
    if present is None or present.taker not in (None, caller.id):
        raise HTTPException(404, "Gift not found")
    if present.buyer == caller.id:
        raise HTTPException(400, "Cannot activate your own gift")
    if present.status in _WAITS:
        present.taker, present.status = caller.id, "delivered"
        grant(box, caller, present.tariff_id, present.days)
    elif present.status != "delivered":
        raise HTTPException(400, "This gift cannot be activated")
    name = tariff_name(box, present.tariff_id)
    return say(Taken(status="activated", tariff_name=name, period_days=present.days))


@router.post("/coupon/redeem")
async def redeem(box: Box, caller: Caller, say: Say, body: CouponOrder) -> WireJSON:
    """Use a coupon up."""
    wanted = body.token.strip().lower()
    coupon = next((one for one in box.extras.service.coupons if one.token == wanted), None)
    if coupon is None or coupon.taker not in (None, caller.id):
        refuse(400, "invalid", "Coupon not found or already used")
    if coupon.taker == caller.id:
        refuse(400, "already_redeemed_by_you", "You have already redeemed this coupon")
    coupon.taker = caller.id
    renewed, until = grant(box, caller, coupon.tariff_id, coupon.days)
    return say(
        CouponTaken(
            tariff_name=tariff_name(box, coupon.tariff_id),
            period_days=coupon.days,
            renewed=renewed,
            end_date=until,
        )
    )


def _taken(box: Sandbox, caller: Account) -> list[Present]:
    return [one for one in box.extras.service.presents if one.taker == caller.id]


def _newest(presents: list[Present]) -> list[Present]:
    return sorted(presents, key=lambda one: one.created_at, reverse=True)
