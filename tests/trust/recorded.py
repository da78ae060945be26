"""What a sandbox answers to every gateway call, kept to be answered again, changed at will."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache

import httpx

from cabinet_tui.api import bedolaga, documented
from cabinet_tui.api.auth import Session
from cabinet_tui.api.limits import Limiter
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.app import create_app
from tests.trust.gateway_calls import Api, GatewayCall, Secrets, calls

BASE = "http://127.0.0.1/cabinet"
LOGINS = {"documented": "/auth/login-email", "bedolaga": "/auth/email/login"}
Answers = Mapping[tuple[str, str], httpx.Response]


@dataclass(frozen=True)
class Recorded:
    """A call, and the answers to what it asks, by method and path."""

    call: GatewayCall
    answers: Answers


class _Noted(httpx.AsyncBaseTransport):
    """Passes requests on and keeps what came back."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.answers: dict[tuple[str, str], httpx.Response] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        response = await self._inner.handle_async_request(request)
        content = await response.aread()
        kept = httpx.Response(response.status_code, headers=response.headers, content=content)
        self.answers[request.method, request.url.path] = kept
        return httpx.Response(response.status_code, headers=response.headers, content=content)


def gateways(
    dialect: str, wire: httpx.AsyncBaseTransport, tokens: Tokens
) -> tuple[Callable[[], Awaitable[None]], Api]:
    """The client of a dialect over a wire, signed in; and what starts its session."""
    clock = SystemClock()
    transport = Transport(
        Line(BASE), clock=clock, random=lambda: 0.0, limiter=Limiter(clock), wire=wire
    )
    session = Session(transport, MemoryStore())
    connect = bedolaga.connect if dialect == "bedolaga" else documented.connect
    return (lambda: session.start(tokens)), connect(transport, session)


async def attempt(
    dialect: str, call: GatewayCall, wire: httpx.AsyncBaseTransport, tokens: Tokens
) -> object:
    """What a call comes to: its value, or the error of ours that it raises."""
    start, api = gateways(dialect, wire, tokens)
    await start()
    try:
        return await call.do(api)
    except CabinetError as error:
        return error


@cache
def _cached(dialect: str, scenario: str) -> list[Recorded]:
    return []


async def recorded(
    dialect: str, scenario: str = "default", secrets: Secrets | None = None
) -> list[Recorded]:
    """Every call of a dialect with what the sandbox says to it; asked once a process."""
    kept = _cached(dialect, scenario)
    if kept:
        return kept
    app = create_app(scenario, dialect=dialect, limits=False, reply_after=None)
    inner = httpx.ASGITransport(app=app)
    try:
        for call in calls(dialect, secrets):
            tokens = await _sign_in(dialect, inner)
            noted = _Noted(inner)
            await attempt(dialect, call, noted, tokens)
            kept.append(Recorded(call, noted.answers))
    finally:
        await app.state.box.stop()
    return kept


async def _sign_in(dialect: str, inner: httpx.AsyncBaseTransport) -> Tokens:
    async with httpx.AsyncClient(transport=inner, base_url=BASE) as client:
        body = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
        reply = await client.post(BASE + LOGINS[dialect], json=body)
        told = reply.json()
        return Tokens(told["access_token"], told["refresh_token"])


class Replayed(httpx.AsyncBaseTransport):
    """Answers as it was answered before, each JSON body changed."""

    def __init__(self, answers: Answers, change: Callable[[object], object]) -> None:
        self._answers = answers
        self._change = change

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        kept = self._answers.get((request.method, request.url.path))
        if kept is None:
            return httpx.Response(404, json={"detail": "Not Found"})
        if "json" not in kept.headers.get("content-type", ""):
            return httpx.Response(kept.status_code, headers=kept.headers, content=kept.content)
        changed = json.dumps(self._change(json.loads(kept.content)))
        return httpx.Response(
            kept.status_code,
            headers={"content-type": "application/json"},
            content=changed.encode(),
        )
