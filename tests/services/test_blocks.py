"""Blocks and outages: noticed, looked after, lifted, and what was loaded is read again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from cabinet_tui.domain.block import BlockKind, Outage
from cabinet_tui.domain.channel import Channel
from cabinet_tui.domain.errors import (
    AccountBlocked,
    AccountDeleted,
    CabinetError,
    ChannelsRequired,
    Maintenance,
    NotFound,
    RateLimited,
    ServerFailure,
    SignInRequired,
    Unreachable,
)
from tests.held_clock import START, settle
from tests.services.house import House

NEWS = Channel("News", "https://t.me/news")
GONE = Unreachable(host="vpn.example.com")
BLOCKS = [
    (Maintenance(reason="Moving"), BlockKind.MAINTENANCE),
    (ChannelsRequired(channels=(NEWS,)), BlockKind.CHANNELS),
    (AccountBlocked(), BlockKind.BLOCKED),
    (AccountDeleted(link="https://t.me/bot?start=revive"), BlockKind.DELETED),
]


@asynccontextmanager
async def watched() -> AsyncIterator[House]:
    """A house with everything read, and its watch kept."""
    house = House()
    async with house.watching():
        await house.load_everything()
        house.blocks.answered()
        yield house


@pytest.mark.parametrize(("error", "kind"), BLOCKS, ids=lambda value: str(value)[:20])
async def test_a_block_is_known_at_once_and_looked_after_every_30_seconds(
    error: CabinetError, kind: BlockKind
) -> None:
    async with watched() as house:
        house.blocks.failed(error)
        block = house.state().block
        assert block is not None
        assert (block.kind, block.looked_at, block.known_at) == (kind, START, START)
        house.wire.failures["me"] = error
        await house.clock.advance(29)
        assert house.wire.calls == []
        await house.clock.advance(1)
        assert house.wire.calls == ["me"]
        await house.clock.advance(60)
        assert house.wire.calls.count("me") == 3
        seen = house.state().block
        assert seen is not None
        assert (seen.looked_at or START) > START
        assert seen.known_at == START


async def test_a_block_lifts_by_itself_and_what_was_loaded_is_read_again() -> None:
    async with watched() as house:
        house.blocks.failed(Maintenance())
        await house.clock.advance(30)
        assert house.state().block is None
        assert {"me", "balance", "subscription", "tickets"} <= set(house.wire.calls)
        house.wire.calls.clear()
        await house.clock.advance(59)
        assert "me" not in house.wire.calls


async def test_what_is_known_stays_while_there_is_a_block() -> None:
    async with watched() as house:
        before = house.state().balance
        house.blocks.failed(AccountBlocked())
        await house.clock.advance(10)
        assert house.state().balance == before
        assert before.is_known


async def test_nothing_is_changed_while_there_is_a_block() -> None:
    async with watched() as house:
        house.blocks.failed(ChannelsRequired(channels=(NEWS,)))
        with pytest.raises(ChannelsRequired, match="News"):
            await house.promo.redeem("SPRING")
        assert house.wire.calls == []
        assert await house.blocks.look()
        await house.promo.redeem("SPRING")


async def test_looking_by_hand_has_a_cool_down() -> None:
    async with watched() as house:
        house.blocks.failed(Maintenance())
        house.wire.failures["me"] = Maintenance()
        assert await house.blocks.look()
        assert not await house.blocks.look()
        assert house.wire.calls == ["me"]
        await house.clock.advance(5)
        assert await house.blocks.look()
        assert house.wire.calls == ["me", "me"]


@pytest.mark.parametrize("error", [GONE, RateLimited(), ServerFailure(), NotFound()])
async def test_another_failure_lifts_no_block(error: CabinetError) -> None:
    async with watched() as house:
        house.blocks.failed(Maintenance())
        house.wire.failures["me"] = error
        await house.blocks.look()
        assert house.state().block is not None
        assert house.state().outage is None


async def test_the_facts_of_a_block_are_those_of_the_last_look() -> None:
    async with watched() as house:
        house.blocks.failed(ChannelsRequired(channels=(NEWS, Channel("Chat"))))
        joined = (Channel("News", "https://t.me/news", joined=True), Channel("Chat"))
        house.wire.failures["me"] = ChannelsRequired(channels=joined)
        await house.blocks.look()
        block = house.state().block
        assert block is not None
        assert block.channels == joined


@pytest.mark.parametrize("lost", [GONE, ServerFailure(status=502), ServerFailure(status=503)])
async def test_an_outage_is_one_when_a_second_try_fails_too(lost: CabinetError) -> None:
    async with watched() as house:
        house.wire.failures["me"] = lost
        house.blocks.failed(lost)
        await house.clock.advance(4)
        assert house.state().outage is None
        await house.clock.advance(1)
        assert house.state().outage == Outage(START)


async def test_a_blip_is_no_outage() -> None:
    async with watched() as house:
        house.blocks.failed(GONE)
        house.blocks.answered()
        await house.clock.advance(120)
        assert house.state().outage is None
        assert "me" not in house.wire.calls


async def test_a_server_that_fails_is_there() -> None:
    async with watched() as house:
        house.wire.failures["me"] = ServerFailure(status=500)
        house.blocks.failed(GONE)
        await house.clock.advance(60)
        assert house.state().outage is None


async def test_the_tries_to_reach_a_server_grow_rarer_and_end_with_any_answer() -> None:
    async with watched() as house:
        house.wire.failures["me"] = GONE
        house.blocks.failed(GONE)
        await house.clock.advance(5 + 10 + 20 + 30 + 30)
        assert house.wire.calls.count("me") == 5
        house.blocks.failed(NotFound())
        assert house.state().outage is None
        house.wire.calls.clear()
        await house.clock.advance(30)
        assert "me" not in house.wire.calls


async def test_after_an_outage_what_was_loaded_is_old() -> None:
    async with watched() as house:
        house.wire.failures["me"] = GONE
        house.blocks.failed(GONE)
        await house.clock.advance(5)
        del house.wire.failures["me"]
        await house.clock.advance(10)
        assert house.state().outage is None
        assert house.state().subscription.stale


@pytest.mark.parametrize("end", ["sign out", "the session ends"])
async def test_a_block_ends_with_the_session(end: str) -> None:
    async with watched() as house:
        house.blocks.failed(AccountBlocked())
        if end == "sign out":
            await house.session.sign_out()
        else:
            house.session.session_ended()
        await settle()
        assert house.state().block is None
        house.wire.calls.clear()
        await house.clock.advance(90)
        assert house.wire.calls == []


async def test_a_look_that_ends_the_session_is_no_trouble() -> None:
    async with watched() as house:
        house.wire.failures["me"] = SignInRequired(ended=True)
        house.blocks.failed(Maintenance())
        await house.clock.advance(30)
        assert house.wire.calls == ["me"]
