"""Real sockets that break: whether a request may have arrived decides what it is called."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from cabinet_tui.api.call import Call
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.domain.errors import CabinetError, NotACabinet, OutcomeUnknown, Unreachable
from tests.fake_clock import FakeClock

READ = Call("GET", "/x", public=True)
WRITE = Call("POST", "/x", public=True, body={"a": 1})
Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Peer:
    """What one loopback server saw."""

    def __init__(self) -> None:
        self.port = 0
        self.requests: list[bytes] = []


@asynccontextmanager
async def listening(answer: bytes | None, *, heard: bool = True) -> AsyncIterator[Peer]:
    """A server that reads a request, says ``answer`` and hangs up; with None it says nothing.

    With ``heard`` false it does not even read.
    """
    peer = Peer()
    over = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if heard:
                peer.requests.append(await reader.readuntil(b"\r\n\r\n"))
            if answer is None:
                await over.wait()
            else:
                writer.write(answer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield peer
    finally:
        over.set()
        server.close()
        await server.wait_closed()


@asynccontextmanager
async def transport_to(
    base: str, *, proxy: str | None = None, deadline: float = 10.0
) -> AsyncIterator[Transport]:
    transport = Transport(
        Line(base, proxy), clock=FakeClock(), random=lambda: 0.0, deadline=deadline
    )
    try:
        yield transport
    finally:
        await transport.close()


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.mark.parametrize("call", [READ, WRITE])
async def test_nobody_listens(call: Call) -> None:
    async with transport_to(f"http://127.0.0.1:{free_port()}") as transport:
        with pytest.raises(Unreachable) as caught:
            await transport.send(call)
    assert caught.value.host.startswith("127.0.0.1:")
    assert caught.value.reason


@pytest.mark.parametrize(
    ("call", "error", "times"), [(READ, Unreachable, 3), (WRITE, OutcomeUnknown, 1)]
)
@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{",
        b"\x00\x01 this is no HTTP\r\n\r\n",
    ],
)
async def test_the_connection_is_cut(
    answer: bytes, call: Call, error: type[CabinetError], times: int
) -> None:
    async with listening(answer) as peer, transport_to(f"http://127.0.0.1:{peer.port}") as line:
        with pytest.raises(error):
            await line.send(call)
    assert len(peer.requests) == times


@pytest.mark.parametrize(("call", "error"), [(READ, Unreachable), (WRITE, OutcomeUnknown)])
async def test_the_answer_takes_too_long(call: Call, error: type[CabinetError]) -> None:
    async with (
        listening(None) as peer,
        transport_to(f"http://127.0.0.1:{peer.port}", deadline=0.3) as transport,
    ):
        with pytest.raises(error):
            await transport.send(call)
    assert len(peer.requests) == 1


async def test_a_write_that_waits_for_a_secure_connection_did_not_leave() -> None:
    # The server accepts and is silent: the TLS handshake never ends.
    async with (
        listening(None, heard=False) as peer,
        transport_to(f"https://127.0.0.1:{peer.port}", deadline=0.3) as transport,
    ):
        with pytest.raises(Unreachable):
            await transport.send(WRITE)


async def test_a_server_without_tls_is_unreachable_by_https() -> None:
    async with (
        listening(b"HTTP/1.1 400 Bad Request\r\n\r\n", heard=False) as peer,
        transport_to(f"https://127.0.0.1:{peer.port}") as transport,
    ):
        with pytest.raises(Unreachable, match="secure connection"):
            await transport.send(WRITE)


@pytest.mark.parametrize(
    ("proxy", "answer"),
    [
        ("http", b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
        ("http", b""),
        ("socks5", b"HTTP/1.1 400 Bad Request\r\n\r\n"),
        ("socks5", b"\x05\xff"),
        ("socks5", b""),
    ],
)
async def test_a_write_that_a_proxy_did_not_pass_on_did_not_leave(
    proxy: str, answer: bytes
) -> None:
    async with (
        listening(answer, heard=False) as peer,
        transport_to(
            "https://vpn.invalid/cabinet", proxy=f"{proxy}://127.0.0.1:{peer.port}"
        ) as transport,
    ):
        with pytest.raises(Unreachable):
            await transport.send(WRITE)


async def test_a_socks_proxy_is_used() -> None:
    async with (
        listening(b"\x05\x00", heard=False) as peer,
        transport_to("http://vpn.invalid/c", proxy=f"socks5://127.0.0.1:{peer.port}") as transport,
    ):
        with pytest.raises(Unreachable):
            await transport.send(READ)


async def test_a_web_page_from_a_real_socket() -> None:
    page = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n<html>"
    async with listening(page) as peer, transport_to(f"http://127.0.0.1:{peer.port}") as transport:
        with pytest.raises(NotACabinet):
            await transport.send(READ)
    assert b"user-agent: cabinet-tui/" in peer.requests[0].lower()
