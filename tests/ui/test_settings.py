"""Settings, changed where a person sees what they do."""

import pytest
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.events import Key

from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.palettes import PALETTES
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.settings import Desktop, Settings
from tests.services.full_house import full_house
from tests.ui.settings_kept import Kept, opened
from tests.ui.stage import staged


async def test_colours_change_at_once() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await opened(stage, row=1)
        await stage.press("enter")
        await stage.until_shown("dusk, dark violet")
        assert stage.app.theme == "cabinet-dusk"
        await stage.press("enter")
        await stage.until_shown("ember, dark and warm")
        await stage.press("left", "left", "left")
        await stage.until_shown("the terminal's own")
        assert stage.app.theme == "ansi"
        themes = [after.theme.rpartition("-")[2] for _before, after in kept.changes]
        assert themes == ["dusk", "ember", "dusk", "dark", "ansi"]
        assert set(stage.app.available_themes) == {"ansi", *(each.name for each in PALETTES)}


@pytest.mark.walk
async def test_colours_chosen_in_the_palette_are_kept_too() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("ctrl+p")
        await stage.until(lambda: isinstance(stage.app.screen, CommandPalette))
        await stage.type("Theme")
        await stage.until_shown("Choose the colours")
        await stage.press("enter")
        await stage.until_shown("Settings", "Colours", "dark")
        await stage.press("enter")
        await stage.until(lambda: kept.changes != [])
        assert kept.changes[-1][1].theme == "cabinet-dusk"


async def test_colours_that_are_gone_are_the_usual_ones() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(Settings(theme="gone"), keep=kept)) as stage:
        await stage.until_shown("1,540.50 ₽")
        assert stage.app.theme == "cabinet-dark"
        assert kept.changes == []


async def test_ascii_signs_change_at_once_and_back() -> None:
    async with staged(full_house(), size=(80, 30)) as stage:
        await opened(stage, row=2)
        await stage.press("space")
        await stage.until_shown("1,540.50 RUB")
        await stage.press("space")
        await stage.until_shown("1,540.50 ₽")


async def test_a_sample_is_told_when_news_begin_to_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await opened(stage, row=4)
        written: list[str] = []
        monkeypatch.setattr(stage.app._driver, "write", written.append)
        await stage.press("enter")
        await stage.until(lambda: written == ["\a"])
        await stage.press("down", "enter")
        await stage.until(lambda: len(written) == 2)
        assert written[1] == "\x1b]9;cabinet-tui: News will be told like this.\x07\a"
        await stage.press("enter", "enter")
        await stage.until(lambda: len(kept.changes) == 4)
        assert [after.desktop for _before, after in kept.changes] == [
            Desktop.OFF,
            Desktop.OSC9,
            Desktop.OSC777,
            Desktop.OFF,
        ]


async def test_what_cannot_be_kept_is_told_and_holds_for_now() -> None:
    def keep(_before: Settings, _after: Settings) -> None:
        raise BadSetting(reason="config.toml cannot be written: No space left.")

    async with staged(full_house(), size=(120, 36), tuning=Tuning(keep=keep)) as stage:
        await opened(stage, row=1)
        await stage.press("enter")
        await stage.until_shown("config.toml cannot be written", "dusk")
        assert stage.app.theme == "cabinet-dusk"


async def test_settings_that_are_not_kept_say_so() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.until_shown("Not kept: they are forgotten when the program ends.")


async def test_settings_wait_until_no_dialog_is_open() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("question_mark")
        await stage.until_shown("Keys of this screen")
        await stage.press("f2", "escape")
        await stage.until_gone("Keys of this screen")
        assert "Bell for news" not in stage.text()


async def test_the_palette_finds_the_settings() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("ctrl+p")
        await stage.until_shown("What do you want to do?")
        await stage.type("settings")
        await stage.until_shown("Settings")
        await stage.press("enter")
        await stage.until_shown("Bell for news")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_the_settings_fit(size: tuple[int, int]) -> None:
    async with staged(full_house(), size=size) as stage:
        await opened(stage)
        await stage.until_told("Desktop notice for news", "Densest QR code", "back.")
        dialog = stage.app.screen.query_one(".dialog", VerticalScroll)
        assert not dialog.show_vertical_scrollbar


async def test_keys_that_come_in_a_burst_change_the_lines_they_were_pressed_on() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await opened(stage, row=4)
        for key in ("enter", "down", "enter"):
            stage.app.post_message(Key(key, None))
        await stage.until(lambda: len(kept.changes) == 2)
        after = kept.changes[-1][1]
        assert (after.bell, after.desktop) == (True, Desktop.OSC9)
