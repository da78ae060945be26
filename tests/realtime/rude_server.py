"""A WebSocket server on the loopback that does to each connection what the test says."""

import asyncio
import http
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response

PATIENCE = 10.0
PONG = '{"type":"pong"}'
Script = Callable[[ServerConnection], Awaitable[None]]


class RudeServer:
    """Each connection meets the next script; the last script meets all that follow."""

    def __init__(self, *scripts: Script, compression: str | None = "deflate") -> None:
        self._scripts = list(scripts)
        self._compression = compression
        self._turn = asyncio.Condition()
        self.url = ""
        self.statuses: list[int] = []
        self.location = ""
        self.tokens: list[str] = []
        self.requests = 0
        self._open: set[ServerConnection] = set()
        self.closed: list[int | None] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator["RudeServer"]:
        async with serve(
            self._meet,
            "127.0.0.1",
            0,
            process_request=self._answer,
            ping_interval=None,
            compression=self._compression,
        ) as server:
            self.url = f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/cabinet/ws"
            try:
                yield self
            finally:
                self.drop_all()

    def drop_all(self) -> None:
        """Every connection is gone without a close frame."""
        for socket in tuple(self._open):
            socket.transport.abort()

    async def until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE), self._turn:
            await self._turn.wait_for(holds)

    async def until_connections(self, count: int) -> None:
        await self.until(lambda: len(self.tokens) >= count)

    async def _answer(self, socket: ServerConnection, request: Request) -> Response | None:
        self.requests += 1
        await self._tell()
        if not self.statuses:
            return None
        status = self.statuses.pop(0) if len(self.statuses) > 1 else self.statuses[0]
        answer = socket.respond(http.HTTPStatus(status), "no")
        if self.location:
            answer.headers["Location"] = self.location
        return answer

    async def _meet(self, socket: ServerConnection) -> None:
        query = parse_qs(urlsplit(socket.request.path if socket.request else "").query)
        script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
        self.tokens.append(query.get("token", [""])[0])
        self._open.add(socket)
        await self._tell()
        try:
            await script(socket)
        except ConnectionClosed:
            pass
        finally:
            await socket.close()
            self._open.discard(socket)
            self.closed.append(socket.close_code)
            await self._tell()

    async def _tell(self) -> None:
        async with self._turn:
            self._turn.notify_all()


async def polite(socket: ServerConnection) -> None:
    """Answers pings until the client goes."""
    async for frame in socket:
        if json.loads(frame) == {"type": "ping"}:
            await socket.send(PONG)


async def silent(socket: ServerConnection) -> None:
    """Says nothing, though its protocol answers."""
    await socket.wait_closed()


async def frozen(socket: ServerConnection) -> None:
    """Does not even read: the other end is gone without a word."""
    socket.transport.pause_reading()
    await socket.wait_closed()


async def dropped(socket: ServerConnection) -> None:
    """Gone without a close frame."""
    socket.transport.abort()


def closing(code: int) -> Script:
    """Accepts and then closes."""

    async def close(socket: ServerConnection) -> None:
        await socket.close(code)

    return close


def saying(*frames: str | bytes, then: Script = polite) -> Script:
    """Pushes frames first of all."""

    async def say(socket: ServerConnection) -> None:
        for frame in frames:
            await socket.send(frame)
        await then(socket)

    return say


def push(kind: str) -> str:
    """A frame that tells an event of this kind."""
    return json.dumps({"type": kind, "data": {}})
