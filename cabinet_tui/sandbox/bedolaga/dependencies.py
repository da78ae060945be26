"""What the routes of this dialect ask for: the signed-in account, its subscription, the reply."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Depends, HTTPException, Query, Request
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel

from cabinet_tui.sandbox.bedolaga.blocks import check_account, check_service
from cabinet_tui.sandbox.bedolaga.limits import WINDOW_SECONDS, allowance
from cabinet_tui.sandbox.bedolaga.subscriptions import choose
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.dependencies import Bearer, Box
from cabinet_tui.sandbox.faults import PREFIX
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account, Subscription
from cabinet_tui.sandbox.tokens import NobodyError, TokenRefusedError

__all__ = ["Box", "Caller", "Chosen", "Held", "Say", "enforce_limits"]

CHALLENGE = {"WWW-Authenticate": "Bearer"}


def get_caller(box: Box, given: Bearer) -> Account:
    """The account of the access token; a 401, or what keeps the account out."""
    if given is None:
        raise HTTPException(401, "Authentication required", headers=CHALLENGE)
    try:
        account = box.tokens.read(given.credentials, "access", box.state)
    except NobodyError:
        raise HTTPException(404, "User not found") from None
    except TokenRefusedError:
        raise HTTPException(401, "Invalid or expired token", headers=CHALLENGE) from None
    check_service(box)
    check_account(box, account)
    return account


Caller = Annotated[Account, Depends(get_caller)]


def get_chosen(
    box: Box, caller: Caller, subscription_id: Annotated[int | None, Query()] = None
) -> Subscription | None:
    """The subscription of ?subscription_id=, see `choose`; None where the account has none."""
    return choose(box, caller, subscription_id)


Chosen = Annotated[Subscription | None, Depends(get_chosen)]


def get_held(chosen: Chosen) -> Subscription:
    """The chosen subscription, or the 404 of an account without one."""
    if chosen is None:
        raise HTTPException(404, "No subscription found")
    return chosen


Held = Annotated[Subscription, Depends(get_held)]


def enforce_limits(request: Request, box: Box) -> None:
    """Count the request against its address, or a 429 with the whole window as Retry-After."""
    route = allowance(request.method, request.url.path.removeprefix(PREFIX))
    if route is None:
        return
    name, allowed = route
    address = request.client.host if request.client else ""
    if not box.limits.take_fixed(name, address, allowed, WINDOW_SECONDS):
        headers = {"Retry-After": str(int(WINDOW_SECONDS))}
        raise HTTPException(429, "Too many requests", headers=headers)


class Reply:
    """Sends models, lists of models or plain JSON, through the scenario's distortions."""

    def __init__(self, request: Request, box: Box) -> None:
        self._operation = f"{request.method} {request.scope['route'].path.removeprefix(PREFIX)}"
        self._box: Sandbox = box

    def __call__(
        self, body: BaseModel | Sequence[BaseModel] | dict[str, object], status: int = 200
    ) -> WireJSON:
        """The response."""
        content = jsonable_encoder(body)
        distort = self._box.scenario.distortions.get(self._operation)
        if distort is not None:
            distort(content)
        return WireJSON(content, status_code=status)


Say = Annotated[Reply, Depends()]
