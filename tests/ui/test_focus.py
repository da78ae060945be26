"""Where the keys go: always seen, in the order things are read in, never on what is hidden."""

from collections.abc import Mapping
from functools import partial

import pytest
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from cabinet_tui.themes import ANSI, USUAL
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged

CURSORS = ("block-cursor", "button-focus", "input-cursor")
Cell = tuple[str, bool, bool, bool]
DIALOGS: Mapping[str, str] = {
    "home": "v",
    "balance": "cgt",
    "plans": "",
    "subscription": "nfls",
    "referrals": "gs",
    "support": "n",
    "account": "eso",
}
"""The keys of each section that open a dialog on this account."""


def cells(stage: Stage, widget: Widget) -> list[Cell]:
    """What is drawn where a widget is, without its colours."""
    found: list[Cell] = []
    region = widget.region
    strips = stage.strips()
    for strip in strips[region.y : region.bottom]:
        for part in strip.crop(region.x, region.right):
            style = part.style
            marks = (
                (bool(style.bold), bool(style.underline), bool(style.reverse))
                if style is not None
                else (False, False, False)
            )
            found.extend((sign, *marks) for sign in part.text)
    return found


def is_over(stage: Stage, screen: Screen[object]) -> bool:
    return stage.app.screen is not screen


def is_back(stage: Stage, screen: Screen[object]) -> bool:
    return stage.app.screen is screen


async def at_rest(stage: Stage) -> None:
    for _turn in range(2):
        await stage.pilot.pause()


async def until_still(stage: Stage) -> None:
    """Until nothing changes any more of what has the keys."""
    await at_rest(stage)
    await stage.until(lambda: not stage.app.screen._pruning)


def is_read_in_order(screen: Screen[object]) -> None:
    places = [(widget.region.y, widget.region.x) for widget in screen.focus_chain]
    assert places == sorted(places), [*zip(screen.focus_chain, places, strict=True)]


def is_in_sight(screen: Screen[object]) -> None:
    # Nothing moves of its own accord.
    assert not getattr(screen.focused, "cursor_blink", False), screen.focused
    for widget in (*screen.focus_chain, *((screen.focused,) if screen.focused else ())):
        assert widget.display, widget
        assert widget.region.area > 0, widget


async def is_told_from_no_focus(stage: Stage) -> None:
    """Each widget with the keys looks another way than without them, colours aside."""
    screen = stage.app.screen
    kept = screen.focused
    chain = screen.focus_chain
    for widget in chain:
        if len(chain) == 1 and isinstance(widget, VerticalScroll):
            continue  # It can only scroll, and there is nothing to tell it from.
        screen.set_focus(widget)
        await at_rest(stage)
        with_keys = cells(stage, widget)
        screen.set_focus(None)
        await at_rest(stage)
        assert cells(stage, widget) != with_keys, (stage.app.theme, widget, stage.text())
    screen.set_focus(kept)
    await at_rest(stage)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_focus_is_in_order_and_in_sight_everywhere_and_comes_back(
    size: tuple[int, int],
) -> None:
    async with staged(full_house(), size=size) as stage:
        await stage.until_shown("2 new", "Movement 130")
        for section in stage.app.sections:
            await stage.press(section.key)
            await until_still(stage)
            screen = stage.app.screen
            is_read_in_order(screen)
            is_in_sight(screen)
            for key in DIALOGS[section.mode] if size == (80, 24) else "":
                before = screen.focused
                await stage.press(key)
                await stage.until(partial(is_over, stage, screen))
                await until_still(stage)
                is_read_in_order(stage.app.screen)
                is_in_sight(stage.app.screen)
                await stage.press("escape")
                await stage.until(partial(is_back, stage, screen))
                await until_still(stage)
                assert screen.focused is before, (section, key)
            if section.mode == "balance":
                await stage.press("slash")
                await until_still(stage)
                assert isinstance(screen.focused, Input)
                is_in_sight(screen)
                await stage.press("escape")
                await until_still(stage)
            before = screen.focused
            await stage.press("r")
            await until_still(stage)
            assert screen.focused is before, section
            is_in_sight(screen)


async def test_focus_is_seen_in_every_theme_without_its_colours() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("2 new", "Movement 130")
        for name, theme in stage.app.available_themes.items():
            told = (theme.variables[f"{what}-text-style"] for what in CURSORS)
            assert all(style != "none" for style in told), name
        # The others are made as the first of them is.
        for theme_name in (ANSI, USUAL):
            stage.app.theme = theme_name
            for mode, key in (("home", ""), ("balance", "t"), ("plans", ""), ("account", "o")):
                await stage.press(
                    next(each.key for each in stage.app.sections if each.mode == mode)
                )
                await until_still(stage)
                await is_told_from_no_focus(stage)
                if key:
                    screen = stage.app.screen
                    await stage.press(key)
                    await stage.until(partial(is_over, stage, screen))
                    await until_still(stage)
                    await is_told_from_no_focus(stage)
                    await stage.press("escape")
                    await stage.until(partial(is_back, stage, screen))
