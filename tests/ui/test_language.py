"""The language of the program changes at once, and is the account's own where none was chosen."""

from dataclasses import replace

from textual.events import Key

from cabinet_tui import locale
from cabinet_tui.screens.tuner import Tuning
from cabinet_tui.services.parts import ACCOUNT
from cabinet_tui.settings import Settings
from tests.services.full_house import full_house
from tests.ui.settings_kept import Kept, opened
from tests.ui.stage import staged


async def test_the_language_changes_at_once_on_every_screen() -> None:
    kept = Kept()
    async with staged(full_house(), tuning=Tuning(keep=kept, kept_in="~/config.toml")) as stage:
        await opened(stage)
        await stage.press("left")
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
        await stage.press("left")
        await stage.until_shown("Русский", "Баланс")
        await stage.press("escape", "7", "r")
        await stage.until_shown("номер аккаунта")
        assert [after.language for _before, after in kept.changes] == ["ru"]


async def test_one_can_go_back_to_the_language_of_the_account() -> None:
    locale.use("en")
    kept = Kept()
    house = full_house()
    house.server.account = replace(house.server.account, language="ru")
    async with staged(house, tuning=Tuning(Settings(language="en"), kept)) as stage:
        await opened(stage)
        await stage.until_shown("English")
        await stage.press("left")
        await stage.until_shown("Русский, аккаунта", "Баланс")
        assert [after.language for _before, after in kept.changes] == [""]


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
    names = {"en": "English", "ru": "Русский", "": "account's"}
    async with staged(full_house(), tuning=Tuning(keep=kept)) as stage:
        await opened(stage)
        for _press in range(4):
            stage.app.post_message(Key("enter", None))
        await stage.until(lambda: len(kept.changes) > 1)
        await stage.until(lambda: names[kept.changes[-1][1].language] in stage.text())
        assert locale.current() == (kept.changes[-1][1].language or "en")
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


async def test_the_palette_says_in_russian_that_it_found_nothing() -> None:
    locale.use("ru")
    async with staged(full_house()) as stage:
        await stage.until_shown("1 540,50 ₽")
        await stage.press("ctrl+p")
        await stage.until_shown("Что вы хотите сделать?")
        await stage.type("ыыыы")
        await stage.until_shown("Ничего не найдено.")
        await stage.press("enter")
        await stage.until_gone("Ничего не найдено.")
        assert stage.app.return_code is None
