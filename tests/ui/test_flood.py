"""A flood of events: the screen shows the last state, once, and keys are heard meanwhile."""

import asyncio

import pytest
from textual.events import Key
from textual.widgets._toast import Toast

from cabinet_tui.domain.event import BalanceUpdated, TicketReplied
from cabinet_tui.domain.money import Kopeks
from cabinet_tui.realtime.line import BURST
from cabinet_tui.screens.store_screen import StoreScreen
from cabinet_tui.services.router import NOTICES_KEPT
from cabinet_tui.store.state import AppState
from tests.services.full_house import full_house
from tests.services.house import House
from tests.ui.stage import staged

_SECTIONS = 7
_BURSTS = 100


class Flood:
    """Bursts of events, as the listener lets them in, with a turn for the others after each."""

    def __init__(self, house: House) -> None:
        self._house = house
        self.events = 0
        self.bursts = 0

    async def run(self, bursts: int) -> None:
        for _ in range(bursts):
            for _ in range(BURST):
                self.events += 1
                self._house.router.handle(TicketReplied(None, self.events, f"no. {self.events}"))
                self._house.router.handle(BalanceUpdated(None, None, Kopeks(self.events)))
            self.bursts += 1
            await asyncio.sleep(0)


@pytest.fixture
def mirrored(monkeypatch: pytest.MonkeyPatch) -> list[StoreScreen]:
    """Every time a screen took up a state."""
    screens: list[StoreScreen] = []
    mirror = StoreScreen.mirror

    def counting(self: StoreScreen, state: AppState) -> None:
        screens.append(self)
        mirror(self, state)

    monkeypatch.setattr(StoreScreen, "mirror", counting)
    return screens


async def test_a_flood_is_shown_as_its_last_state_while_keys_are_heard(
    mirrored: list[StoreScreen],
) -> None:
    house = full_house()
    async with staged(house) as stage:
        await stage.until_shown("1,540.50")
        for key in "2345671":
            await stage.press(key)
        updates: list[AppState] = []
        house.store.subscribe(updates.append)
        mirrored.clear()
        flood = Flood(house)

        await flood.run(_BURSTS // 2)
        stage.app.post_message(Key("2", "2"))
        while stage.app.current_mode != "balance":
            assert flood.bursts < _BURSTS
            await flood.run(1)
        await flood.run(_BURSTS - flood.bursts)

        await stage.until_shown("100.00")
        assert flood.events == _BURSTS * BURST
        assert len(updates) >= 2 * flood.events
        # Each of the screens at most once a burst, and what the key brought.
        assert len(mirrored) <= (_BURSTS + 10) * _SECTIONS
        assert len(stage.app.screen.query(Toast)) <= 1
        assert len(house.store.state.notices) == NOTICES_KEPT
