"""Signing in through the bot: looked at in turns, through bad moments, with fresh codes."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from cabinet_tui.domain.account import CampaignBonus, Tokens
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import (
    Blocked,
    CabinetError,
    Maintenance,
    NotACabinet,
    NotFound,
    NotSupported,
    OutcomeUnknown,
    RateLimited,
    ServerFailure,
    Unreachable,
)
from cabinet_tui.domain.sign_in_refusals import Unconfirmed
from cabinet_tui.services.deep_link import CODES, POLL
from tests.held_clock import settle
from tests.services.fake_sign_in import BOT, FakeBot, with_bot
from tests.services.house import House, background

AN_HOUR = 3600.0
Waiting = asyncio.Task[CampaignBonus | None]


class BotHouse(House):
    """A house whose server has a bot; nobody is signed in."""

    def __init__(self) -> None:
        super().__init__(with_bot, frozenset({Capability.TELEGRAM_DEEP_LINK}))
        self.tokens.tokens = None
        bot = self.extras.deep_link
        assert isinstance(bot, FakeBot)
        self.bot = bot
        self.bot.clock = self.clock

    @asynccontextmanager
    async def waiting(self) -> AsyncIterator[Waiting]:
        """While somebody waits for the bot; what it raised is the test's to look at."""
        task = asyncio.create_task(self.cabinet.deep_link.sign_in())
        await settle()
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.wait({task})

    def looks(self) -> int:
        return self.wire.count("poll_deep_link")

    def shown(self) -> str:
        wait = self.state().deep_link
        return wait.link.token if wait and wait.link else ""

    def trouble(self) -> CabinetError | None:
        wait = self.state().deep_link
        return wait.trouble if wait else None


async def test_a_code_is_shown_and_looked_at_in_turns() -> None:
    house = BotHouse()
    async with house.waiting():
        assert house.shown() == house.bot.codes[0].token
        assert house.looks() == 0
        await house.clock.advance(POLL - 0.1)
        assert house.looks() == 0
        await house.clock.advance(0.1)
        assert house.looks() == 1
        await house.clock.advance(10 * POLL)
        assert house.looks() == 11


async def test_looks_never_overlap_however_slow_they_are() -> None:
    house = BotHouse()
    house.wire.hold("poll_deep_link")
    async with house.waiting():
        await house.clock.advance(60.0)
        assert house.looks() == 1
        house.wire.release("poll_deep_link")
        await house.clock.advance(POLL - 0.1)
        assert house.looks() == 1
        await house.clock.advance(0.1)
        assert house.looks() == 2


async def test_whoever_presses_the_button_is_signed_in() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        await house.clock.advance(POLL)
        house.bot.press(bonus=CampaignBonus(None, days=3))
        await house.clock.advance(POLL)
        assert task.done()
        assert task.result() == CampaignBonus(None, days=3)
    state = house.state()
    assert state.session.signed_in is True
    assert state.account.value == BOT
    assert state.deep_link is None
    assert house.tokens.tokens == Tokens(access="access of 5", refresh="refresh")
    await house.clock.advance(60.0)
    assert house.looks() == 2


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable(host="x"),
        ServerFailure(status=502),
        OutcomeUnknown(),
        Maintenance(),
        NotACabinet(host="x"),
    ],
)
async def test_a_bad_moment_is_told_and_gets_over(failure: CabinetError) -> None:
    house = BotHouse()
    async with house.waiting() as task:
        house.wire.failures["poll_deep_link"] = failure
        await house.clock.advance(4 * POLL)
        assert house.looks() == 4
        assert house.trouble() is failure
        house.wire.failures.clear()
        await house.clock.advance(POLL)
        assert house.trouble() is None
        house.bot.press()
        await house.clock.advance(POLL)
        assert task.done()
    assert house.state().session.signed_in is True
    assert len(house.bot.codes) == 1


async def test_too_many_looks_are_made_up_for() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        house.wire.failures["poll_deep_link"] = RateLimited(retry_after=timedelta(seconds=60))
        await house.clock.advance(POLL)
        house.wire.failures.clear()
        await house.clock.advance(59.9)
        assert house.looks() == 1
        house.bot.press()
        await house.clock.advance(0.1)
        assert house.looks() == 2
        assert task.done()


async def test_a_code_that_ran_out_is_followed_by_another() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        await house.clock.advance(300.0)
        assert [code.token for code in house.bot.codes][1:] == [house.shown()]
        wait = house.state().deep_link
        assert wait is not None
        assert wait.renewals == 1
        house.bot.press()
        await house.clock.advance(POLL)
        assert task.done()
    assert house.state().session.signed_in is True


async def test_nobody_is_waited_for_without_end() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        await house.clock.advance(AN_HOUR)
        assert isinstance(task.exception(), Unconfirmed)
    assert len(house.bot.codes) == CODES
    assert house.state().deep_link is None
    asked = house.looks()
    await house.clock.advance(AN_HOUR)
    assert house.looks() == asked


async def test_a_server_that_never_says_gone_is_not_believed_for_ever() -> None:
    house = BotHouse()
    house.bot.never_says_gone = True
    async with house.waiting():
        await house.clock.advance(300.0)
        assert len(house.bot.codes) == 1
        await house.clock.advance(35.0)
        assert len(house.bot.codes) == 2


async def test_a_fresh_code_waits_for_the_network() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        house.wire.failures["request_deep_link"] = Unreachable(host="x")
        await house.clock.advance(330.0)
        assert len(house.bot.codes) == 1
        assert isinstance(house.trouble(), Unreachable)
        assert not task.done()
        house.wire.failures.clear()
        await house.clock.advance(POLL)
        assert house.shown() == house.bot.codes[1].token
        assert house.trouble() is None


async def test_the_first_code_is_had_or_it_is_said_why_not() -> None:
    house = BotHouse()
    house.wire.failures["request_deep_link"] = Unreachable(host="x")
    async with house.waiting() as task:
        assert isinstance(task.exception(), Unreachable)
    assert house.state().deep_link is None
    assert Capability.TELEGRAM_DEEP_LINK in house.state().capabilities


async def test_an_old_bot_is_offered_no_longer() -> None:
    house = BotHouse()
    house.wire.failures["request_deep_link"] = NotFound()
    async with house.waiting() as task:
        assert isinstance(task.exception(), NotSupported)
    assert Capability.TELEGRAM_DEEP_LINK not in house.state().capabilities


async def test_a_server_without_a_bot_says_so() -> None:
    with pytest.raises(NotSupported):
        await House().cabinet.deep_link.sign_in()


async def test_a_refusal_is_an_end() -> None:
    house = BotHouse()
    async with house.waiting() as task:
        house.wire.failures["poll_deep_link"] = Blocked(detail="No")
        await house.clock.advance(POLL)
        assert isinstance(task.exception(), Blocked)


async def test_nothing_is_looked_at_once_nobody_waits() -> None:
    house = BotHouse()
    async with house.waiting():
        await house.clock.advance(POLL)
    assert house.state().deep_link is None
    await house.clock.advance(60.0)
    assert house.looks() == 1


async def test_who_goes_away_while_the_session_begins_is_signed_in_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    house = BotHouse()
    gate = asyncio.Event()
    kept = house.tokens.start

    async def slowly(tokens: Tokens) -> None:
        await gate.wait()
        await kept(tokens)

    monkeypatch.setattr(house.tokens, "start", slowly)
    async with house.waiting():
        house.bot.press()
        await house.clock.advance(POLL)
        assert house.state().session.signed_in is None
    gate.set()
    await settle()
    assert house.state().session.signed_in is True
    assert house.tokens.tokens is not None


async def test_a_second_wait_takes_over_what_is_shown() -> None:
    house = BotHouse()
    async with house.waiting():
        await house.clock.advance(10.0)
        async with house.waiting():
            assert house.shown() == house.bot.codes[1].token
            await house.clock.advance(295.0)
            assert len(house.bot.codes) == 3
            assert house.shown() == house.bot.codes[1].token
        assert house.shown() == ""


async def test_the_secret_is_in_no_state_that_is_written_out() -> None:
    house = BotHouse()
    async with house.waiting():
        assert house.shown() not in repr(house.state())


async def test_signing_in_again_keeps_everything_that_is_open() -> None:
    house = BotHouse()
    house.tokens.tokens = Tokens(access="kept")
    house.server.account = BOT
    await house.session.restore()
    await house.load_everything()
    house.store.update(lambda state: replace(state, drafts={7: "half a sen"}))
    before = house.state()
    async with background(_forget(house)):
        house.bot.press()
        house.tokens.ends_at = house.clock.now() + timedelta(days=7)
        await house.clock.advance(POLL)
    now = house.state()
    assert now.session.serial == before.session.serial
    assert now.session.ends_at == house.tokens.ends_at
    assert now.drafts == {7: "half a sen"}
    assert now.balance.value == before.balance.value
    assert house.tokens.tokens == Tokens(access="access of 5", refresh="refresh")


async def test_somebody_else_begins_a_session_of_their_own() -> None:
    house = BotHouse()
    house.tokens.tokens = Tokens(access="kept")
    await house.session.restore()
    await house.load_everything()
    house.store.update(lambda state: replace(state, drafts={7: "half a sen"}))
    serial = house.state().session.serial
    async with background(_forget(house)):
        house.bot.press(replace(BOT, id=99))
        await house.clock.advance(POLL)
    assert house.state().session.serial == serial + 1
    assert house.state().drafts == {}
    assert not house.state().balance.is_known


async def _forget(house: BotHouse) -> None:
    await house.cabinet.deep_link.sign_in()
