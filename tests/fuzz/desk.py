"""The gateways over a server that answers what it is told to, and a look at what they give."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import httpx

from cabinet_tui.api import bedolaga, documented
from cabinet_tui.api.auth import Session
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.ticket_media import Media
from tests.fake_clock import FakeClock
from tests.faults.rig import NO_PHOTO
from tests.unlimited import Unlimited


@dataclass(frozen=True)
class Said:
    """An answer."""

    body: object
    status: int = 200

    def response(self) -> httpx.Response:
        """As it comes over the wire."""
        content = json.dumps(self.body).encode()
        kind = {"content-type": "application/json"}
        return httpx.Response(self.status, content=content, headers=kind)


@dataclass
class Desk:
    """Satisfies ``tests.faults.rig.Gates``; each request meets the next answer, in a circle."""

    answers: Sequence[Said]
    photo: Media = NO_PHOTO
    asked: list[httpx.Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = FakeClock()
        self._transport = Transport(
            Line("https://vpn.example.com/cabinet"),
            clock=clock,
            random=lambda: 0.0,
            limiter=Unlimited(clock),
            wire=httpx.MockTransport(self._answer),
        )
        self.session = Session(self._transport, MemoryStore())
        self.documented = documented.connect(self._transport, self.session)
        self.bedolaga = bedolaga.connect(self._transport, self.session)

    async def sign_in(self) -> None:
        """Start a session without asking."""
        await self.session.start(Tokens("access", "refresh"))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        said = self.answers[len(self.asked) % len(self.answers)]
        self.asked.append(request)
        return said.response()


def seen(value: object) -> Iterator[object]:
    """Everything a screen may read of a value: its fields and its properties, all the way down."""
    yield value
    if isinstance(value, tuple | list | set | frozenset):
        for item in value:
            yield from seen(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from seen(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from seen(getattr(value, one.name))
        for name in _properties(type(value)):
            yield getattr(value, name)


def _properties(kind: type) -> list[str]:
    return [
        name
        for base in kind.__mro__
        for name, member in vars(base).items()
        if isinstance(member, property) and not name.startswith("_")
    ]
