"""Leads the real app through its screens, and takes its picture wherever it is told to."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from cabinet_tui import bootstrap, locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.settings import Settings
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.store import Store
from studio.frame import Frame, frame_of
from studio.unseen_frames import unseen_frames

MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
THEMES: Mapping[str, str] = {"dark": "cabinet-dark", "light": "cabinet-light"}
SIZES = ((80, 24), (120, 36))
Renew = Callable[[], Awaitable[None]]
_PATIENCE = 60.0
_PAUSE = 0.01
# Each view differs from the one before in one thing: that is what costs time.
_VIEWS = (("dark", 0), ("dark", 1), ("light", 1), ("light", 0))


class StandingClock(SystemClock):
    """Always the same moment; waiting takes as long as ever."""

    def now(self) -> datetime:
        """The moment."""
        return MOMENT


@dataclass(frozen=True, slots=True)
class View:
    """What a picture shows, and how."""

    scene: str
    language: str
    theme: str
    size: tuple[int, int]

    @property
    def name(self) -> str:
        """The path of its files, without an ending."""
        return f"{self.language}/{self.scene}-{self.theme}-{self.size[0]}x{self.size[1]}"


@dataclass
class Guide:
    """The app, and the frames that were taken of it."""

    app: CabinetApp
    pilot: Pilot[int]
    frames: dict[View, Frame] = field(default_factory=dict)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        await self.pilot.press(*keys)

    async def until(self, holds: Callable[[], object]) -> None:
        """Let the app work until this holds."""
        deadline = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"never came to rest:\n{frame_of(self.app).text()}")
            await self.pilot.pause(_PAUSE)

    async def until_shown(self, *selectors: str) -> None:
        """Wait for widgets of the screen in front."""
        await self.until(
            lambda: all(any(w.region for w in self.app.screen.query(s)) for s in selectors)
        )

    async def section(self, key: str, mode: str) -> None:
        """Open a section and wait for all that it asks for."""
        await self.press(key)
        await self.until(lambda: self.app.current_mode == mode)
        await self.until(self.is_quiet)

    def is_quiet(self) -> bool:
        """Whether all that every section shows has come, and nothing more is being read."""
        state = self.app.store.state
        usual = (
            state.account,
            state.balance,
            state.history.items,
            state.subscription,
            state.tickets,
        )
        is_known = all(remote.is_known for remote in usual)
        return state.link.status == "live" and is_known and not self.is_reading()

    def is_reading(self) -> bool:
        """Whether anything is still to come from the server."""
        state = self.app.store.state
        parts = (getattr(state, part.name) for part in fields(state))
        return any(isinstance(part, Remote) and part.loading for part in parts) or any(
            worker.is_running and worker.group.endswith(".read") for worker in self.app.workers
        )

    async def take(self, scene: str, renew: Renew | None = None) -> None:
        """Take the frames of this scene, in both themes and all sizes.

        ``renew`` opens it anew, where it keeps something of another theme.
        """
        views = _VIEWS if self.app.theme == THEMES["dark"] else _VIEWS[::-1]
        for theme, at in views:
            view = View(scene, locale.current(), theme, SIZES[at])
            await self.show(theme, SIZES[at])
            if renew is not None:
                await renew()
            self.frames[view] = await self.still()

    async def show(self, theme: str, size: tuple[int, int]) -> None:
        """Change the colours and the size."""
        if self.app.theme != THEMES[theme]:
            self.app.theme = THEMES[theme]
        if tuple(self.app.size) != size:
            await self.pilot.resize_terminal(*size)

    async def still(self) -> Frame:
        """The screen once it has come to rest: no notice, no blinking, twice the same."""
        self.app.clear_notifications()
        for field_ in (*self.app.screen.query(Input), *self.app.screen.query(TextArea)):
            field_.cursor_blink = False
        await self.pilot.pause()
        before = frame_of(self.app)
        deadline = time.monotonic() + _PATIENCE
        while True:
            await self.pilot.pause()
            frame = frame_of(self.app)
            if frame == before:
                return frame
            before = frame
            if time.monotonic() > deadline:
                raise TimeoutError(f"never stands still:\n{frame.text()}")


@asynccontextmanager
async def guided(
    server: str, *, signed_in: bool = True, dialect: str = "documented"
) -> AsyncIterator[Guide]:
    """The app on a sandbox, at a moment that never passes."""
    store, clock = Store(), StandingClock()
    target = bootstrap.Target("demo", server, bootstrap.MEMORY, dialect=dialect)

    async def connect(_typed: str) -> Cabinet:
        cabinet = await bootstrap.connect(target, store, clock)
        if signed_in:
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        return cabinet

    # The language is chosen, so that the one of the account does not take its place.
    tuning = Tuning(Settings(language=locale.current()))
    options = AppOptions("demo", "vpn.example.com", clock=clock, tuning=tuning)
    app = CabinetApp(store, connect, options)
    with unseen_frames():
        async with app.run_test(size=SIZES[0]) as pilot:
            app.theme = THEMES["dark"]
            yield Guide(app, pilot)
