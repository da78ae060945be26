"""What a test does to this dialect's world behind the API's back."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from cabinet_tui.sandbox.accounts import DEMO_TELEGRAM_ID
from cabinet_tui.sandbox.bedolaga.dependencies import Box
from cabinet_tui.sandbox.bedolaga.extras.service import Block
from cabinet_tui.sandbox.routes.control import Target
from cabinet_tui.sandbox.schemas.control import Done

router = APIRouter()
control = APIRouter()


class Order(BaseModel):
    """A control request; a misspelt field is an error."""

    model_config = ConfigDict(extra="forbid")


class BlockOrder(Order):
    """POST /sandbox/block."""

    kind: Block


class SeveralOrder(Order):
    """POST /sandbox/several."""

    enabled: bool


class ConsentOrder(Order):
    """POST /sandbox/consent: the documents that have to be agreed to."""

    documents: list[Literal["public_offer", "privacy_policy"]]


class OperatorOrder(Order):
    """POST /sandbox/operator, see `ServiceExtras`."""

    auto_purchase: bool | None = None
    hide_links: bool | None = None
    restricted: bool | None = None
    email_sign_in: bool | None = None
    gifts: bool | None = None
    trial_price_kopeks: int | None = None


class TelegramOrder(Order):
    """POST /sandbox/telegram."""

    linked: bool


@control.post("/block")
async def block(box: Box, body: BlockOrder) -> Done:
    """Keep everybody out for a reason, or "none" to let them in again."""
    box.extras.service.block = body.kind
    return Done(count=1)


@control.post("/several")
async def several(box: Box, body: SeveralOrder) -> Done:
    """Let accounts have several subscriptions, or one."""
    box.extras.service.several = body.enabled
    return Done(count=1)


@control.post("/operator")
async def operator(box: Box, body: OperatorOrder) -> Done:
    """Turn the operator's switches that are named."""
    changes = body.model_dump(exclude_none=True)
    for name, value in changes.items():
        setattr(box.extras.service, name, value)
    return Done(count=len(changes))


@control.post("/consent")
async def consent(box: Box, body: ConsentOrder) -> Done:
    """Publish or take back the documents a registration has to agree to."""
    box.extras.service.legal_documents = tuple(body.documents)
    return Done(count=len(body.documents))


@control.post("/telegram")
async def telegram(target: Target, body: TelegramOrder) -> Done:
    """Link Telegram to the account or unlink it: the other family of pushes reaches it then."""
    target.telegram_id = DEMO_TELEGRAM_ID if body.linked else None
    return Done(count=1)
