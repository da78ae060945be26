"""The listener against a server that behaves, refuses, drops and floods."""

import asyncio
from datetime import timedelta

import pytest
from websockets.asyncio.server import ServerConnection

from cabinet_tui.domain.errors import RateLimited, ServerFailure, SignInRequired, Unreachable
from cabinet_tui.domain.link import Link, LinkStatus
from tests.realtime.ear import Purse, listening
from tests.realtime.rude_server import (
    PONG,
    RudeServer,
    Script,
    closing,
    dropped,
    polite,
    push,
    saying,
    silent,
)

GREETING = '{"type":"connected","user_id":1,"is_admin":false}'


async def test_events_come_in_order_over_a_live_link() -> None:
    script = saying(GREETING, push("first"), push("second"))
    async with RudeServer(script).running() as server, listening(server.url) as ear:
        await ear.until_event("second")
        assert ear.events == ["first", "second"]
        assert ear.links == [Link(LinkStatus.CONNECTING), Link(LinkStatus.LIVE)]
        assert server.tokens == ["token-1+/="]


async def test_a_ping_is_sent_at_once_and_its_answer_makes_the_link_live() -> None:
    frames: asyncio.Queue[str | bytes] = asyncio.Queue()

    async def reading(socket: ServerConnection) -> None:
        async for frame in socket:
            frames.put_nowait(frame)
            await socket.send(PONG)

    async with RudeServer(reading).running() as server, listening(server.url) as ear:
        await ear.until_live()
        assert await frames.get() == '{"type":"ping"}'
        await ear.clock.until_sleeping(10)
        await ear.clock.advance(10)
        await ear.clock.until_sleeping(15)
        await ear.clock.advance(15)
        async with asyncio.timeout(10):
            assert await frames.get() == '{"type":"ping"}'
        assert server.tokens == ["token-1+/="]


async def test_a_connection_alone_is_no_proof_of_being_let_in() -> None:
    async with RudeServer(silent).running() as server, listening(server.url) as ear:
        await server.until_connections(1)
        await ear.clock.until_sleeping(10)
        assert ear.statuses == [LinkStatus.CONNECTING]


async def test_a_refused_token_is_renewed_once_and_the_new_one_is_used() -> None:
    script = RudeServer(closing(1008), polite)
    async with script.running() as server, listening(server.url) as ear:
        await ear.until_live()
        assert server.tokens == ["token-1+/=", "token-2+/="]
        assert ear.purse.asked == [False, True]
        assert 60.0 not in ear.clock.slept


async def test_a_server_that_goes_on_refusing_is_asked_once_a_minute() -> None:
    async with RudeServer(closing(1008)).running() as server, listening(server.url) as ear:
        for attempts in (2, 3, 4):
            await ear.clock.until_sleeping(60)
            assert len(server.tokens) == attempts
            assert ear.links[-1] == Link(LinkStatus.RECONNECTING, retry_in=60.0, refused=True)
            await ear.clock.advance(60)
        assert ear.purse.asked.count(True) == 1
        assert LinkStatus.LIVE not in ear.statuses


async def test_a_server_that_greets_and_then_refuses_is_not_stormed() -> None:
    script = saying(GREETING, then=closing(1008))
    async with RudeServer(script).running() as server, listening(server.url) as ear:
        await ear.clock.until_sleeping(60)
        assert len(server.tokens) == 2


async def test_a_refusal_that_ends_lets_the_link_live_again() -> None:
    script = RudeServer(closing(1008), closing(1008), polite)
    async with script.running() as server, listening(server.url) as ear:
        await ear.clock.until_sleeping(60)
        await ear.clock.advance(60)
        await ear.until_live()
        assert ear.links[-1] == Link(LinkStatus.LIVE)


@pytest.mark.parametrize("script", [closing(1012), closing(1011), closing(1000), dropped])
async def test_a_lost_link_is_taken_up_again_after_a_while(script: Script) -> None:
    async with RudeServer(script, polite).running() as server, listening(server.url) as ear:
        await ear.clock.until_sleeping(1)
        assert len(server.tokens) == 1
        assert ear.links[-1] == Link(LinkStatus.RECONNECTING, retry_in=1.0)
        await ear.clock.advance(1)
        await ear.until_live()
        assert ear.purse.asked == [False, False]


async def test_the_waits_grow_while_the_server_keeps_dropping_us() -> None:
    async with RudeServer(dropped).running() as server, listening(server.url, chance=1.0) as ear:
        for seconds in (2, 4, 8, 16, 30, 30):
            await ear.clock.until_sleeping(seconds)
            await ear.clock.advance(seconds)


async def test_half_a_minute_of_health_makes_the_waits_short_again() -> None:
    script = RudeServer(dropped, dropped, saying(GREETING, then=polite), polite)
    async with script.running() as server, listening(server.url, chance=1.0) as ear:
        await ear.clock.until_sleeping(2)
        await ear.clock.advance(2)
        await ear.clock.until_sleeping(4)
        await ear.clock.advance(4)
        await ear.until_live()
        for seconds in (10, 15, 10):
            await ear.clock.until_sleeping(seconds)
            await ear.clock.advance(seconds)
        await ear.clock.until_sleeping(15)
        server.drop_all()
        await ear.clock.until_sleeping(2)


async def test_a_token_that_changed_meanwhile_is_taken_for_the_next_attempt() -> None:
    async with RudeServer(dropped, polite).running() as server, listening(server.url) as ear:
        await ear.clock.until_sleeping(1)
        ear.purse.number = 5
        await ear.clock.advance(1)
        await ear.until_live()
        assert server.tokens == ["token-1+/=", "token-5+/="]


@pytest.mark.parametrize(
    ("status", "seconds"), [(404, 60), (426, 60), (429, 1), (500, 1), (503, 1)]
)
async def test_a_handshake_that_fails_is_tried_again(status: int, seconds: float) -> None:
    server = RudeServer(polite)
    server.statuses = [status]
    async with server.running(), listening(server.url) as ear:
        await ear.clock.until_sleeping(seconds)
        assert server.requests == 1
        assert not ear.links[-1].refused
        assert ear.purse.asked == [False]


@pytest.mark.parametrize("status", [401, 403])
async def test_a_handshake_that_is_refused_renews_once(status: int) -> None:
    server = RudeServer(polite)
    server.statuses = [status]
    async with server.running(), listening(server.url) as ear:
        await ear.clock.until_sleeping(60)
        assert server.requests == 2
        assert ear.links[-1].refused
        assert ear.purse.asked == [False, True]


async def test_a_redirect_is_not_followed() -> None:
    async with RudeServer(polite).running() as elsewhere:
        server = RudeServer(polite)
        server.statuses, server.location = [302], elsewhere.url
        async with server.running(), listening(server.url) as ear:
            await ear.clock.until_sleeping(60)
            assert (server.requests, elsewhere.requests) == (1, 0)


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    async with RudeServer(polite).running() as server:
        url = server.url
    async with listening(url) as ear:
        await ear.clock.until_sleeping(1)
        assert ear.links[-1] == Link(LinkStatus.RECONNECTING, retry_in=1.0)


async def test_without_an_answer_from_the_token_source_we_try_again() -> None:
    purse = Purse(Unreachable(host="h"), ServerFailure(), RateLimited(timedelta(seconds=42)))
    async with RudeServer(polite).running() as server, listening(server.url, purse) as ear:
        for seconds in (1, 1, 42):
            await ear.clock.until_sleeping(seconds)
            await ear.clock.advance(seconds)
        await ear.until_live()
        assert server.tokens == ["token-1+/="]


async def test_a_renewal_that_failed_is_tried_again_and_then_not_repeated() -> None:
    script = RudeServer(closing(1008), dropped, polite)
    async with script.running() as server, listening(server.url) as ear:
        await server.until_connections(1)
        ear.purse.failures.append(Unreachable(host="h"))
        for _ in range(2):
            await ear.clock.until_sleeping(1)
            await ear.clock.advance(1)
        await ear.until_live()
        assert ear.purse.asked == [False, True, True, False]
        assert server.tokens == ["token-1+/=", "token-2+/=", "token-2+/="]


async def test_without_a_session_the_listener_ends_quietly() -> None:
    async with RudeServer(polite).running() as server:
        async with listening(server.url, Purse(SignInRequired(ended=True))) as ear:
            async with asyncio.timeout(10):
                await ear.ended()
        assert server.requests == 0


async def test_a_cancelled_listener_closes_its_connection() -> None:
    async with RudeServer(polite).running() as server:
        async with listening(server.url) as ear:
            await ear.until_live()
        await server.until(lambda: server.closed == [1000])
