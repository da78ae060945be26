"""The whole app on a screen in memory, over services with a fake server below them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.pilot import Pilot

from cabinet_tui import locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.domain.errors import CabinetError
from cabinet_tui.opening import Opening
from cabinet_tui.screens.key_setting import WantedKeys
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.settings import Settings
from studio.unseen_frames import unseen_frames
from tests.known_rules import known_rules
from tests.onlooker import Onlooker
from tests.services.house import House


class Stage(Onlooker):
    """The app, and what a test does with it."""

    def __init__(self, app: CabinetApp, pilot: Pilot[int], house: House) -> None:
        super().__init__(app, pilot)
        self.house = house
        self.connected_to: list[str] = []
        self.closed = 0
        self.opened: list[str] = []


@asynccontextmanager
async def staged(
    house: House,
    *,
    size: tuple[int, int] = (80, 24),
    server: str = "vpn.example.com",
    ascii_only: bool = False,
    refuse: CabinetError | None = None,
    tuning: Tuning | None = None,
    network: asyncio.Event | None = None,
    keys: WantedKeys | None = None,
    greets: bool = False,
) -> AsyncIterator[Stage]:
    """The app running over this house; ``refuse`` is what connecting fails with.

    With ``network`` nothing is connected before that is set.
    """

    async def connect(typed: str) -> Cabinet:
        stage.connected_to.append(typed)
        if network is not None:
            await network.wait()
        if refuse is not None:
            raise refuse
        return replace(house.cabinet, close=close)

    async def close() -> None:
        stage.closed += 1

    async def open_link(url: str) -> Opening:
        stage.opened.append(url)
        return Opening.OPENED

    options = AppOptions(
        profile="demo",
        server=server,
        clock=house.clock,
        open_link=open_link,
        # The language of the test is chosen: that of the account does not take its place.
        tuning=tuning or Tuning(Settings(language=locale.current(), ascii=ascii_only)),
        keys=keys or WantedKeys(),
        greets=greets,
    )
    app = CabinetApp(house.store, connect, options)
    with unseen_frames(), known_rules():
        async with app.run_test(size=size, notifications=True) as pilot:
            stage = Stage(app, pilot, house)
            yield stage
