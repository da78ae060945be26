"""WebSockets of the sandbox, as tests hold them."""

import json

from websockets.sync.client import ClientConnection, connect

from tests.sandbox_server import SandboxServer

SECONDS = 10


def listen(sandbox: SandboxServer, token: str | None = None) -> ClientConnection:
    """A socket of the demo account, or of the account of a token."""
    return connect(f"{sandbox.ws_url}?token={token or sandbox.token()}", proxy=None)


def ready(socket: ClientConnection) -> ClientConnection:
    """The socket, once the server is known to push to it and to have pushed nothing else."""
    socket.send('{"type": "ping"}')
    assert json.loads(socket.recv(SECONDS)) == {"type": "pong"}
    return socket
