"""An answer leaves at once, in however many pieces it is written."""

import asyncio
import socket

from cabinet_tui.sandbox.server import LoopbackServer, create_app


async def test_no_piece_of_an_answer_waits_for_the_one_before() -> None:
    server = LoopbackServer(create_app("default"))
    listener = server._listener
    accepted: asyncio.Future[asyncio.BaseTransport] = asyncio.get_running_loop().create_future()

    class Meeting(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            accepted.set_result(transport)

    serving = await asyncio.get_running_loop().create_server(Meeting, sock=listener)
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    transport = await accepted
    wire: socket.socket = transport.get_extra_info("socket")
    assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    transport.close()
    writer.close()
    await writer.wait_closed()
    serving.close()
