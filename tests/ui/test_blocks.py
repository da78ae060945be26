"""A block over what is known, and the line while the server is silent."""

from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    ChannelsRequired,
    Maintenance,
    Unreachable,
)
from cabinet_tui.domain.service import ServiceInfo
from cabinet_tui.screens.dialogs.full_qr import FullQrDialog
from cabinet_tui.services.parts import INFO
from tests.services.full_house import full_house
from tests.ui.stage import Stage, staged

NEWS = Channel("North News", "https://t.me/north_news")
CHAT = Channel("North Chat", "https://t.me/north_chat")
REVIVE = "https://t.me/north_bot?start=revive"
TITLE = "The service is under maintenance"


async def begin(stage: Stage) -> None:
    await stage.until_shown("1,540.50 ₽", "Connection problem")
    stage.house.blocks.answered()


async def test_channels_are_joined_one_by_one_until_the_block_lifts_by_itself() -> None:
    house = full_house()
    async with staged(house, size=(120, 36)) as stage:
        await begin(stage)
        house.wire.failures["me"] = ChannelsRequired(channels=(NEWS, CHAT))
        house.blocks.failed(ChannelsRequired(channels=(NEWS, CHAT)))
        await stage.until_shown("wants you to be in its channels", "North Chat", NEWS.link)
        await stage.until_shown("█", "Looked at")
        await stage.press("down")
        await stage.until_shown(CHAT.link)
        await stage.press("y")
        await stage.until(lambda: stage.app.clipboard == CHAT.link)
        await stage.press("o")
        await stage.until(lambda: stage.opened == [CHAT.link])
        await stage.press("f")
        await stage.until(lambda: isinstance(stage.app.screen, FullQrDialog))
        await stage.press("escape", "question_mark")
        await stage.until_shown("Keys of this screen", "Look again", "What is known", "Sign out")
        await stage.press("escape")

        joined = Channel("North Chat", CHAT.link, joined=True)
        house.wire.failures["me"] = ChannelsRequired(channels=(NEWS, joined))
        await stage.press("r")
        await stage.until_shown("North Chat  joined")
        await stage.press("r")
        await stage.until_told("That was looked at a moment ago.")
        del house.wire.failures["me"]
        await house.clock.advance(60)
        await stage.until_told("Everything works again.")
        await stage.until_gone("channels")
        assert "1,540.50 ₽" in stage.text()


async def test_what_is_known_can_be_read_under_a_block_and_nothing_changed() -> None:
    house = full_house()
    async with staged(house) as stage:
        await begin(stage)
        house.wire.failures["me"] = Maintenance(reason="Moving house")
        house.blocks.failed(Maintenance(reason="Moving house"))
        await stage.until_shown(TITLE, "Moving house", "esc What is known")
        await stage.press("escape")
        await stage.until_shown("1,540.50 ₽", "Maintenance. This is what was known at", "b more")
        await stage.press("4")
        await stage.until_shown("Standard, active", "Maintenance.")
        await stage.press("a")
        await stage.until_shown("Switch autopay on?")
        await stage.press("y")
        await stage.until_shown("Moving house. Try again later.")
        assert house.wire.count("set_autopay") == 0
        await stage.press("и")
        await stage.until_shown("Looked at")
        await stage.press("b")
        await stage.until_shown("Standard, active")
        await stage.press("ctrl+p")
        await stage.until_shown("What do you want to do?")
        await stage.type("wrong")
        await stage.until_shown("What is wrong")
        await stage.press("escape", "b", "x")
        await stage.until_shown("Sign out on this machine?")
        await stage.press("y")
        await stage.until_shown("E-mail", "Password")
        assert house.state().block is None


async def test_a_block_waits_until_nobody_types() -> None:
    house = full_house()
    async with staged(house) as stage:
        await begin(stage)
        await stage.press("t")
        await stage.until(lambda: stage.focused() is not None)
        await stage.press("escape", "6")
        await stage.until_shown("Connection problem")
        await stage.press("n")
        await stage.until_shown("Subject")
        house.blocks.failed(Maintenance())
        await stage.type("Help")
        await stage.until_shown("Help")
        assert TITLE not in stage.text()


async def test_an_account_that_is_out_is_told_whom_to_turn_to() -> None:
    house = full_house()
    people = ServiceInfo(name="North", support_telegram="@north_help")
    async with staged(house) as stage:
        await begin(stage)
        now = house.clock.now()
        house.store.update(INFO.change(lambda remote: remote.loaded(people, now)))
        house.blocks.failed(AccountBlocked(detail="Too many complaints"))
        await stage.until_shown("This account is blocked", "Too many complaints", "@north_help")
        await stage.until_shown("https://t.me/north_help")
        house.blocks.failed(AccountDeleted(link=REVIVE))
        await stage.until_shown("This account is deactivated")
        await stage.until_shown("@north_bot this: /start revive", REVIVE)


async def test_a_silent_server_is_told_in_a_line_over_what_is_known() -> None:
    house = full_house()
    async with staged(house) as stage:
        await begin(stage)
        gone = Unreachable(host="vpn.example.com")
        house.wire.failures["me"] = gone
        house.blocks.failed(gone)
        await house.clock.advance(5)
        await stage.until_shown("The server does not answer. This is what was known at", "r try")
        assert "1,540.50 ₽" in stage.text()
        del house.wire.failures["me"]
        await house.clock.advance(10)
        await stage.until_gone("does not answer")
