"""uvicorn's protocols, with the connection within reach of the faults that cut it."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from cabinet_tui.sandbox.faults import TRANSPORT_KEY


class ReachableHTTP(H11Protocol):
    """HTTP whose scopes carry their transport."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn's own
        """Remember the transport for the scopes to come."""
        super().connection_made(transport)
        self.app = _carrying(transport, self.app)


class ReachableWebSocket(WebSocketsSansIOProtocol):
    """WebSocket whose scope carries its transport."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the transport for the scope to come."""
        super().connection_made(transport)
        self.app = _carrying(transport, self.app)


def _carrying(transport: asyncio.BaseTransport, app: ASGIApp) -> ASGIApp:
    async def carry(scope: Scope, receive: Receive, send: Send) -> None:
        scope[TRANSPORT_KEY] = transport
        await app(scope, receive, send)

    return carry
