"""/ws: pushes to whoever came with a valid access token."""

import asyncio
import json

from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from cabinet_tui.sandbox.bedolaga.dependencies import Box
from cabinet_tui.sandbox.hub import Socket
from cabinet_tui.sandbox.routes.events import POLICY_VIOLATION, write
from cabinet_tui.sandbox.tokens import TokenRefusedError

router = APIRouter()


@router.websocket("/ws")
async def events(websocket: WebSocket, box: Box) -> None:
    """Accept, judge the token by the query alone, then push and answer pings.

    The token is looked at once: a socket outlives it. A frame that is no JSON object leaves the
    socket open and dead, as the server's own handler does.
    """
    await websocket.accept()
    token = websocket.query_params.get("token")
    if not token:
        await websocket.close(POLICY_VIOLATION, "Unauthorized: No token")
        return
    try:
        account = box.tokens.read(token, "access", box.state)
    except TokenRefusedError:
        await websocket.close(POLICY_VIOLATION, "Unauthorized: Invalid token")
        return
    socket = Socket(account.id, websocket)
    socket.outbox.put_nowait(
        json.dumps({"type": "connected", "user_id": account.id, "is_admin": False})
    )
    for frame in box.scenario.frames:
        socket.outbox.put_nowait(frame)
    box.hub.join(socket)
    writer = asyncio.create_task(write(socket, box.hub))
    try:
        gone = await _read(socket)
    finally:
        box.hub.leave(socket)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)
    if not gone:
        await _lie_dead(websocket)


async def _read(socket: Socket) -> bool:
    """Answer pings; True when the other side left, False after a frame nobody can bear."""
    while True:
        try:
            text = await socket.connection.receive_text()
        except (WebSocketDisconnect, RuntimeError):
            return True
        except KeyError:  # a binary frame
            return False
        try:
            message = json.loads(text)
        except ValueError:
            continue
        if not isinstance(message, dict):
            return False
        if message.get("type") == "ping":
            socket.outbox.put_nowait('{"type":"pong"}')


async def _lie_dead(websocket: WebSocket) -> None:
    """Keep the socket open and say nothing until the other side gives up."""
    try:
        while True:
            message = await websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
    except RuntimeError:
        return
