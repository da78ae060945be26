"""A spoiling proxy before a sandbox, in a thread: one request that moves money goes wrong."""

import asyncio
import threading
from collections.abc import Coroutine
from types import TracebackType
from typing import Self

from tests.faults.proxy import Exchange, Fault, FaultProxy, honest
from tests.sandbox_server import SandboxServer

PATIENCE = 30.0
_FAILURE = (
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-type: application/json\r\n"
    b'content-length: 22\r\n\r\n{"detail":"it failed"}'
)


async def cut_before(exchange: Exchange) -> None:
    """The connection is cut, and the server never heard of it."""
    exchange.reset()


async def cut_after(exchange: Exchange) -> None:
    """The server did it, then the connection is cut."""
    await exchange.answer()
    exchange.reset()


async def failure_before(exchange: Exchange) -> None:
    """A 500 from something on the way."""
    await exchange.say(_FAILURE)


async def failure_after(exchange: Exchange) -> None:
    """A 500 after the server did it."""
    await exchange.answer()
    await exchange.say(_FAILURE)


async def silence_before(exchange: Exchange) -> None:
    """No answer, and the server never heard of it."""
    await exchange.hold()


async def silence_after(exchange: Exchange) -> None:
    """The server did it and nobody says so."""
    await exchange.answer()
    await exchange.hold()


LOST: dict[str, Fault] = {
    "cut before": cut_before,
    "cut after": cut_after,
    "500 before": failure_before,
    "500 after": failure_after,
    "time-out before": silence_before,
    "time-out after": silence_after,
}


class Front:
    """``url`` is where a program finds the server. ``struck`` is set once the fault has struck."""

    def __init__(self, sandbox: SandboxServer) -> None:
        self._sandbox = sandbox
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="front", daemon=True)
        self._proxy = FaultProxy(sandbox.url, self._meet)
        self._path = ""
        self._fault: Fault = honest
        self.struck = threading.Event()

    @property
    def url(self) -> str:
        return self._proxy.url

    def arm(self, path: str, fault: Fault) -> None:
        """The next request to this path meets the fault; the one after it does not."""
        self.struck.clear()
        self._path, self._fault = path, fault

    def sent(self, path: str) -> int:
        """How many requests to this path the server was given."""
        passed = [asked for asked in self._proxy.passed if asked.method != "GET"]
        return sum(1 for asked in passed if asked.path.endswith(path))

    async def _meet(self, exchange: Exchange) -> None:
        asked = exchange.asked
        if not self._path or asked.method == "GET" or not asked.path.endswith(self._path):
            await honest(exchange)
            return
        self._path = ""
        if self._fault in (silence_after, cut_after, failure_after):
            await self._fault(_Telling(exchange, self.struck))
            return
        self.struck.set()
        await self._fault(exchange)

    def _do(self, work: Coroutine[object, object, object]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._proxy.__aenter__())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._proxy.__aexit__(kind, error, trace))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


class _Telling(Exchange):
    """An exchange that says when the server has done what it was asked."""

    def __init__(self, exchange: Exchange, struck: threading.Event) -> None:
        super().__init__(exchange.asked, exchange._proxy, exchange._writer)
        self._struck = struck

    async def answer(self) -> object:  # type: ignore[override]  # nobody looks at it here
        answer = await super().answer()
        self._struck.set()
        return answer
