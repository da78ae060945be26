"""The WebSocket: who is let in, what is answered, how it ends. Over a real connection."""

from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import connect

from cabinet_tui.sandbox.scenarios.frames import FRAMES
from tests.sandbox.sockets import SECONDS, listen, ready
from tests.sandbox_server import SandboxServer


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.order("reset", scenario="default")
    server.order("tokens/expire")
    return server


@pytest.mark.parametrize("query", ["?token=nonsense", "?token=", ""])
def test_a_bad_token_is_accepted_and_then_closed_1008(sandbox: SandboxServer, query: str) -> None:
    with (
        connect(sandbox.ws_url + query, proxy=None) as socket,
        pytest.raises(ConnectionClosedError) as closed,
    ):
        socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


def test_an_expired_token_is_closed_1008(sandbox: SandboxServer) -> None:
    token = sandbox.token()
    sandbox.order("tokens/expire")
    with listen(sandbox, token) as socket, pytest.raises(ConnectionClosedError) as closed:
        socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1008


def test_nothing_comes_before_the_answer_to_the_first_ping(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)


def test_garbage_is_ignored_and_binary_is_closed_1003(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        for text in ("", "{", "[]", '"ping"', '{"type": 5}'):
            socket.send(text)
        ready(socket)
        socket.send(b"\x00")
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1003


def test_any_text_at_all_can_be_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        sandbox.order("push", raw="{ not json")
        assert socket.recv(SECONDS) == "{ not json"


def test_sockets_are_dropped_with_a_code(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        assert sandbox.order("sockets/drop", code=1013, reason="later") == 1
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1013, "later")


def test_sockets_are_cut_without_a_code(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        sandbox.order("sockets/drop", hard=True)
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is None


def test_a_muted_server_holds_the_socket_open_and_says_nothing(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        assert sandbox.order("sockets/mute", muted=True) == 1
        socket.send('{"type": "ping"}')
        with pytest.raises(TimeoutError):
            socket.recv(0.3)
        sandbox.order("sockets/mute", muted=False)
        ready(socket)


def test_the_hostile_scenario_greets_with_frames_to_trip_over(sandbox: SandboxServer) -> None:
    sandbox.order("reset", scenario="hostile")
    with listen(sandbox) as socket:
        assert [socket.recv(SECONDS) for _ in FRAMES] == list(FRAMES)
        ready(socket)


def test_a_handshake_can_be_refused(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/ws", status=503, times=1)
    token = sandbox.token()
    with pytest.raises(InvalidStatus) as refused:
        listen(sandbox, token)
    assert refused.value.response.status_code == 503
    with listen(sandbox, token) as socket:
        ready(socket)


def test_open_sockets_are_closed_1012_when_the_server_ends() -> None:
    ending = SandboxServer().start()
    with listen(ending) as socket:
        ready(socket)
        ending.stop()
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
