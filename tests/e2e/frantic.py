"""Somebody who cannot sit still, in front of the real app on a clock that the test moves."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

import httpx
import pytest

from cabinet_tui import bootstrap
from cabinet_tui.api import answer
from cabinet_tui.api.limits import Ask, Limiter
from cabinet_tui.api.windows import Sent
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.bootstrap import Target
from cabinet_tui.credentials import lock
from cabinet_tui.domain.errors import RateLimited
from cabinet_tui.domain.urgency import Urgency
from cabinet_tui.persistence import shared_text
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.clock import Clock
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store
from studio.unseen_frames import unseen_frames
from tests.e2e.live import LiveStage, as_spoken
from tests.held_clock import HeldClock, settle
from tests.sandbox_server import SandboxServer

P = ParamSpec("P")
T = TypeVar("T")


@dataclass
class Traffic:
    """What wanted to leave and how long it waited, in seconds of the test's clock."""

    clock: HeldClock
    waits: dict[str, list[float]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    busy: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self) -> None:
        """Something is on its way."""
        self.busy += 1
        self.idle.clear()

    def end(self) -> None:
        """It is not any more."""
        self.busy -= 1
        if not self.busy:
            self.idle.set()

    async def until_idle(self) -> None:
        """Let everything happen that can without time passing."""
        await settle()
        while self.busy:
            await self.idle.wait()
            await settle()

    def timed(self, real: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
        """The same, known to be at work while it is: the network, or a thread."""

        async def run(*args: P.args, **kwargs: P.kwargs) -> T:
            self.begin()
            try:
                return await real(*args, **kwargs)
            finally:
                self.end()

        return run

    def longest(self, kind: str) -> float:
        """The longest wait of a kind."""
        return max(self.waits.get(kind, [0.0]))

    def told(self) -> str:
        """All of it in one line a kind."""
        return "\n".join(
            f"{kind}: {len(waits)} let out, longest wait {max(waits):.1f} s,"
            f" {self.refused[kind]} turned away"
            for kind, waits in sorted(self.waits.items())
        )


@contextmanager
def watched(clock: HeldClock, patch: pytest.MonkeyPatch) -> Iterator[Traffic]:
    """Every question to the limits is counted, and whatever takes real time is known."""
    traffic = Traffic(clock)
    acquire = Limiter.acquire

    async def acquiring(limiter: Limiter, ask: Ask) -> Sent:
        kind = _kind(limiter, ask)
        asked = clock.monotonic()
        try:
            place = await acquire(limiter, ask)
        except RateLimited:
            traffic.refused[kind] += 1
            raise
        traffic.waits.setdefault(kind, []).append(clock.monotonic() - asked)
        return place

    with patch.context() as patched:
        patched.setattr(Limiter, "acquire", acquiring)
        for owner, name in (
            (httpx.AsyncHTTPTransport, "handle_async_request"),
            (answer, "read"),
            (shared_text, "aside"),
            (lock, "aside"),
            (asyncio, "to_thread"),
        ):
            patched.setattr(owner, name, traffic.timed(getattr(owner, name)))
        yield traffic


def _kind(limiter: Limiter, ask: Ask) -> str:
    again = ask.urgency is Urgency.READ and limiter._windows.count(ask.window, ask.mark)
    what = "" if ask.mark else " change"
    return f"{ask.rate} {ask.urgency.name.lower()}{what}{' again' if again else ''}"


class Frantic(LiveStage):
    """The app, and the keys that are pressed without end."""

    def __init__(
        self, app: CabinetApp, pilot: object, sandbox: SandboxServer, traffic: Traffic
    ) -> None:
        super().__init__(app, pilot, sandbox)  # type: ignore[arg-type]  # as it is handed over
        self.traffic = traffic
        self.presses = 0

    async def pass_time(self, seconds: float) -> None:
        """Let everything be done that is due, then let time pass."""
        await self.traffic.until_idle()
        await self.traffic.clock.advance(seconds)
        await self.traffic.until_idle()

    async def hit(self, key: str) -> None:
        """Press a key; what it asks for is on its way or waits afterwards."""
        self.presses += 1
        await self.press(key)
        await self.traffic.until_idle()


@asynccontextmanager
async def frantic(dialect: str, patch: pytest.MonkeyPatch) -> AsyncIterator[Frantic]:
    """The app signed in at a sandbox that keeps its limits by the same clock."""
    clock = HeldClock()
    with (
        watched(clock, patch) as traffic,
        SandboxServer(
            dialect=dialect,
            clock=Clock(clock.now),
            monotonic=clock.monotonic,
            limits=True,
            access_seconds=170,
        ) as sandbox,
    ):
        target = Target("demo", sandbox.url, "file")
        store = Store()

        async def connect(_typed: str) -> Cabinet:
            cabinet = await bootstrap.connect(target, store, clock)
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
            return cabinet

        host = bootstrap.host(target)
        options = AppOptions(profile="demo", server=host, clock=clock, tuning=as_spoken())
        app = CabinetApp(store, connect, options)
        with unseen_frames():
            async with app.run_test(size=(100, 30)) as pilot:
                stage = Frantic(app, pilot, sandbox, traffic)
                while not store.state.balance.is_known:
                    await stage.pilot.pause()
                    await stage.pass_time(0.01)
                yield stage
                # Whoever waits for a place would keep the app from closing.
                await clock.advance(120)


@asynccontextmanager
async def beside(stage: Frantic) -> AsyncIterator[Cabinet]:
    """Another program with the same session on the same computer."""
    target = Target("demo", stage.sandbox.url, "file")
    cabinet = await bootstrap.connect(target, Store(), stage.traffic.clock)
    assert await cabinet.session.restore()
    try:
        yield cabinet
    finally:
        await cabinet.close()


def keys(seed: int) -> Iterator[str]:
    """Sections in no order, and every now and then a wish to see everything anew."""
    rng = random.Random(seed)
    while True:
        yield rng.choices(["1", "2", "3", "4", "5", "6", "7", "r"], [1] * 7 + [2])[0]
