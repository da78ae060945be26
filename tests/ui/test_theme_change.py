"""Colours that change while the program runs: nothing keeps those it was drawn in."""

from dataclasses import replace

import pytest
from textual.color import Color
from textual.widgets import Button, Input

from cabinet_tui.palettes import PALETTES, Palette
from cabinet_tui.widgets.message_area import MessageArea
from tests.services.fake_server import BASIC
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged


async def test_the_rows_of_a_table_take_the_new_colours() -> None:
    async with staged(full_house()) as stage:
        await stage.press("2")
        await stage.until_shown("Movement 130", "50 of 130")
        for palette in (*PALETTES[1:], PALETTES[0]):
            await take(stage, palette)
            assert inks_of_rows(stage, "Movement") == {palette.muted, palette.success}


async def test_the_rows_of_the_plans_take_the_new_colours_too() -> None:
    house = full_house()
    # More than stand side by side.
    house.server.tariffs = [replace(BASIC, id=number) for number in range(4)]
    async with staged(house) as stage:
        await stage.press("3")
        await stage.until_shown("Basic", "A month")
        for palette in (*PALETTES[1:], PALETTES[0]):
            await take(stage, palette)
            assert palette.muted in inks_of_rows(stage, "Basic")


@pytest.mark.walk
@pytest.mark.parametrize("keys", ["2", "6 enter", "6 n", "t", "2 c"])
async def test_what_is_typed_into_or_pressed_has_a_ground_of_its_own(keys: str) -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        for key in keys.split():
            await stage.press(key)
            await stage.pilot.pause()
        await stage.until(lambda: any(grounds(stage)))
        for palette in PALETTES:
            await take(stage, palette)
            for name, around, own in grounds(stage):
                assert around != own, (palette.name, name)
        stage.app.theme = "ansi"
        await stage.pilot.pause()
        for button in stage.app.screen.query(Button):
            # Without grounds, a line tells that it can be pressed.
            assert button.rich_style.underline or button.has_focus, button.id


async def take(stage: Stage, palette: Palette) -> None:
    """Take these colours and let them be drawn."""
    stage.app.theme = palette.name
    await stage.until(lambda: stage.app.theme_variables["text-muted"] == palette.muted)
    await stage.pilot.pause()
    await stage.pilot.pause()


def inks_of_rows(stage: Stage, text: str) -> set[str]:
    """What the rows are written in, those aside that are written in the colour of all texts."""
    plain = stage.app.theme_variables["foreground"].lower()
    styles = [
        part.style
        for strip in stage.strips()
        if text in strip.text
        for part in strip
        if part.text.strip() and part.style is not None and not part.style.bold
    ]
    return {style.color.name for style in styles if style.color is not None} - {plain}


def grounds(stage: Stage) -> list[tuple[str, Color, Color]]:
    """The fields and buttons in sight, with the ground around each and its own."""
    return [
        (f"{type(widget).__name__}#{widget.id}", *widget.background_colors)
        for kind in (Input, MessageArea, Button)
        for widget in stage.app.screen.query(kind)
        if widget.is_on_screen and widget.region
    ]
