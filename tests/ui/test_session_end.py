"""The end of a session: told on its last day, and put off without losing anything."""

from datetime import timedelta

from textual.widgets import Input
from textual.widgets._toast import Toast

from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.capability import Capability
from tests.services.fake_sign_in import FakeBot, with_bot
from tests.services.full_house import USUAL, full_house
from tests.services.house import House
from tests.ui.stage import Stage, staged


def ending(hours: float, *, capabilities: frozenset[Capability] = USUAL) -> House:
    house = full_house(with_bot, capabilities)
    house.tokens.ends_at = house.clock.now() + timedelta(hours=hours)
    return house


def warnings(stage: Stage) -> list[str]:
    told = (" ".join(str(toast.render()).split()) for toast in stage.app.screen.query(Toast))
    return [text.replace("\u00a0", " ") for text in told if "ends in" in text]


async def test_the_last_day_is_told_once_and_in_its_places() -> None:
    house = ending(5.25)
    async with staged(house, size=(120, 36)) as stage:
        sentence = "Your session ends in 5 h 15 min. F9 signs you in again."
        await stage.until(lambda: warnings(stage) == [sentence])
        await stage.until_shown("Your session ends in 5 h 15 min: F9 signs you in again")
        stage.app.clear_notifications()
        await stage.until(lambda: not warnings(stage))
        await house.balance.refresh()
        stage.app._session_end.follow()
        await stage.press("7")
        await stage.until_shown("in 5 h 15 min: F9 signs you in again")
        assert warnings(stage) == []


async def test_before_the_last_day_only_the_account_tells_of_it() -> None:
    house = ending(52)
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        assert "session ends" not in stage.text()
        await stage.press("7")
        await stage.until_shown("in 2 d 4 h")
        assert warnings(stage) == []


async def test_signing_in_again_leaves_what_is_being_written_alone() -> None:
    house = ending(5)
    house.server.password = "longenough"
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("6", "n")
        await stage.until(lambda: len(stage.app.screen_stack) == 2)
        await stage.type("Half a subject")
        await stage.until_shown("Half a subject")
        await stage.press("f9")
        await stage.until_shown("Everything open stays as it is.", "ivan@example.com")
        await stage.press("f9")
        assert len(stage.app.screen_stack) == 3
        await stage.until(lambda: stage.focused() is stage.app.screen.query_one("#password", Input))
        await stage.type("wrong")
        await stage.press("enter")
        await stage.until_shown("Wrong e-mail or password.")
        house.tokens.ends_at = house.clock.now() + timedelta(days=7)
        await stage.press("ctrl+u")
        await stage.type("longenough")
        await stage.press("enter")
        await stage.until_gone("Everything open stays as it is.")
        await stage.until_shown("Half a subject")
        assert house.tokens.tokens == Tokens(access="access of ivan@example.com")
        assert house.state().session.serial == 1
        assert house.state().session.ends_at == house.tokens.ends_at


async def test_the_bot_signs_in_again_too() -> None:
    house = ending(5, capabilities=frozenset({Capability.TELEGRAM_DEEP_LINK}))
    bot = house.extras.deep_link
    assert isinstance(bot, FakeBot)
    async with staged(house) as stage:
        await stage.until_shown("1,540.50 ₽")
        await stage.press("f9")
        await stage.until_shown("F7 signs in with Telegram.")
        await stage.press("f7")
        await stage.until_shown("/start")
        house.tokens.ends_at = house.clock.now() + timedelta(days=7)
        bot.press(house.server.account)
        await house.clock.advance(2.5)
        await stage.until(lambda: len(stage.app.screen_stack) == 1)
        await stage.until_shown("1,540.50 ₽")
        assert house.state().session.serial == 1
        await stage.until_gone("session ends")


async def test_nobody_signs_in_again_before_signing_in() -> None:
    house = ending(5)
    house.tokens.tokens = None
    async with staged(house) as stage:
        await stage.until_shown("Password")
        await stage.press("f9")
        assert len(stage.app.screen_stack) == 1
        assert warnings(stage) == []
