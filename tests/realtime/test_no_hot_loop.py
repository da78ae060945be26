"""However rudely a server ends our connections, it is asked again a few times a minute at most."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import pytest
from websockets.asyncio.server import ServerConnection

from tests.realtime.ear import listening
from tests.realtime.rude_server import (
    RudeServer,
    Script,
    closing,
    dropped,
    frozen,
    push,
    saying,
)

_MINUTES = 10
_MOST = 8 * _MINUTES
"""Eight attempts a minute: a wait is 15 s in the middle once the first ones have failed."""


async def broken_text(socket: ServerConnection) -> None:
    await socket.send(b"\xff\xfe", text=True)
    await socket.wait_closed()


async def too_large(socket: ServerConnection) -> None:
    await socket.send("x" * 5_000_000)
    await socket.wait_closed()


async def half_a_frame(socket: ServerConnection) -> None:
    socket.transport.write(b"\x81\x7e\x10\x00half")
    socket.transport.close()


async def no_frame(socket: ServerConnection) -> None:
    socket.transport.write(b"\xff" * 100)
    await socket.wait_closed()


RUDE: dict[str, Script] = {
    "drops": dropped,
    "closes with 1000": closing(1000),
    "closes with 1008": closing(1008),
    "closes with 1011": closing(1011),
    "closes with 1012": closing(1012),
    "closes with 4000": closing(4000),
    "greets and drops": saying('{"type":"connected"}', then=dropped),
    "greets and closes with 1008": saying('{"type":"connected"}', then=closing(1008)),
    "pushes and closes with 1012": saying(*[push("x")] * 50, then=closing(1012)),
    "garbage and drops": saying("garbage", b"\x00\xff", then=dropped),
    "is frozen": frozen,
    "text that is none": broken_text,
    "5 MB": too_large,
    "half a frame": half_a_frame,
    "no frame": no_frame,
}


@pytest.mark.parametrize("script", RUDE.values(), ids=RUDE)
async def test_a_rude_server_is_not_stormed(script: Script) -> None:
    async with RudeServer(script).running() as server, listening(server.url, chance=0.5) as ear:
        await _pass(ear.clock.advance, lambda: len(ear.clock.slept))
        assert 2 <= server.requests <= _MOST
        # Nothing else goes round and round either.
        assert len(ear.links) <= 4 * _MOST
        assert len(ear.purse.asked) <= _MOST
        assert len(ear.clock.slept) <= 4 * _MOST


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\xff no HTTP\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: http://portal.example/\r\n\r\n",
        b"HTTP/1.1 101 Yes\r\nupgrade: websocket\r\nsec-websocket-accept: wrong\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 5000,
    ],
    ids=["nothing", "no HTTP", "JSON", "half a yes", "portal", "wrong yes", "headers"],
)
async def test_what_is_no_web_socket_is_not_stormed(answer: bytes) -> None:
    asked = 0

    async def say(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(say, "127.0.0.1", 0)
    url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/cabinet/ws"
    async with server, listening(url, chance=0.5) as ear:
        await _pass(ear.clock.advance, lambda: len(ear.clock.slept))
        assert 2 <= asked <= _MOST
        assert len(ear.clock.slept) <= 2 * _MOST


async def _pass(advance: Callable[[float], Awaitable[None]], slept: Callable[[], int]) -> None:
    """Let ten minutes pass, as fast as the sockets take part in them."""
    for _ in range(_MINUTES * 60):
        before = slept()
        await advance(1)
        # A sleeper woke: the network gets its turn before the next second.
        for _again in range(5 if slept() == before else 50):
            await asyncio.sleep(0)
