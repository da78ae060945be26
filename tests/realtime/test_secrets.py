"""The token goes to the server and nowhere else, and only the way that was given."""

import asyncio
import logging
import traceback

import pytest

from cabinet_tui.domain.event import Event
from cabinet_tui.domain.link import Link
from cabinet_tui.realtime.listener import Listener
from tests.held_clock import HeldClock
from tests.realtime.ear import Purse, decode, listening
from tests.realtime.rude_server import RudeServer, Script, closing, dropped, polite, push, saying

SECRET = "token-"


@pytest.mark.parametrize("script", [polite, dropped, closing(1008)])
async def test_no_log_shows_the_token(script: Script, caplog: pytest.LogCaptureFixture) -> None:
    for name in (None, "websockets", "websockets.client", "asyncio"):
        caplog.set_level(logging.DEBUG, logger=name)
    server = RudeServer(script, polite)
    async with server.running(), listening(server.url) as ear:
        await ear.clock.until_slept(1)
        await ear.clock.advance(1)
        await ear.until_live()
    showing = {record.name for record in caplog.records if SECRET in record.getMessage()}
    assert showing == {"websockets.server"}


@pytest.mark.parametrize("url", ["ws://127.0.0.1:1/x", "nonsense", "ws://127.0.0.1:99999/"])
async def test_no_log_shows_the_token_of_an_address_that_fails(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with listening(url) as ear:
        await ear.clock.until_sleeping(1)
    assert caplog.records
    assert SECRET not in caplog.text


async def test_no_traceback_of_a_bug_shows_the_token() -> None:
    def broken(_event: Event) -> None:
        raise ZeroDivisionError

    def deaf(_link: Link) -> None:
        return None

    async with RudeServer(saying(push("any"))).running() as server:
        clock = HeldClock()
        listener = Listener(server.url, Purse().access, decode, clock, lambda: 0.0)
        with pytest.raises(ExceptionGroup) as caught:
            await listener.run(broken, deaf)
        shown = "".join(
            traceback.TracebackException.from_exception(caught.value, capture_locals=True).format()
        )
    assert "ZeroDivisionError" in shown
    assert "address = " in shown
    assert SECRET not in shown


async def test_a_proxy_that_is_given_is_used() -> None:
    asked: asyncio.Queue[bytes] = asyncio.Queue()

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.put_nowait(await reader.readline())
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        url = "ws://vpn.invalid:8080/cabinet/ws"
        async with listening(url, proxy=f"http://127.0.0.1:{port}") as ear:
            async with asyncio.timeout(10):
                assert await asked.get() == b"CONNECT vpn.invalid:8080 HTTP/1.1\r\n"
            await ear.clock.until_sleeping(1)


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ws_proxy", "http_proxy", "https_proxy", "all_proxy", "socks_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    async with RudeServer(polite).running() as server, listening(server.url) as ear:
        await ear.until_live()
