"""Draws the pictures of the screens: the real app on the sandbox, at a moment that never passes.

``python screenshots/regenerate.py`` writes them, ``--check`` says which are stale.
"""

import argparse
import asyncio
import os
import re
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual.pilot import Pilot

from cabinet_tui import bootstrap, locale
from cabinet_tui.app import AppOptions, CabinetApp
from cabinet_tui.cli.sandbox_process import SandboxProcess
from cabinet_tui.domain.clock import SystemClock
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.store.store import Store

if TYPE_CHECKING:
    from cabinet_tui.store.remote import Remote

T = TypeVar("T")
MOMENT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SIZE = (120, 36)
PATIENCE = 30.0
HERE = Path(__file__).parent
SECTIONS = {
    "home": "1",
    "balance": "2",
    "plans": "3",
    "subscription": "4",
    "referrals": "5",
    "support": "6",
    "account": "7",
}
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


class StandingClock(SystemClock):
    """Always the same moment; waiting takes as long as ever."""

    def now(self) -> datetime:
        """The moment."""
        return MOMENT


@asynccontextmanager
async def running(server: str, *, signed_in: bool) -> AsyncIterator[tuple[CabinetApp, Pilot[int]]]:
    """The app on the sandbox."""
    store, clock = Store(), StandingClock()
    target = bootstrap.Target("demo", server, token_store="memory")  # noqa: S106 - a kind of store

    async def connect(_typed: str) -> Cabinet:
        cabinet = await bootstrap.connect(target, store, clock)
        if signed_in:
            await cabinet.session.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
        return cabinet

    app = CabinetApp(store, connect, AppOptions("demo", "vpn.example.com", clock=clock))
    async with app.run_test(size=SIZE) as pilot:
        yield app, pilot


def is_settled(app: CabinetApp, section: str = "home") -> bool:
    """Whether everything that a section shows has come."""
    state = app.store.state
    common = (
        at_rest(state.account),
        at_rest(state.balance),
        at_rest(state.history.items),
        at_rest(state.subscription),
        at_rest(state.branding),
        at_rest(state.tickets),
        at_rest(state.pending),
    )
    of_section = {
        "plans": at_rest(state.tariffs),
        "referrals": at_rest(state.referral_stats) and at_rest(state.referrals.items),
    }
    return state.link.status == "live" and all(common) and of_section.get(section, True)


def at_rest(remote: "Remote[T]") -> bool:
    """Whether a value has come and is not asked for again."""
    return remote.is_known and not remote.loading


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app work until this holds."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("the screen never came to rest")
        await pilot.pause(0.05)


async def pictures(server: str) -> dict[str, str]:
    """Every screen in the language in use, by name."""
    drawn = {}
    async with running(server, signed_in=False) as (app, pilot):
        await until(pilot, lambda: app.current_mode == "sign_in")
        drawn["sign-in"] = await picture(app, pilot)
    async with running(server, signed_in=True) as (app, pilot):
        await until(pilot, lambda: is_settled(app))
        for name, key in SECTIONS.items():
            await pilot.press(key)
            await until(pilot, lambda name=name: app.current_mode == name)  # type: ignore[misc]
            await until(pilot, lambda name=name: is_settled(app, name))  # type: ignore[misc]
            drawn[name] = await picture(app, pilot)
        await pilot.press("4", "f")
        drawn["qr"] = await picture(app, pilot)
        await pilot.press("escape", "3", "enter")
        await until(pilot, lambda: bool(app.screen.query("PlanTable")))
        drawn["plan"] = await picture(app, pilot)
        await pilot.press("escape", "t")
        await until(pilot, lambda: app.store.state.methods.is_known)
        drawn["top-up"] = await picture(app, pilot)
    return drawn


async def picture(app: CabinetApp, pilot: Pilot[int]) -> str:
    """The screen as SVG, without the font that a viewer would have to fetch."""
    await pilot.pause()
    await pilot.pause()
    svg = app.export_screenshot(title="cabinet-tui")
    return WEB_FONT.sub("", svg).replace("Fira Code", "DejaVu Sans Mono, Menlo, Consolas")


def drawn() -> dict[Path, str]:
    """Every picture of every language, by the file it belongs in."""
    files = {}
    for language in locale.LANGUAGES:
        sandbox = SandboxProcess(
            ["--clock", "fixed", MOMENT.isoformat(), "--no-limits", "--no-replies"]
        )
        try:
            locale.use(language)
            for name, svg in asyncio.run(pictures(sandbox.start())).items():
                files[HERE / language / f"{name}-{SIZE[0]}x{SIZE[1]}.svg"] = svg
        finally:
            sandbox.stop()
    return files


def main() -> int:
    """Write the pictures, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say which are stale")
    check = parser.parse_args().check
    os.environ["TZ"] = "UTC"
    time.tzset()
    files = drawn()
    known = set(HERE.glob("*/*.svg"))
    stale = sorted(
        path
        for path, svg in files.items()
        if path not in known or path.read_text(encoding="utf-8") != svg
    )
    stale += sorted(known - files.keys())
    if check:
        for path in stale:
            print(f"stale: {path.relative_to(HERE.parent)}")
        print(f"{len(files) - len(stale)} of {len(files)} pictures are fresh")
        return 1 if stale else 0
    for path in known - files.keys():
        path.unlink()
    for path, svg in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg, encoding="utf-8")
    print(f"{len(files)} pictures, {len(stale)} of them new or changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
