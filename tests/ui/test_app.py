"""What holds on every screen: sections, keys, help, palette, leaving."""

import pytest

from tests.services.full_house import full_house
from tests.ui.stage import staged

SECTIONS = {
    "1": "home",
    "2": "balance",
    "3": "plans",
    "4": "subscription",
    "5": "referrals",
    "6": "support",
    "7": "account",
}


@pytest.mark.walk
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_digits_open_the_sections(size: tuple[int, int]) -> None:
    async with staged(full_house(), size=size) as stage:
        await stage.until_shown("1,540.50 ₽")
        for key, mode in SECTIONS.items():
            await stage.open_section(key, mode)


@pytest.mark.parametrize("key", ["q", "й", "ctrl+c", "ctrl+q"])
async def test_the_usual_keys_quit_and_the_cabinet_is_closed(key: str) -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press(key)
        await stage.until(lambda: stage.app.return_code is not None)
    assert stage.closed == 1


async def test_the_help_lists_the_keys_of_the_screen() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4")
        await stage.until_shown("Standard, active")
        await stage.press("question_mark")
        await stage.until_shown("Keys of this screen", "Copy link", "Full-screen QR", "Quit")
        await stage.press("escape")
        await stage.until_gone("Keys of this screen")


async def test_the_palette_finds_a_key_by_what_it_does() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("ctrl+p")
        await stage.until_shown("What do you want to do?")
        await stage.type("balance")
        await stage.until_shown("Balance")
        await stage.press("enter")
        await stage.until(lambda: stage.app.current_mode == "balance")


async def test_only_ascii_is_drawn_when_asked_for() -> None:
    async with staged(full_house(), ascii_only=True) as stage:
        await stage.until_shown("1,540.50 RUB", "###")
        await stage.press("2")
        await stage.until_shown("+500.00 RUB")


async def test_clicking_a_section_opens_it() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.pilot.click("SectionTabs", offset=(12, 0))
        await stage.until(lambda: stage.app.current_mode == "balance")
