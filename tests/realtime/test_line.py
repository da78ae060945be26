"""One connection: garbage, floods, oversized frames, and other ends where nobody is."""

import asyncio
import json

import pytest
from websockets.asyncio.server import ServerConnection

from cabinet_tui.domain.link import LinkStatus
from cabinet_tui.realtime.line import BREATH, BURST
from tests.realtime.ear import Ear, listening
from tests.realtime.rude_server import (
    PONG,
    RudeServer,
    Script,
    frozen,
    polite,
    push,
    saying,
    silent,
)


async def a_ping_later(ear: Ear) -> None:
    """Let ten seconds pass after a ping."""
    await ear.clock.until_sleeping(10)
    await ear.clock.advance(10)


async def to_the_next_ping(ear: Ear) -> None:
    await ear.clock.until_sleeping(15)
    await ear.clock.advance(15)


async def test_garbage_is_counted_and_what_follows_is_heard() -> None:
    garbage: list[str | bytes] = [
        "not json",
        "",
        "[1, 2]",
        "null",
        '"text"',
        '{"no": "type"}',
        '{"type": 5}',
        b"\x00\xff",
        push("binary").encode(),
    ]
    script = saying(*garbage, push("real"))
    async with RudeServer(script).running() as server, listening(server.url) as ear:
        await ear.until_event("real")
        assert ear.listener.garbage == len(garbage)
        assert ear.events == ["real"]
        assert len(server.tokens) == 1


async def test_garbage_does_not_make_a_link_live() -> None:
    script = saying(*["garbage"] * 20, push("real"), then=silent)
    async with RudeServer(script).running() as server, listening(server.url) as ear:
        await ear.until_live()
        assert ear.garbage_when_live == 20


async def broken_text(socket: ServerConnection) -> None:
    await socket.send(b"\xff\xfe", text=True)
    await socket.wait_closed()


async def in_pieces(socket: ServerConnection) -> None:
    await socket.send(["x" * 100_000] * 50)
    await socket.wait_closed()


def far_too_large() -> str:
    return json.dumps({"type": "large", "data": "x" * 5_000_000})


@pytest.mark.parametrize(
    "script",
    [saying(far_too_large(), then=silent), in_pieces, broken_text],
    ids=["5 MB", "5 MB in pieces", "not UTF-8"],
)
async def test_a_frame_that_cannot_be_taken_costs_the_connection_only(script: Script) -> None:
    second = saying(push("after"))
    async with RudeServer(script, second).running() as server, listening(server.url) as ear:
        await ear.clock.until_sleeping(1)
        await ear.clock.advance(1)
        await ear.until_event("after")
        assert ear.events == ["after"]


async def test_thousands_of_events_all_come_and_others_get_their_turn() -> None:
    kinds = [f"event-{number}" for number in range(5000)]
    script = saying(*[push(kind) for kind in kinds])
    turns = 0

    async def take_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(take_turns())
    async with RudeServer(script).running() as server, listening(server.url) as ear:
        for _ in range(len(kinds) // BURST):
            await ear.clock.until_sleeping(BREATH)
            await ear.clock.advance(BREATH)
        assert ear.events == kinds
        assert turns > len(kinds) // BURST
    beside.cancel()
    await asyncio.wait({beside})


async def test_a_server_that_stops_answering_pings_is_left() -> None:
    """Its protocol still answers: only the missing pong shows that the handler is dead."""

    async def zombie(socket: ServerConnection) -> None:
        await socket.recv()
        await socket.send(PONG)
        async for _ in socket:
            pass

    async with RudeServer(zombie, polite).running() as server, listening(server.url) as ear:
        await ear.until_live()
        await a_ping_later(ear)
        await to_the_next_ping(ear)
        await a_ping_later(ear)
        await ear.clock.until_sleeping(1)
        assert ear.links[-1].retry_in == 1
        await ear.clock.advance(1)
        await ear.until_live(times=2)


async def test_a_machine_that_is_gone_is_noticed_on_the_first_ping() -> None:
    async with RudeServer(frozen, polite).running() as server, listening(server.url) as ear:
        await server.until_connections(1)
        await a_ping_later(ear)
        await ear.clock.until_sleeping(1)
        assert LinkStatus.LIVE not in ear.statuses
        await ear.clock.advance(1)
        await ear.until_live()


async def test_a_server_that_pushes_but_answers_no_ping_is_not_cut() -> None:
    async def one_pong_then_events(socket: ServerConnection) -> None:
        number = 0
        async for _ in socket:
            await socket.send(PONG if number == 0 else push(f"instead of pong {number}"))
            number += 1

    async with RudeServer(one_pong_then_events).running() as server, listening(server.url) as ear:
        await ear.until_live()
        for number in (1, 2, 3):
            await a_ping_later(ear)
            await to_the_next_ping(ear)
            await ear.until_event(f"instead of pong {number}")
        assert len(server.tokens) == 1


async def test_a_server_that_does_not_know_our_ping_is_kept_and_counts_as_live() -> None:
    async def late_news(socket: ServerConnection) -> None:
        for _ in range(4):
            await socket.recv()
        await socket.send(push("late"))
        await socket.wait_closed()

    async with RudeServer(late_news).running() as server, listening(server.url) as ear:
        await server.until_connections(1)
        await a_ping_later(ear)
        await ear.until_live()
        for _ in range(2):
            await to_the_next_ping(ear)
            await a_ping_later(ear)
        await to_the_next_ping(ear)
        await ear.until_event("late")
        assert len(server.tokens) == 1
        assert ear.statuses == [LinkStatus.CONNECTING, LinkStatus.LIVE]
