"""A TCP proxy on a loopback port that spoils the answers of the server behind it."""

import asyncio
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
_KEPT = re.compile(rb"\r\nconnection:[^\r]*", re.IGNORECASE)
_HEAD_LIMIT = 64 * 1024
# Closed with a reset in place of an orderly end: linger for no time at all.
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came to the proxy, and over which of its connections, counted from one."""

    method: str
    path: str
    raw: bytes
    connection: int

    @property
    def head(self) -> bytes:
        """The request line and the headers."""
        return self.raw.partition(_END)[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server behind the proxy said."""

    head: bytes
    body: bytes

    @property
    def whole(self) -> bytes:
        """As it came over the wire."""
        return self.head + _END + self.body

    def with_body(self, body: bytes, *headers: bytes) -> bytes:
        """The same answer with another body, of the length that it has, and more headers."""
        lines = [line for line in self.head.split(b"\r\n") if not _LENGTH.match(b"\r\n" + line)]
        return b"\r\n".join((*lines, b"content-length: %d" % len(body), *headers)) + _END + body


class Exchange:
    """One request and the connection it came over: what a fault may do with it."""

    def __init__(self, asked: Asked, proxy: "FaultProxy", writer: asyncio.StreamWriter) -> None:
        self.asked = asked
        self._proxy = proxy
        self._writer = writer

    async def answer(self) -> Answer:
        """Let the server do what it was asked."""
        return await self._proxy.forward(self.asked)

    async def say(self, data: bytes) -> None:
        """Send the client something."""
        self._writer.write(data)
        await self._writer.drain()

    async def pour(self, piece: bytes) -> None:
        """Send the same again and again until the client goes away."""
        while not self._proxy.is_over.is_set():
            self._proxy.poured += len(piece)
            await self.say(piece)

    async def trickle(self, data: bytes, *, every: float) -> None:
        """Send a byte now and then, in seconds."""
        for number in range(len(data)):
            await self.say(data[number : number + 1])
            if await self.hold(every):
                return

    async def hold(self, seconds: float | None = None) -> bool:
        """Say nothing for so long, or until the proxy closes; whether it closes."""
        try:
            await asyncio.wait_for(self._proxy.is_over.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def hang_up(self) -> None:
        """End the connection in an orderly way."""
        self._writer.close()

    def reset(self) -> None:
        """End the connection with a TCP reset."""
        wire: socket.socket = self._writer.get_extra_info("socket")
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self._writer.transport.abort()


Fault = Callable[[Exchange], Awaitable[None]]


async def honest(exchange: Exchange) -> None:
    """Says what the server says."""
    await exchange.say((await exchange.answer()).whole)


class FaultProxy:
    """Before the server at ``upstream`` (a URL), until the ``with`` ends.

    ``asked`` has every request that came, ``passed`` those that the server was given; ``fault`` may
    be another from one request to the next.
    """

    def __init__(self, upstream: str, fault: Fault) -> None:
        parts = urlsplit(upstream)
        self._host, self._port, self._path = parts.hostname, parts.port, parts.path
        self.fault = fault
        self._server: asyncio.Server | None = None
        self._talks: set[asyncio.Task[None]] = set()
        self.is_over = asyncio.Event()
        self.asked: list[Asked] = []
        self.passed: list[Asked] = []
        self.connections = 0
        self.poured = 0
        self.failures: list[Exception] = []
        self.url = ""

    async def forward(self, asked: Asked) -> Answer:
        """Ask the server, on a connection that ends with its answer."""
        reader, writer = await asyncio.open_connection(self._host, self._port)
        try:
            self.passed.append(asked)
            head, _, body = asked.raw.partition(_END)
            writer.write(_KEPT.sub(b"", head) + b"\r\nconnection: close" + _END + body)
            await writer.drain()
            head, _, body = (await reader.read(-1)).partition(_END)
        finally:
            writer.transport.abort()
        # The client's connection lives on, whatever became of this one.
        return Answer(_KEPT.sub(b"", head), body)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        self.connections += 1
        number = self.connections
        try:
            while (asked := await _request(reader, number)) and not writer.is_closing():
                self.asked.append(asked)
                await self.fault(Exchange(asked, self, writer))
        except ConnectionError:
            pass
        except asyncio.CancelledError:
            # The proxy closes: whoever hangs in here is of no interest any more.
            pass
        except Exception as error:  # noqa: BLE001 - raised when the proxy is left, not into asyncio's log
            self.failures.append(error)
        finally:
            self._talks.discard(talk)
            writer.close()
            if self.is_over.is_set():
                # Nobody reads what has not left yet.
                writer.transport.abort()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(
            self._meet, "127.0.0.1", 0, limit=_HEAD_LIMIT, backlog=64
        )
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}{self._path}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self.is_over.set()
        self._server.close()
        # Who was just let in is met by now, and what was cut is closed afterwards.
        await _some_turns()
        for talk in self._talks:
            talk.cancel()
        if self._talks:
            await asyncio.wait(self._talks)
        await _some_turns()
        if self.failures and error is None:
            raise self.failures[0]


async def _some_turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def _request(reader: asyncio.StreamReader, connection: int) -> Asked | None:
    """The next request of a connection, None at its end."""
    try:
        head = await reader.readuntil(_END)
        length = _LENGTH.search(head)
        body = await reader.readexactly(int(length[1])) if length else b""
    except asyncio.IncompleteReadError:
        return None
    method, target, _ = head.split(b" ", 2)
    return Asked(method.decode(), target.decode().partition("?")[0], head + body, connection)
