"""A client over a server that is a function: what it is asked is kept, what it says is given."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx

from cabinet_tui.api.auth import Session
from cabinet_tui.api.documented import DocumentedApi, connect
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from tests.fake_clock import FakeClock

GOLDEN = Path(__file__).parent.parent / "golden"
BASE = "https://vpn.example.com/cabinet"
Handler = Callable[[httpx.Request], httpx.Response]


def golden(name: str) -> bytes:
    """An example of the API reference as it is printed there."""
    return (GOLDEN / name).read_bytes()


def answer(body: object, status: int = 200, **headers: str) -> httpx.Response:
    """An answer with JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.Response(
        status, content=content, headers={"content-type": "application/json"} | named
    )


@dataclass
class Rig:
    """The client, its clock and its token store, and the requests it made."""

    handler: Handler
    clock: FakeClock = field(default_factory=FakeClock)
    store: MemoryStore = field(default_factory=MemoryStore)
    requests: list[httpx.Request] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    base: str = BASE
    deadline: float = 45.0

    def __post_init__(self) -> None:
        self.transport = Transport(
            Line(self.base),
            clock=self.clock,
            random=lambda: 1.0,
            deadline=self.deadline,
            wire=httpx.MockTransport(self._handle),
        )
        self.session = Session(
            self.transport, self.store, on_end=lambda: self.ended.append("ended")
        )
        self.api: DocumentedApi = connect(self.transport, self.session)

    async def sign_in(self, access: str = "access-1", *, lives: float | None = None) -> None:
        """Start a session without asking the server."""
        expires = None if lives is None else self.clock.now() + timedelta(seconds=lives)
        await self.session.start(Tokens(access, "refresh-1", expires))

    def paths(self) -> list[str]:
        """Method and path of every request, below the base."""
        base = httpx.URL(self.base).path
        return [f"{one.method} {one.url.path.removeprefix(base)}" for one in self.requests]

    def body(self, index: int = -1) -> object:
        """The JSON that a request carried."""
        parsed: object = json.loads(self.requests[index].content)
        return parsed

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.handler(request)


async def signed_in(body: object, status: int = 200, **headers: str) -> Rig:
    """A rig with a session, whose server always says the same."""
    rig = Rig(lambda _: answer(body, status, **headers))
    await rig.sign_in()
    return rig
