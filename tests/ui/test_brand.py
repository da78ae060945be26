"""The accent is the colour of the service, and the terminal says what is drawn of it."""

from dataclasses import replace

import pytest
from rich.color import ColorType

from cabinet_tui.app import CabinetApp
from cabinet_tui.app_options import AppOptions
from cabinet_tui.domain.colour import LEAST_CONTRAST, Depth, contrast, parsed
from cabinet_tui.domain.service import Branding
from cabinet_tui.palettes import PALETTES
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.cabinet import Cabinet
from cabinet_tui.settings import Settings
from cabinet_tui.store.remote import Remote
from cabinet_tui.store.store import Store
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged


def tell(stage: Stage, primary: str, secondary: str = "") -> None:
    branding = Branding(name="North", primary=primary, secondary=secondary)
    stage.house.store.update(lambda state: replace(state, branding=Remote(branding)))


async def test_the_accent_is_that_of_the_service_in_every_theme() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        own = stage.app.theme_variables["accent"]
        tell(stage, "#5ec8ff")
        await stage.until(lambda: stage.app.theme_variables["accent"] == "#5ec8ff")
        assert "#5ec8ff" in inks(stage)
        for palette in PALETTES:
            stage.app.theme = palette.name
            await stage.pilot.pause()
            accent, ground = (
                parsed(stage.app.theme_variables[name]) for name in ("accent", "background")
            )
            assert accent is not None
            assert ground is not None
            assert contrast(accent, ground) >= LEAST_CONTRAST
        stage.app.theme = PALETTES[0].name
        tell(stage, "", "#ffb000")
        await stage.until(lambda: stage.app.theme_variables["accent"] == "#ffb000")
        tell(stage, "")
        await stage.until(lambda: stage.app.theme_variables["accent"] == own)


async def test_without_colours_none_is_written_and_the_cursor_still_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    tuning = Tuning(Settings(theme="cabinet-light"))
    async with staged(full_house(), tuning=tuning) as stage:
        await stage.until_shown("1,540.50 ₽")
        tell(stage, "#5ec8ff")
        await stage.press("2")
        await stage.until_shown("Movement 130")
        await stage.press("tab", "tab", "tab", "down")
        assert stage.app.theme == "ansi"
        assert inks(stage) == set()
        strips = stage.strips()
        assert any(part.style and part.style.reverse for strip in strips for part in strip)


@pytest.mark.parametrize("depth", list(Depth))
def test_few_colours_leave_only_the_terminals_own(depth: Depth) -> None:
    async def connect(_typed: str) -> Cabinet:
        raise AssertionError("nobody connects")

    wanted = Tuning(Settings(theme="cabinet-paper"))
    app = CabinetApp(Store(), connect, AppOptions(depth=depth, tuning=wanted))
    few = depth in {Depth.FEW, Depth.NONE}
    assert app.theme == ("ansi" if few else "cabinet-paper")
    assert len(app.available_themes) == (1 if few else 7)


def inks(stage: Stage) -> set[str]:
    """The colours in sight, filtered as they are before they are written."""
    found = set()
    for strip in stage.strips():
        for part in strip:
            style = part.style
            for colour in () if style is None else (style.color, style.bgcolor):
                if colour is not None and colour.type is not ColorType.DEFAULT:
                    found.add(colour.name)
    return found
