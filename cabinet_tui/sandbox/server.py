"""The sandbox as a server; it never listens anywhere but on 127.0.0.1."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Generator

import uvicorn
from fastapi import FastAPI

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.app import create_app
from cabinet_tui.sandbox.box import Sandbox
from cabinet_tui.sandbox.faults import PREFIX
from cabinet_tui.sandbox.transports import ReachableHTTP, ReachableWebSocket

__all__ = ["LoopbackServer", "announce", "create_app", "serve"]

LOOPBACK = "127.0.0.1"


class LoopbackServer(uvicorn.Server):
    """A server on a loopback port, bound at once; `on_start` is called when it answers."""

    def __init__(
        self,
        app: FastAPI,
        port: int = 0,
        on_start: Callable[["LoopbackServer"], None] | None = None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=ReachableHTTP,
                ws=ReachableWebSocket,
                loop="asyncio",
                lifespan="on",
                log_config=None,
                log_level="critical",
                access_log=False,
                date_header=False,
                server_header=False,
                ws_ping_interval=_ping_interval(app),
                timeout_graceful_shutdown=1,
            )
        )
        self._on_start = on_start
        # Named as TCP, it hands on to asyncio what makes an answer leave at once: without that, one
        # of two pieces waits 40 ms for the client's kernel.
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._listener.bind((LOOPBACK, port))
        except OSError:
            self._listener.close()
            raise
        self.port = int(self._listener.getsockname()[1])
        self.origin = f"http://{LOOPBACK}:{self.port}"
        self.url = f"{self.origin}{PREFIX}"

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to answer, then say so."""
        await super().startup(sockets)
        if self._on_start is not None:
            self._on_start(self)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until told to stop."""
        asyncio.run(self.serve(sockets or [self._listener]))

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """End quietly on SIGTERM and SIGINT; uvicorn would raise them again after its end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _ping_interval(app: FastAPI) -> float | None:
    """Seconds between the server's own pings; the documented API has those of clients only."""
    box: Sandbox = app.state.box
    return None if box.settings.dialect == "documented" else 20.0


def announce(server: LoopbackServer) -> None:
    """One line of JSON on stdout: where the server is, and who can sign in."""
    line = {
        "url": server.url,
        "port": server.port,
        "email": DEMO_EMAIL,
        "password": DEMO_PASSWORD,
    }
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def serve(port: int, app: FastAPI, *, with_parent: bool = False) -> None:
    """Serve `app` and announce it; ends on a signal, or `with_parent` when stdin ends."""
    server = LoopbackServer(app, port, on_start=announce)
    if with_parent:
        threading.Thread(target=_end_with_stdin, args=(server,), daemon=True).start()
    server.run()


def _end_with_stdin(server: LoopbackServer) -> None:
    # The descriptor itself: a daemon thread inside sys.stdin would hold its lock at exit.
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    server.should_exit = True
