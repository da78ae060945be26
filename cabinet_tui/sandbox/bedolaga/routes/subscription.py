"""/subscription: what is held, its link, and autopay."""

from base64 import b64encode

from fastapi import APIRouter, HTTPException

from cabinet_tui.sandbox.bedolaga.dependencies import Box, Caller, Chosen, Held, Say
from cabinet_tui.sandbox.bedolaga.schemas.subscription import (
    Autopay,
    AutopayOrder,
    ConnectionLink,
    SubscriptionBody,
    SubscriptionData,
    started,
)
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account

router = APIRouter(prefix="/subscription")

STEPS = [
    "Copy the connection link",
    "Open your VPN application",
    "Choose to add a subscription",
    "Paste the link",
]


def seed(box: Sandbox, account: Account) -> None:
    """When what is held at the start began."""
    if account.subscription is not None:
        extras = box.extras.of(account).of(account.subscription)
        extras.started_at = started(account.subscription, extras, box.clock.now())


@router.get("")
@router.get("/info")
async def subscription(box: Box, caller: Caller, chosen: Chosen, say: Say) -> WireJSON:
    """The subscription; without one that is no error."""
    if chosen is None:
        return say(SubscriptionBody(has_subscription=False, subscription=None))
    data = SubscriptionData.of(box, caller, chosen)
    return say(SubscriptionBody(has_subscription=True, subscription=data))


@router.get("/connection-link")
async def connection_link(box: Box, held: Held, say: Say) -> WireJSON:
    """How to connect; no addresses where the operator keeps them to the bot."""
    hidden = box.extras.service.hide_links
    link = None if hidden else held.link
    crypto = b64encode(held.link.encode("utf-8", "replace")).decode()
    return say(
        ConnectionLink(
            subscription_url=link,
            display_link=link,
            happ_redirect_link=None,
            happ_scheme_link=None,
            happ_crypto_link=None if hidden else f"happ://crypt4/{crypto}",
            connect_mode="miniapp_subscription",
            hide_link=hidden,
            instructions={"steps": STEPS},
        )
    )


@router.patch("/autopay")
async def autopay(box: Box, caller: Caller, held: Held, say: Say, body: AutopayOrder) -> WireJSON:
    """Switch autopay, and how many days before the end it pays."""
    extras = box.extras.of(caller).of(held)
    if body.enabled and held.is_trial:
        raise HTTPException(400, "Autopay is not available for trial subscriptions")
    if body.enabled and extras.daily is not None:
        raise HTTPException(400, "Autopay is not available for daily subscriptions")
    held.autopay = body.enabled
    extras.autopay_days_before = body.days_before or extras.autopay_days_before
    return say(
        Autopay(
            message="Autopay settings updated",
            autopay_enabled=held.autopay,
            autopay_days_before=extras.autopay_days_before,
        )
    )
