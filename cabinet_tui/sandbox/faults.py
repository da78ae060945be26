"""Planted faults: what a path does wrong, how often and how many times."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Literal

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PREFIX = "/cabinet"
TRANSPORT_KEY = "sandbox.transport"

Cut = Literal["before", "after", "midway"]
Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True)
class Fault:
    """What goes wrong with requests whose path below /cabinet matches the pattern `path`.

    `delay` seconds pass first. `cut` breaks the connection: "before" anything is done, "after" the
    request took effect but before its reply, "midway" through the reply. `status` and `body`
    answer instead of the API. `times` None is for ever; `chance` is per request.
    """

    path: str = "*"
    method: str | None = None
    status: int | None = None
    body: str | None = None
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    cut: Cut | None = None
    times: int | None = None
    chance: float = 1.0


class ConnectionCutError(ConnectionError):
    """The fault cut the connection; reaches a caller only where there is no socket to cut."""


class Faults:
    """The faults in force; the first that matches a request is the one that strikes."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.planted: list[Fault] = []

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault for this request, one of its times used up."""
        for index, fault in enumerate(self.planted):
            if not fnmatchcase(path, fault.path) or fault.method not in {None, method}:
                continue
            if fault.chance < 1 and self._rng.random() >= fault.chance:
                continue
            if fault.times is not None:
                left = replace(fault, times=fault.times - 1)
                self.planted[index : index + 1] = [left] if left.times else []
            return fault
        return None


class FaultGate:
    """ASGI middleware that lets faults strike requests to the API."""

    def __init__(self, app: ASGIApp, faults: Callable[[], Faults], sleep: Sleep) -> None:
        self._app = app
        self._faults = faults
        self._sleep = sleep

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, with what goes wrong in it."""
        path = str(scope.get("path", ""))
        if scope["type"] not in {"http", "websocket"} or not path.startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        method = scope.get("method", "WEBSOCKET")
        fault = self._faults().strike(method, path.removeprefix(PREFIX))
        if fault is None:
            await self._app(scope, receive, send)
            return
        if fault.delay:
            await self._sleep(fault.delay)
        if fault.cut == "before" or (fault.cut and scope["type"] == "websocket"):
            _cut(scope)
        elif fault.cut is not None:
            await self._cut_reply(scope, receive, send, midway=fault.cut == "midway")
        elif fault.status is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await _answer(fault, send)
        else:
            await _refuse_socket(fault, receive, send)

    async def _cut_reply(self, scope: Scope, receive: Receive, send: Send, *, midway: bool) -> None:
        async def withhold(message: Message) -> None:
            if not midway:
                return
            if message["type"] == "http.response.body":
                body = message.get("body", b"")
                message = {**message, "body": body[: len(body) // 2], "more_body": True}
            await send(message)

        await self._app(scope, receive, withhold)
        if midway:
            # one turn of the loop, so the half that was written leaves before the cut
            await asyncio.sleep(0)
        _cut(scope, gently=midway)


def _cut(scope: Scope, *, gently: bool = False) -> None:
    transport = scope.get(TRANSPORT_KEY)
    if transport is None:
        raise ConnectionCutError
    if gently:
        transport.close()
    else:
        transport.abort()


async def _answer(fault: Fault, send: Send) -> None:
    body = (fault.body if fault.body is not None else '{"detail":"Internal server error"}').encode()
    headers = {"content-type": fault.content_type, "content-length": str(len(body))}
    headers.update({name.lower(): value for name, value in fault.headers.items()})
    raw = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": fault.status, "headers": raw})
    await send({"type": "http.response.body", "body": body})


async def _refuse_socket(fault: Fault, receive: Receive, send: Send) -> None:
    await receive()
    start = "websocket.http.response.start"
    await send({"type": start, "status": fault.status, "headers": []})
    await send({"type": "websocket.http.response.body", "body": (fault.body or "").encode()})
