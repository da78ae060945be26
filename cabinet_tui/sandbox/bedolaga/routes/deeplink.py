"""/auth/deeplink: signing in by a button in the bot, which a control route presses."""

from datetime import timedelta

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, ConfigDict

from cabinet_tui.sandbox.accounts import DEMO_EMAIL
from cabinet_tui.sandbox.bedolaga.dependencies import Box, Say
from cabinet_tui.sandbox.bedolaga.extras.service import DeepLink
from cabinet_tui.sandbox.bedolaga.schemas.auth import DeepLinkBegun, DeepLinkToken
from cabinet_tui.sandbox.bedolaga.sessions import sign_in
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.schemas.control import Done
from cabinet_tui.sandbox.values import random_word

router = APIRouter(prefix="/auth/deeplink")
control = APIRouter(prefix="/deeplink")

LIFE = timedelta(seconds=300)


class Press(BaseModel):
    """POST /sandbox/deeplink/confirm: who presses the button; `token` None is the latest one."""

    model_config = ConfigDict(extra="forbid")

    token: str | None = None
    email: str = DEMO_EMAIL
    telegram_id: int | None = None


@router.post("/request")
async def request(box: Box, say: Say) -> WireJSON:
    """Begin to sign in."""
    service = box.extras.service
    token = random_word(box.rng, 32)
    service.deep_links[token] = DeepLink(box.clock.now())
    seconds = int(LIFE.total_seconds())
    return say(DeepLinkBegun(token=token, bot_username=service.bot, expires_in=seconds))


@router.post("/poll")
async def poll(box: Box, say: Say, body: DeepLinkToken) -> WireJSON:
    """202 until the button is pressed, then the session, once; 410 for anything else."""
    begun = _waiting(box, body.token)
    if begun is None:
        raise HTTPException(410, "Token expired or not found")
    if begun.account_id is None:
        return WireJSON({"detail": "Waiting for confirmation"}, 202)
    del box.extras.service.deep_links[body.token]
    return say(sign_in(box, box.state.accounts[begun.account_id], body.campaign_slug))


@control.post("/confirm")
async def confirm(box: Box, body: Press) -> Done:
    """Press "yes, sign me in" in the bot."""
    links = box.extras.service.deep_links
    begun = _waiting(box, body.token or next(reversed(links), ""))
    if body.telegram_id is None:
        account = box.state.by_email(body.email)
    else:
        account = box.state.by_telegram(body.telegram_id)
    if begun is None or account is None:
        raise HTTPException(404, "No such sign-in, or no such account")
    begun.account_id = account.id
    return Done(count=1)


def _waiting(box: Sandbox, token: str) -> DeepLink | None:
    begun = box.extras.service.deep_links.get(token)
    if begun is None or box.clock.now() - begun.begun_at > LIFE:
        return None
    return begun
