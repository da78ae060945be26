"""A sandbox on a loopback port for tests, in a thread of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

import httpx

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from cabinet_tui.sandbox.clock import Clock
from cabinet_tui.sandbox.server import LoopbackServer, create_app

START_SECONDS = 15.0


class SandboxServer:
    """`with SandboxServer("poor") as sandbox:` (or `async with`); limits are off unless asked for.

    `url` ends in /cabinet, `ws_url` is its WebSocket twin without a token, `control` is an
    httpx client of the origin for the routes below /sandbox/ and /checkout/.
    """

    def __init__(
        self,
        scenario: str = "default",
        *,
        dialect: str = "documented",
        clock: Clock | None = None,
        limits: bool = False,
        access_seconds: float = 15 * 60,
        refresh_seconds: float = 7 * 24 * 3600,
        reply_after: float | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        app = create_app(
            scenario,
            dialect=dialect,
            clock=clock,
            limits=limits,
            access_seconds=access_seconds,
            refresh_seconds=refresh_seconds,
            reply_after=reply_after,
            monotonic=monotonic,
        )
        self.dialect = dialect
        self._login = "/auth/email/login" if dialect == "bedolaga" else "/auth/login-email"
        self._answers = threading.Event()
        self._server = LoopbackServer(app, on_start=lambda _server: self._answers.set())
        self._thread = threading.Thread(target=self._server.run, name="sandbox", daemon=True)
        self.origin = self._server.origin
        self.url = self._server.url
        self.ws_url = f"{self.url.replace('http', 'ws', 1)}/ws"
        self.control = httpx.Client(base_url=self.origin, trust_env=False, timeout=START_SECONDS)

    def start(self) -> Self:
        """Serve; returns when it answers."""
        self._thread.start()
        if not self._answers.wait(START_SECONDS):
            raise TimeoutError("the sandbox did not start")
        return self

    def stop(self) -> None:
        """End the server, its sockets and its thread."""
        self.control.close()
        self._server.should_exit = True
        self._thread.join(START_SECONDS)
        if self._thread.is_alive():
            raise TimeoutError("the sandbox did not stop")

    def order(self, path: str, /, email: str = DEMO_EMAIL, **body: object) -> int:
        """POST /sandbox/{path} about an account; returns the `count` of the reply."""
        reply = self.control.post(f"/sandbox/{path}", params={"email": email}, json=body)
        reply.raise_for_status()
        return int(reply.json()["count"])

    def look(self, path: str, /, email: str = DEMO_EMAIL) -> object:
        """GET /sandbox/{path} about an account; returns the JSON."""
        reply = self.control.get(f"/sandbox/{path}", params={"email": email})
        reply.raise_for_status()
        return reply.json()

    def begin(self, scenario: str) -> None:
        """Start a scenario anew; limits are off, support is silent, no fault but its own."""
        self.order("limits", enabled=False)
        self.order("replies", after=None)
        self.order("reset", scenario=scenario)

    def clear_faults(self) -> None:
        """Take away all planted faults."""
        self.control.delete("/sandbox/faults").raise_for_status()

    def token(self, email: str = DEMO_EMAIL, password: str = DEMO_PASSWORD) -> str:
        """Sign in by the API; returns the access token."""
        body = {"email": email, "password": password}
        reply = self.control.post(f"/cabinet{self._login}", json=body)
        reply.raise_for_status()
        return str(reply.json()["access_token"])

    def mailed(self, kind: str, email: str = DEMO_EMAIL) -> str:
        """The token of the latest letter of a kind ("verification", "reset")."""
        letters = self.look("mailbox", email)
        assert isinstance(letters, Sequence)
        return str(next(m["token"] for m in reversed(letters) if m["kind"] == kind))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
