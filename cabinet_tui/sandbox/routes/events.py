"""/ws: pushes to whoever holds a valid access token when connecting."""

import asyncio
import json

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.websockets import WebSocketState

from cabinet_tui.sandbox.dependencies import Box
from cabinet_tui.sandbox.faults import TRANSPORT_KEY
from cabinet_tui.sandbox.hub import Hub, Socket
from cabinet_tui.sandbox.tokens import TokenRefusedError

router = APIRouter()

POLICY_VIOLATION = 1008


@router.websocket("/ws")
async def events(websocket: WebSocket, box: Box) -> None:
    """Accept, judge the token, then send what is pushed and answer pings."""
    await websocket.accept()
    try:
        token = websocket.query_params.get("token", "")
        account = box.tokens.read(token, "access", box.state)
    except TokenRefusedError:
        await websocket.close(POLICY_VIOLATION, "Invalid or expired token")
        return
    socket = Socket(account.id, websocket)
    for frame in box.scenario.frames:
        socket.outbox.put_nowait(frame)
    box.hub.join(socket)
    writer = asyncio.create_task(write(socket, box.hub))
    try:
        await _read(socket)
    finally:
        box.hub.leave(socket)
        writer.cancel()
        await asyncio.gather(writer, return_exceptions=True)


async def _read(socket: Socket) -> None:
    while True:
        try:
            text = await socket.connection.receive_text()
        except (WebSocketDisconnect, RuntimeError, KeyError):
            # KeyError: a binary frame, which this API does not speak; RuntimeError: just closed
            if socket.connection.application_state is not WebSocketState.DISCONNECTED:
                await socket.connection.close(1003)
            return
        try:
            message = json.loads(text)
        except ValueError:
            continue
        if isinstance(message, dict) and message.get("type") == "ping":
            socket.outbox.put_nowait('{"type":"pong"}')


async def write(socket: Socket, hub: Hub) -> None:
    """Send what is put into the outbox, in order, until told to close."""
    while True:
        item = await socket.outbox.get()
        if isinstance(item, str):
            if not hub.muted:
                await socket.connection.send_text(item)
        elif item.hard:
            _cut(socket)
            return
        else:
            await socket.connection.close(item.code, item.reason)
            return


def _cut(socket: Socket) -> None:
    transport = socket.connection.scope.get(TRANSPORT_KEY)
    if transport is not None:
        transport.abort()
