"""Sees every request to the API go by: keeps the list of them, and stamps the sandbox's Date."""

from email.utils import format_datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cabinet_tui.sandbox.box import Sandbox, Seen
from cabinet_tui.sandbox.faults import PREFIX


class Witness:
    """ASGI middleware, the outermost one."""

    def __init__(self, app: ASGIApp, box: Sandbox) -> None:
        self._app = app
        self._box = box

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0

        async def stamp(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # A client corrects its clock by Date, so it must be the clock tokens live by.
                date = format_datetime(self._box.clock.now(), usegmt=True).encode()
                message = {**message, "headers": [*message["headers"], (b"date", date)]}
            await send(message)

        try:
            await self._app(scope, receive, stamp)
        finally:
            path = str(scope["path"])
            if path.startswith(PREFIX):
                seen = Seen(scope["method"], path.removeprefix(PREFIX), status)
                self._box.requests.append(seen)
