"""Everything a key does is done by a click as well; texts and lines can be taken along."""

from functools import partial

import pytest
from textual.content import Content
from textual.widgets import DataTable, Input

from cabinet_tui.screens.dialogs.settings import SettingsDialog
from cabinet_tui.widgets.balance_card import BalanceCard
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.subscription_card import SubscriptionCard
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged

OUTSIDE = (1, 1)
SIZE = (100, 30)


async def click(stage: Stage, text: str) -> None:
    """Click the first place where this text stands on the screen."""
    for row, line in enumerate(stage.text().split("\n")):
        if text in line:
            column = Content(line[: line.index(text)]).cell_length
            await stage.pilot.click(offset=(column, row))
            return
    raise AssertionError(stage.text())


def is_open(stage: Stage, mode: str) -> bool:
    return stage.app.current_mode == mode


def foot_is_where_it_is_clicked(stage: Stage) -> None:
    bar = stage.app.screen.query_one(KeyBar)
    foot = stage.text().split("\n")[-1]
    assert bar._placed()
    for start, _active, label in bar._placed():
        at = bar.gutter.left + start
        assert foot[at : at + label.cell_length] == label.plain


@pytest.mark.walk
async def test_the_frame_is_clicked_through() -> None:
    async with staged(full_house(), size=SIZE) as stage:
        await stage.until_shown("2 new", "Movement 130")
        for section in reversed(stage.app.sections):
            await click(stage, f"{section.key} {section.title}")
            await stage.until(partial(is_open, stage, section.mode))
            await stage.until_shown("^p Palette")
            foot_is_where_it_is_clicked(stage)
        for card, mode in ((BalanceCard, "balance"), (SubscriptionCard, "subscription")):
            await stage.pilot.click(card)
            await stage.until(partial(is_open, stage, mode))
            await click(stage, "My VPN")
            await stage.until(lambda: stage.app.current_mode == "home")
        await click(stage, "2 new")
        await stage.until(lambda: stage.app.current_mode == "support")
        await click(stage, "demo")
        await stage.until(lambda: stage.app.current_mode == "account")
        await click(stage, "^p Palette")
        await stage.until_shown("What do you want to do?")


async def test_a_dialog_is_closed_by_its_key_and_by_a_click_beside_it() -> None:
    async with staged(full_house(), size=SIZE) as stage:
        await stage.until_shown("2 new", "Movement 130")
        await stage.press("f2")
        await stage.until_shown("Bell for news")
        foot_is_where_it_is_clicked(stage)
        await click(stage, "Bell for news")
        await stage.until_shown("Bell for news                      on")
        assert isinstance(stage.app.screen, SettingsDialog)
        await click(stage, "Close")
        await stage.until_gone("Bell for news")
        await stage.press("f2")
        await stage.until_shown("Bell for news")
        await stage.pilot.click(offset=OUTSIDE)
        await stage.until_gone("Bell for news")

        # What was written is not lost by a slip of the hand.
        await stage.press("2", "c")
        await stage.until_shown("Redeem")
        await stage.type("SPRING")
        await stage.pilot.click(offset=OUTSIDE)
        await stage.pilot.pause()
        assert stage.app.screen.query_one(Input).value == "SPRING"
        await click(stage, "Close")
        await stage.until_gone("Redeem")


async def test_what_is_shown_is_taken_along() -> None:
    async with staged(full_house(), size=SIZE) as stage:
        await stage.until_shown("2 new", "Movement 130")
        card = stage.app.screen.query_one(BalanceCard)
        await stage.pilot.mouse_down(card, offset=(2, 1))
        await stage.pilot.hover(card, offset=(9, 1))
        await stage.pilot.mouse_up(card, offset=(9, 1))
        await stage.until(lambda: stage.app.screen.get_selected_text() is not None)
        await stage.press("ctrl+c")
        assert "1,540.5" in stage.app.clipboard
        # The end of a selection is no click.
        assert stage.app.current_mode == "home"

        await stage.press("2")
        await stage.until_shown("Movement 129")
        await stage.until(lambda: isinstance(stage.focused(), DataTable))
        await stage.press("down", "y")
        await stage.until(lambda: "Movement 129" in stage.app.clipboard)
        assert "299.00" in stage.app.clipboard
        assert "   " not in stage.app.clipboard

        # An empty text would wipe what is there.
        await stage.app.copy_text(" \n")
        assert "Movement 129" in stage.app.clipboard
        await stage.until_shown("There is nothing to copy here.")
