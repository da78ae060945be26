"""How the screens look: a few pictures, of one account at one moment.

The house below the screens has no network. `make snapshots` accepts how they look now.
"""

import os
import re
import time
from collections.abc import Iterator

import pytest
from pytest_textual_snapshot import SVGImageExtension  # type: ignore[import-untyped] # has none
from syrupy.assertion import SnapshotAssertion

from cabinet_tui import locale
from cabinet_tui.domain.link import Link, LinkStatus
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged

# What a viewer would have to fetch, and what is the same in every picture.
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
SECTIONS = ("home", "balance", "plans", "subscription")


@pytest.fixture(autouse=True)
def _the_same_machine() -> Iterator[None]:
    """Nothing of the environment decides what a screen looks like."""
    language = locale.current()
    with pytest.MonkeyPatch.context() as patch:
        for name in tuple(os.environ):
            if name in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"} or name.startswith("TEXTUAL_"):
                patch.delenv(name)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("TZ", "UTC")
        time.tzset()
        locale.use("en")
        yield
    time.tzset()
    locale.use(language)


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The accepted picture, one SVG file a test."""
    return snapshot.use_extension(SVGImageExtension)


async def test_sign_in(picture: SnapshotAssertion) -> None:
    house = full_house()
    house.tokens.tokens = None
    async with staged(house) as stage:
        await stage.until_shown("E-mail", "Password")
        assert await drawn(stage) == picture


@pytest.mark.parametrize("section", SECTIONS)
async def test_a_section(picture: SnapshotAssertion, section: str) -> None:
    async with staged(full_house()) as stage:
        await opened(stage, section)
        assert await drawn(stage) == picture


async def test_home_in_russian(picture: SnapshotAssertion) -> None:
    locale.use("ru")
    async with staged(full_house()) as stage:
        await opened(stage, "home")
        assert await drawn(stage) == picture


async def test_home_in_ascii(picture: SnapshotAssertion) -> None:
    async with staged(full_house(), ascii_only=True) as stage:
        await opened(stage, "home")
        assert await drawn(stage) == picture


async def test_home_without_colour(
    picture: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged(full_house()) as stage:
        await opened(stage, "home")
        assert await drawn(stage) == picture


async def test_home_of_a_new_account(picture: SnapshotAssertion) -> None:
    house = full_house()
    house.server.subscription = None
    house.server.transactions, house.server.pending, house.server.tickets = [], [], []
    async with staged(house) as stage:
        await opened(stage, "home")
        assert await drawn(stage) == picture


async def opened(stage: Stage, section: str) -> None:
    """The section, live and with everything it asked for."""
    house = stage.house
    await stage.until(lambda: house.listener.starts == 1)
    house.listener.on_link(Link(LinkStatus.LIVE))
    await stage.until(lambda: is_read(house))
    if section != "home":
        await stage.press(str(1 + SECTIONS.index(section)))
        await stage.until(lambda: stage.app.current_mode == section)
        await stage.until(lambda: is_read(house))


def is_read(house: House) -> bool:
    """Whether the link is live and nothing that was asked for is still to come."""
    state = house.state()
    parts = (state.account, state.balance, state.history.items, state.subscription, state.branding)
    asked = (*parts, state.pending, state.tickets, state.tariffs, state.trial)
    return (
        state.link.status is LinkStatus.LIVE
        and all(part.is_known for part in parts)
        and not any(part.loading for part in asked)
    )


async def drawn(stage: Stage) -> str:
    """The screen at rest as SVG."""
    await stage.pilot.pause()
    await stage.pilot.pause()
    return WEB_FONT.sub("", stage.app.export_screenshot(title="cabinet-tui"))
