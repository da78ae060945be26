"""What routes ask for: the sandbox, the caller, and the way to reply."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel
from starlette.requests import HTTPConnection

from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.faults import PREFIX
from cabinet_tui.sandbox.limits import rate_class
from cabinet_tui.sandbox.replies import WireJSON
from cabinet_tui.sandbox.state import Account
from cabinet_tui.sandbox.tokens import TokenRefusedError

bearer = HTTPBearer(auto_error=False, bearerFormat="JWT")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]


def get_box(connection: HTTPConnection) -> Sandbox:
    """The sandbox this application serves."""
    box: Sandbox = connection.app.state.box
    return box


Box = Annotated[Sandbox, Depends(get_box)]


def get_caller(box: Box, given: Bearer) -> Account:
    """The account of the access token, or a 401."""
    challenge = {"WWW-Authenticate": "Bearer"}
    if given is None:
        raise HTTPException(401, "Not authenticated", headers=challenge)
    try:
        return box.tokens.read(given.credentials, "access", box.state)
    except TokenRefusedError:
        raise HTTPException(401, "Invalid or expired token", headers=challenge) from None


Caller = Annotated[Account, Depends(get_caller)]


def enforce_limits(request: Request, box: Box) -> None:
    """Count the request against its caller, or a 429 with Retry-After."""
    path = request.url.path.removeprefix(PREFIX)
    kind = rate_class(request.method, path)
    # Who signs in is not known yet, whatever token comes along.
    caller = _address(request) if kind == "auth" else _who(request, box)
    wait = box.limits.take(kind, caller)
    if wait is not None:
        raise HTTPException(429, "Too many requests", headers={"Retry-After": str(wait)})


def _who(request: Request, box: Sandbox) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.casefold() == "bearer":
        try:
            return f"account {box.tokens.read(token, 'access', box.state).id}"
        except TokenRefusedError:
            pass
    return _address(request)


def _address(request: Request) -> str:
    return f"address {request.client.host if request.client else ''}"


class Reply:
    """Sends a response model as JSON, through the scenario's distortions if it has any."""

    def __init__(self, request: Request, box: Box) -> None:
        self._operation = f"{request.method} {request.scope['route'].path.removeprefix(PREFIX)}"
        self._box = box

    def __call__(self, body: BaseModel, status: int = 200) -> WireJSON:
        """The response."""
        content = body.model_dump(mode="json")
        distort = self._box.scenario.distortions.get(self._operation)
        if distort is not None:
            distort(content)
        return WireJSON(content, status_code=status)


Say = Annotated[Reply, Depends()]
