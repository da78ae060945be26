"""Settings, changed where a person sees what they do."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.command import CommandPalette
from textual.containers import VerticalScroll
from textual.events import Key

from cabinet_tui import locale
from cabinet_tui.domain.errors import BadSetting
from cabinet_tui.palettes import PALETTES
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.parts import ACCOUNT
from cabinet_tui.settings import Desktop, Settings
from tests.ui.stage import Stage, full_house, staged


@pytest.fixture(autouse=True)
def _language_again() -> Iterator[None]:
    before = locale.current()
    yield
    locale.use(before)


class Kept:
    """Remembers what was to be remembered."""

    def __init__(self) -> None:
        self.changes: list[tuple[Settings, Settings]] = []

    def __call__(self, before: Settings, after: Settings) -> None:
        self.changes.append((before, after))


async def opened(stage: Stage, row: int = 0) -> None:
    await stage.until_shown("1,540.50 ₽")
    await stage.press("f2")
    await stage.until_shown("Language", "English")
    await stage.press(*["down"] * row)


async def test_the_language_changes_at_once_on_every_screen() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept, kept_in="~/config.toml")) as stage:
        await opened(stage)
        await stage.press("enter")
        await stage.until_shown("Русский", "Баланс", "Подписка", "~/config.toml")
        await stage.press("escape")
        await stage.until_shown("Недавнее", "Требует внимания", "1 540,50 ₽")
        for key, word in (("4", "трафик"), ("7", "номер аккаунта"), ("2", "50 из 130")):
            await stage.press(key)
            await stage.until_shown(word)
        assert [after.language for _before, after in kept.changes] == ["ru"]


async def test_the_account_speaks_its_own_language_where_none_was_chosen() -> None:
    locale.use("en")
    house, kept = full_house(), Kept()
    house.server.account = replace(house.server.account, language="ru")
    async with staged(house, tuning=Tuning(keep=kept)) as stage:
        await stage.until_shown("Недавнее", "1 540,50 ₽")
        house.server.account = replace(house.server.account, language="en")
        await stage.press("question_mark")
        await stage.until_shown("Клавиши этого экрана")
        house.store.update(
            ACCOUNT.change(lambda remote: remote.loaded(house.server.account, house.clock.now()))
        )
        await stage.pilot.pause()
        assert locale.current() == "ru"  # nothing changes below a dialog
        await stage.press("escape", "r")
        await stage.until_shown("Lately", "1,540.50 ₽")
        await opened(stage)
        await stage.press("enter")
        await stage.until_shown("Русский", "Баланс")
        await stage.press("escape", "7", "r")
        await stage.until_shown("номер аккаунта")
        assert [after.language for _before, after in kept.changes] == ["ru"]


async def test_the_language_that_was_chosen_wins_over_that_of_the_account() -> None:
    locale.use("en")
    house = full_house()
    house.server.account = replace(house.server.account, language="ru")
    async with staged(house, tuning=Tuning(Settings(language="en"))) as stage:
        await stage.until_shown("1,540.50 ₽", "Lately")
        await stage.press("7")
        await stage.until_shown("account number", "Русский")


async def test_the_language_changes_on_the_sign_in_screen_too() -> None:
    house = full_house()
    house.tokens.tokens = None
    async with staged(house) as stage:
        await stage.until_shown("Password")
        await stage.press("f2")
        await stage.until_shown("Language")
        await stage.press("enter")
        await stage.until_shown("Русский")
        await stage.press("escape")
        await stage.until_shown("Пароль", "Войти")
        await stage.type("ivan@example.com")
        await stage.press("enter")
        await stage.type("right")
        await stage.press("enter")
        await stage.until_shown("1 540,50 ₽", "Недавнее")


async def test_after_a_burst_of_languages_the_one_kept_is_spoken() -> None:
    kept = Kept()
    names = {"en": "English", "ru": "Русский"}
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await opened(stage)
        for _press in range(4):
            stage.app.post_message(Key("enter", None))
        await stage.until(lambda: len(kept.changes) > 1)
        await stage.until(lambda: names[kept.changes[-1][1].language] in stage.text())
        assert locale.current() == kept.changes[-1][1].language
        assert stage.app.return_code is None


async def test_the_language_changes_back_with_the_cursor_where_it_was() -> None:
    async with staged(full_house()) as stage:
        await opened(stage)
        await stage.press("right")
        await stage.until_shown("Русский")
        await stage.press("left")
        await stage.until_shown("English", "Balance")
        await stage.press("escape", "2")
        await stage.until_shown("50 of 130")


async def test_a_session_that_ends_meanwhile_finds_the_sign_in_screen() -> None:
    house = full_house()
    async with staged(house) as stage:
        await opened(stage)
        await stage.press("enter")
        house.session.session_ended()
        await stage.until_shown("Сеанс завершён")
        await stage.until(lambda: stage.app.current_mode == "sign_in")


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
        await stage.until_shown("config.toml cannot be written", "light")
        assert stage.app.theme == "cabinet-light"


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
