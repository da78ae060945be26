"""A screen writes into its widgets only once all of them are there."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from cabinet_tui.screens.dialogs.store_dialog import StoreDialog
from cabinet_tui.screens.store_screen import StoreScreen
from tests.services.full_house import full_house
from tests.ui.stage import staged


class Late(Widget):
    """Asks its screen, while its own widgets are still to come."""

    def compose(self) -> ComposeResult:
        assert isinstance(self.screen, Probe | DialogProbe)
        self.screen.told.append(self.screen.is_composed)
        yield Static()


class Probe(StoreScreen):
    """A screen with a widget in a container."""

    told: list[bool]

    def compose_matter(self) -> ComposeResult:
        with Vertical():
            yield Late()


class DialogProbe(StoreDialog[None]):
    """A dialog with the same."""

    told: list[bool]

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Late()


async def test_a_screen_is_composed_when_the_innermost_widget_is_there() -> None:
    async with staged(full_house()) as stage:
        for kind in (Probe, DialogProbe):
            probe = kind()
            probe.told = []
            await stage.app.push_screen(probe)
            await stage.pilot.pause()
            assert probe.told == [False]
            assert probe.is_composed
