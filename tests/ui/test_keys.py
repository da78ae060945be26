"""Keys as a person meets them: set otherwise, listed, found by name, told on the first run."""

import pytest
from textual.command import Hit
from textual.widgets import Input

from cabinet_tui import locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.screens.key_help import described
from cabinet_tui.screens.key_places import keys_of
from cabinet_tui.screens.key_setting import WantedKeys
from cabinet_tui.screens.palette import Commands, names_of
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.settings import Settings
from cabinet_tui.widgets.key_bar import KeyBar
from cabinet_tui.widgets.keyboard import retyped
from cabinet_tui.widgets.section_tabs import SectionTabs
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged

SECTIONS = ("home", "balance", "plans", "subscription", "referrals", "support", "account")


async def test_keys_set_otherwise_work_and_are_shown_on_both_layouts() -> None:
    wanted = WantedKeys(
        {"top_up": "z", "section.account": "[", "keys": "J", "topup": "x"}, "~/config.toml"
    )
    async with staged(full_house(), keys=wanted, size=(100, 30)) as stage:
        await stage.until_shown("1,540.50 ₽", "z Top up", "J Help", "[ Account")
        await stage.until_told("In [keys] of ~/config.toml", "topup: there is no key of this id")
        stage.app.clear_notifications()
        await stage.press("t")
        assert len(stage.app.screen_stack) == 1
        for key in ("z", "я"):
            await stage.press(key)
            await stage.until(lambda: len(stage.app.screen_stack) == 2)
            await stage.press("escape")
            await stage.until(lambda: len(stage.app.screen_stack) == 1)
        await stage.press("О")
        await stage.until_shown("z  Top up", "J, f1  Help", "[  Account")
        assert "я" not in stage.text()
        await stage.press("escape", "х")
        await stage.until(lambda: stage.app.current_mode == "account")


async def test_each_key_is_listed_once_and_in_latin() -> None:
    async with staged(full_house(), size=(200, 50)) as stage:
        await stage.until_shown("1,540.50 ₽")
        for number, mode in enumerate(SECTIONS, start=1):
            await stage.open_section(str(number), mode)
            told = described(stage.app.screen)
            keys = [key for one in told for key in one.keys]
            assert len(keys) == len(set(keys))
            assert [key for key in keys if _has_russian(key)] == []
            assert len({one.description for one in told}) == len(told)
            footer = stage.app.screen.query_one(KeyBar).render().plain
            assert not _has_russian(footer)
            shown = [part for part in footer.split("  ") if part]
            assert len(shown) == len(set(shown)) > 4


def _has_russian(text: str) -> bool:
    return any("а" <= character.lower() <= "ё" for character in text)


async def test_the_help_is_read_on_a_small_screen() -> None:
    async with staged(full_house(), size=(60, 20)) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("4", "question_mark")
        await stage.until_shown("Keys of this screen", "Renew")
        await stage.press("end")
        await stage.until_shown("q, ^q  Quit", "closes.")
        await stage.press("question_mark")
        await stage.until_gone("closes.")


async def test_the_help_opens_in_dialogs_but_not_where_one_types() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("v")
        await stage.until(lambda: len(stage.app.screen_stack) == 2)
        await stage.press("comma")
        await stage.until_shown("Keys of this screen", "esc, q, v  Close")
        await stage.press("escape", "escape", "2", "slash")
        await stage.until(lambda: isinstance(stage.focused(), Input))
        await stage.press("question_mark")
        assert len(stage.app.screen_stack) == 1
        await stage.press("f1")
        await stage.until_shown("Keys of this screen")


async def test_ctrl_is_the_same_key_on_the_russian_layout() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("ctrl+з")
        await stage.until_shown("What do you want to do?")


async def _hits(stage: Stage, query: str) -> list[str]:
    provider = Commands(stage.app.screen)
    found = [hit async for hit in provider.search(query) if isinstance(hit, Hit)]
    texts = [f"{hit.text}" for hit in sorted(found, key=lambda hit: -hit.score)]
    return [text.split("\n")[0].split("  ")[0] for text in texts]


@pytest.mark.parametrize("language", locale.LANGUAGES)
async def test_the_palette_finds_everything_in_every_language(language: str) -> None:
    locale.use(language)
    async with staged(full_house()) as stage:
        await stage.until(lambda: stage.app.store.state.history.items.value is not None)
        here = {f"{told.active.binding.id}" for told in described(stage.app.screen)}
        messages = {
            binding.description
            for _section, kind in stage.app.sections_open
            for binding in keys_of(kind)
            if binding.description and (kind.section != "home" or binding.id in here)
        }
        messages |= {one.description for one in keys_of(CabinetApp) if one.id in here}
        assert len(messages) > 40
        for message in sorted(messages):
            for name in names_of(message):
                found = await _hits(stage, name)
                assert names_of(message)[0] in found[:6], (name, found[:6])


async def test_the_palette_does_what_was_found_in_another_section() -> None:
    async with staged(full_house()) as stage:
        await stage.until_shown("1,540.50 ₽")
        assert "Autopay" in await _hits(stage, retyped("автоплатёж")[1])
        assert "Autopay" in await _hits(stage, retyped("autopay")[0])
        await stage.press("ctrl+p")
        await stage.type("поиск")
        await stage.until_shown("Search")
        await stage.press("escape", "ctrl+p")
        await stage.type("автопл")
        await stage.until_shown("Autopay")
        await stage.press("enter")
        await stage.until_shown("Switch autopay on?")
        assert stage.app.current_mode == "subscription"


async def test_a_newcomer_is_greeted_once() -> None:
    kept: list[Settings] = []
    tuning = Tuning(Settings(), keep=lambda _before, after: kept.append(after))
    async with staged(full_house(), greets=True, tuning=tuning, size=(60, 20)) as stage:
        await stage.until_shown("1 … 7 open the sections", "Any key closes this.")
        assert [settings.greeted for settings in kept] == [True]
        assert stage.app.screen.query_one(SectionTabs).region.y == 1
        await stage.press("2")
        await stage.until(lambda: stage.app.current_mode == "balance")
        await stage.press("1")
        await stage.until(lambda: stage.app.current_mode == "home")
        assert "Any key closes this." not in stage.words()
        assert len(kept) == 1
