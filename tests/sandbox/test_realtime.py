"""The WebSocket: who is let in, what is pushed, how it ends. Over a real connection."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from cabinet_tui.sandbox.hub import PUSH_TYPES
from cabinet_tui.sandbox.scenarios.frames import FRAMES
from tests.sandbox.world import golden
from tests.sandbox_server import SandboxServer

SECONDS = 10


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.order("reset", scenario="default")
    server.order("tokens/expire")
    return server


def listen(sandbox: SandboxServer, token: str | None = None) -> ClientConnection:
    return connect(f"{sandbox.ws_url}?token={token or sandbox.token()}", proxy=None)


def ready(sandbox: SandboxServer, socket: ClientConnection) -> ClientConnection:
    """The socket, once the server is known to push to it."""
    socket.send('{"type": "ping"}')
    assert json.loads(socket.recv(SECONDS)) == {"type": "pong"}
    return socket


def pushed(socket: ClientConnection) -> tuple[str, dict[str, Any]]:
    message = json.loads(socket.recv(SECONDS))
    fields = golden("operations.json")["websocket"]["data_in_the_sandbox"]
    assert "x" in message["data"] or sorted(message["data"]) == sorted(fields[message["type"]])
    assert message.keys() == golden("ws_message.json").keys()
    assert message["timestamp"].endswith("Z")
    return message["type"], message["data"]


def call(sandbox: SandboxServer, method: str, path: str, body: object = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    reply = sandbox.control.request(method, f"/cabinet{path}", json=body, headers=headers)
    reply.raise_for_status()
    return reply


def test_the_pushes_are_the_documented_six() -> None:
    assert sorted(PUSH_TYPES) == sorted(golden("operations.json")["websocket"]["events"])


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
        ready(sandbox, socket)


def test_garbage_is_ignored_and_binary_is_closed_1003(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        for text in ("", "{", "[]", '"ping"', '{"type": 5}'):
            socket.send(text)
        ready(sandbox, socket)
        socket.send(b"\x00")
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1003


def test_a_paid_payment_is_pushed_with_the_new_balance(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        body = {"amount_rubles": 500, "payment_method": "YOOKASSA_SBP"}
        created = call(sandbox, "POST", "/balance/top-up", body).json()
        sandbox.control.post(created["confirmation_url"], data={"action": "pay"})
        kind, data = pushed(socket)
        assert kind == "payment_completed"
        assert data == {"amount_rubles": 500.0, "new_balance_rubles": 2040.5}
        assert data.keys() == golden("ws_payment_completed.json")["data"].keys()
        assert pushed(socket) == ("balance_updated", data)


def test_a_renewal_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        reply = call(sandbox, "POST", "/subscription/renew", {"period_days": 30}).json()
        kind, data = pushed(socket)
        assert kind == "subscription_renewed"
        assert data == {
            "new_expires_at": reply["new_expires_at"],
            "amount_paid_rubles": 449.1,
            "new_balance_rubles": 1091.4,
        }
        assert pushed(socket)[0] == "balance_updated"


def test_a_purchase_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        call(sandbox, "POST", "/subscription/purchase-tariff", {"tariff_id": 1})
        assert [pushed(socket)[0] for _ in range(2)] == ["subscription_renewed", "balance_updated"]


def test_a_promo_code_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        call(sandbox, "POST", "/promocode/activate", {"code": "NEWUSER2024"})
        assert pushed(socket)[0] == "balance_updated"


def test_a_reply_of_support_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        sandbox.order("tickets/3/reply", message="Здравствуйте")
        assert pushed(socket) == (
            "ticket_reply",
            {"ticket_id": 3, "subject": "Проблема с подключением", "message": "Здравствуйте"},
        )


def test_support_answers_by_itself_and_that_is_pushed(sandbox: SandboxServer) -> None:
    sandbox.order("replies", after=0)
    try:
        with listen(sandbox) as socket:
            ready(sandbox, socket)
            call(sandbox, "POST", "/tickets", {"subject": "Hello", "message": "Hello"})
            kind, data = pushed(socket)
            assert (kind, data["subject"]) == ("ticket_reply", "Hello")
    finally:
        sandbox.order("replies", after=None)


def test_an_earning_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        sandbox.order("referral-earning", amount_rubles=50)
        kind, data = pushed(socket)
        assert (kind, data["amount_rubles"]) == ("referral_earned", 50)
        assert pushed(socket)[0] == "balance_updated"


def test_a_near_end_is_pushed_once_for_each_expiry(sandbox: SandboxServer) -> None:
    sandbox.order("reset", scenario="poor")
    with listen(sandbox) as socket:
        kind, data = pushed(socket)
        assert (kind, data["days_left"]) == ("subscription_expires_soon", 1)
        sandbox.order("clock", advance_seconds=60)
        ready(sandbox, socket)


def test_an_event_reaches_every_socket_of_its_account_and_no_other(sandbox: SandboxServer) -> None:
    body = {"email": "b@example.com", "password": "long-enough", "first_name": "B"}
    sandbox.control.post("/cabinet/auth/register-email-standalone", json=body)
    other = sandbox.token("b@example.com", "long-enough")
    with listen(sandbox) as one, listen(sandbox) as two, listen(sandbox, other) as third:
        for socket in (one, two, third):
            ready(sandbox, socket)
        assert sandbox.order("push", type="balance_updated", data={"x": 1}) == 2
        assert pushed(one) == pushed(two) == ("balance_updated", {"x": 1})
        ready(sandbox, third)


def test_any_text_at_all_can_be_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        sandbox.order("push", raw="{ not json")
        assert socket.recv(SECONDS) == "{ not json"


def test_sockets_are_dropped_with_a_code(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        assert sandbox.order("sockets/drop", code=1013, reason="later") == 1
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1013, "later")


def test_sockets_are_cut_without_a_code(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        sandbox.order("sockets/drop", hard=True)
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is None


def test_a_muted_server_holds_the_socket_open_and_says_nothing(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(sandbox, socket)
        assert sandbox.order("sockets/mute", muted=True) == 1
        socket.send('{"type": "ping"}')
        with pytest.raises(TimeoutError):
            socket.recv(0.3)
        sandbox.order("sockets/mute", muted=False)
        ready(sandbox, socket)


def test_the_hostile_scenario_greets_with_frames_to_trip_over(sandbox: SandboxServer) -> None:
    sandbox.order("reset", scenario="hostile")
    with listen(sandbox) as socket:
        assert [socket.recv(SECONDS) for _ in FRAMES] == list(FRAMES)
        ready(sandbox, socket)


def test_a_handshake_can_be_refused(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/ws", status=503, times=1)
    token = sandbox.token()
    with pytest.raises(InvalidStatus) as refused:
        listen(sandbox, token)
    assert refused.value.response.status_code == 503
    with listen(sandbox, token) as socket:
        ready(sandbox, socket)


def test_open_sockets_are_closed_1012_when_the_server_ends() -> None:
    ending = SandboxServer().start()
    with listen(ending) as socket:
        ready(ending, socket)
        ending.stop()
        with pytest.raises(ConnectionClosedError) as closed:
            socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1012
