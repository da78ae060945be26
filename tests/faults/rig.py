"""The client of one dialect behind a proxy, as the program joins it, and what became of a call."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cabinet_tui.api import bedolaga, documented
from cabinet_tui.api.auth import Session
from cabinet_tui.api.detect import asking, detect, root
from cabinet_tui.api.doubt import Doubt
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.domain.ticket_media import Media, MediaKind
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.unlimited import Unlimited

if TYPE_CHECKING:
    from cabinet_tui.api.bedolaga import BedolagaApi
    from cabinet_tui.api.documented import DocumentedApi

HANGING = 20.0
"""Seconds after which a call that should long be over counts as hanging."""
TALK = 3
"""The ticket of the sandbox that has files."""
NO_PHOTO = Media(MediaKind.PHOTO, "none")


class HurriedClock(SystemClock):
    """The clock of the machine for somebody who does not wait between tries."""

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


class Gates(Protocol):
    """The gateways of both dialects over one session, and a file that somebody knows of."""

    @property
    def documented(self) -> "DocumentedApi": ...

    @property
    def bedolaga(self) -> "BedolagaApi": ...

    @property
    def session(self) -> Session: ...

    @property
    def photo(self) -> Media: ...


@dataclass
class Client:
    """Somebody signed in at a server that speaks ``dialect``; only its gateways are of use."""

    base: str
    dialect: str
    deadline: float
    photo: Media
    store: MemoryStore = field(default_factory=MemoryStore)
    ended: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = HurriedClock()
        found = Found(self.base, Dialect(self.dialect))
        self.doubt = Doubt(found, self._probe, lambda _: None, clock)
        self.transport = self._transport([self.doubt])
        self.session = Session(
            self.transport, self.store, on_end=lambda: self.ended.append("ended")
        )
        self.documented = documented.connect(self.transport, self.session)
        self.bedolaga = bedolaga.connect(self.transport, self.session)

    def _transport(self, hearers: list[Doubt], base: str = "") -> Transport:
        clock = HurriedClock()
        return Transport(
            Line(base or self.base),
            clock=clock,
            random=lambda: 0.0,
            limiter=Unlimited(clock),
            deadline=self.deadline,
            file_deadline=self.deadline,
            hearers=hearers,
        )

    async def _probe(self) -> Found:
        """What the program does when answers become strange."""
        transport = self._transport([], root([self.base]))
        try:
            return await detect([self.base], asking(transport))
        finally:
            await transport.close()

    async def is_signed_in(self) -> bool:
        """Whether the session lives, in memory and where it is kept."""
        kept = await self.store.load()
        return kept is not None and not self.ended and await self.session.restore()


@asynccontextmanager
async def client(
    base: str, dialect: str, tokens: Tokens, *, deadline: float, photo: Media = NO_PHOTO
) -> AsyncIterator[Client]:
    """Somebody with these tokens, ``deadline`` seconds patient, who knows of one file."""
    one = Client(base, dialect, deadline, photo)
    await one.session.start(tokens)
    try:
        yield one
    finally:
        await one.session.close()
        await one.transport.close()


async def sign_in(base: str, dialect: str) -> Tokens:
    """Tokens of the demo account."""
    nobody = Tokens("none yet")
    async with client(base, dialect, nobody, deadline=HANGING) as one:
        api = one.bedolaga if dialect == "bedolaga" else one.documented
        return (await api.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)).tokens


async def photo_of(base: str, dialect: str, tokens: Tokens) -> Media:
    """A file that somebody may fetch, where this dialect has files."""
    if dialect != "bedolaga":
        return NO_PHOTO
    async with client(base, dialect, tokens, deadline=HANGING) as one:
        talk = await one.bedolaga.tickets.conversation(TALK)
    return next(file for message in talk.messages for file in message.media)


@dataclass(frozen=True)
class Fate:
    """What became of a call: a value, an error of ours, or something that must not be."""

    value: object = None
    error: Exception | None = None
    seconds: float = 0.0

    @property
    def is_ours(self) -> bool:
        """Whether nothing but a value or a CabinetError came out."""
        return self.error is None or isinstance(self.error, CabinetError)


async def fate(call: Callable[[], Awaitable[object]]) -> Fate:
    """Run a call to its end; one that hangs has a TimeoutError for its fate."""
    began = time.monotonic()
    try:
        async with asyncio.timeout(HANGING):
            value = await call()
    except Exception as error:  # noqa: BLE001 - whatever comes out is the matter of these tests
        return Fate(error=error, seconds=time.monotonic() - began)
    return Fate(value=value, seconds=time.monotonic() - began)
