"""A server that says far too much: it is heard at our pace, and costs no memory."""

import asyncio
import json
import tracemalloc

import pytest
from websockets.asyncio.server import ServerConnection

from cabinet_tui.api.bedolaga.events import BedolagaEvents
from cabinet_tui.api.documented.events import DocumentedEvents
from cabinet_tui.domain.event import Frame
from cabinet_tui.realtime.line import BREATH, BURST, TOIL, Decode
from tests.realtime.ear import decode, listening
from tests.realtime.rude_server import RudeServer

_MEGABYTE = 1024 * 1024
_HELD = 16 * _MEGABYTE
"""What the buffers of two sockets and of the library may hold."""


def push(kind: str, number: int, length: int) -> str:
    """A push that is told apart by its number, in the shape of both dialects."""
    told = {"ticket_id": number, "message": "x" * length}
    return json.dumps({"type": kind, "data": told, **told})


class Flood:
    """Pushes frames of this length as fast as they are taken."""

    def __init__(self, length: int, kind: str = "ticket_reply") -> None:
        self.length = length
        self.kind = kind
        self.sent = 0

    async def __call__(self, socket: ServerConnection) -> None:
        while True:
            await socket.send(push(self.kind, self.sent, self.length))
            self.sent += 1

    def server(self) -> RudeServer:
        """A server that floods; packed frames would leave more of them on their way."""
        return RudeServer(self, compression=None)


@pytest.mark.parametrize(
    ("codec", "kind"),
    [
        pytest.param(DocumentedEvents().decode, "ticket_reply", id="documented"),
        pytest.param(BedolagaEvents().decode, "ticket.admin_reply", id="bedolaga"),
    ],
)
async def test_a_flood_is_heard_at_our_pace_and_waits_at_the_server(
    codec: Decode, kind: str
) -> None:
    flood = Flood(10_000, kind)
    async with (
        flood.server().running() as server,
        listening(server.url, decode=codec) as ear,
    ):
        for burst in range(1, 6):
            await ear.clock.until_sleeping(BREATH)
            assert len(ear.events) == burst * BURST
            # It cannot say more than fits on the way: every frame holds the message twice.
            assert (flood.sent - len(ear.events)) * flood.length * 2 < _HELD
            await ear.clock.advance(BREATH)
        assert set(ear.events) == {"TicketReplied"}
        assert len(server.tokens) == 1


@pytest.mark.parametrize("length", [10, 50_000, 400_000])
async def test_a_flood_takes_no_memory(length: int) -> None:
    flood = Flood(length)
    async with (
        flood.server().running() as server,
        listening(server.url, decode=DocumentedEvents().decode) as ear,
    ):
        await ear.clock.until_sleeping(BREATH)
        tracemalloc.start()
        try:
            for _ in range(2):
                await ear.clock.advance(BREATH)
                await ear.clock.until_sleeping(BREATH)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # Both ends are in here, and each holds some frames of at most a megabyte.
        assert most < 3 * _HELD
        assert len(server.tokens) == 1


async def test_frames_of_5_mb_again_and_again_cost_a_connection_each_and_no_more() -> None:
    flood = Flood(2_500_000)
    async with flood.server().running() as server, listening(server.url) as ear:
        tracemalloc.start()
        try:
            for count in range(1, 6):
                await ear.clock.until_sleeping(1)
                assert len(server.tokens) == count
                await ear.clock.advance(1)
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        # The server that makes them holds the most of it.
        assert most < 6 * _HELD
        assert ear.events == []


async def test_frames_that_are_hard_to_read_are_heard_more_slowly() -> None:
    def hard(frame: str) -> Frame | None:
        ear.clock.drift(0.6 * TOIL)
        return decode(frame)

    async with (
        Flood(10).server().running() as server,
        listening(server.url, decode=hard) as ear,
    ):
        for rests in (1, 2, 3):
            await ear.clock.until_sleeping(BREATH)
            assert len(ear.events) == 2 * rests
            await ear.clock.advance(BREATH)


async def test_a_flood_does_not_keep_the_link_from_being_given_up() -> None:
    async with asyncio.timeout(10), Flood(100).server().running() as server:
        async with listening(server.url) as ear:
            await ear.clock.until_sleeping(BREATH)
        await server.until(lambda: len(server.closed) == 1)
