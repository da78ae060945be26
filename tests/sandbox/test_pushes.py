"""What happens to an account is pushed to its sockets. Over a real connection."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from websockets.sync.client import ClientConnection

from cabinet_tui.sandbox.hub import PUSH_TYPES
from tests.sandbox.sockets import SECONDS, listen, ready
from tests.sandbox.world import golden
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


def pushed(socket: ClientConnection) -> tuple[str, dict[str, Any]]:
    """The next event: documented envelope, the listed fields (a test's own event has an "x")."""
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


def test_a_paid_payment_is_pushed_with_the_new_balance(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
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
        ready(socket)
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
        ready(socket)
        call(sandbox, "POST", "/subscription/purchase-tariff", {"tariff_id": 1})
        assert [pushed(socket)[0] for _ in range(2)] == ["subscription_renewed", "balance_updated"]


def test_a_promo_code_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        call(sandbox, "POST", "/promocode/activate", {"code": "NEWUSER2024"})
        assert pushed(socket)[0] == "balance_updated"


def test_a_reply_of_support_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
        sandbox.order("tickets/3/reply", message="Здравствуйте")
        assert pushed(socket) == (
            "ticket_reply",
            {"ticket_id": 3, "subject": "Проблема с подключением", "message": "Здравствуйте"},
        )


def test_support_answers_by_itself_and_that_is_pushed(sandbox: SandboxServer) -> None:
    sandbox.order("replies", after=0)
    try:
        with listen(sandbox) as socket:
            ready(socket)
            call(sandbox, "POST", "/tickets", {"subject": "Hello", "message": "Hello"})
            kind, data = pushed(socket)
            assert (kind, data["subject"]) == ("ticket_reply", "Hello")
    finally:
        sandbox.order("replies", after=None)


def test_an_earning_is_pushed(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        ready(socket)
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
        ready(socket)


def test_an_event_reaches_every_socket_of_its_account_and_no_other(sandbox: SandboxServer) -> None:
    body = {"email": "b@example.com", "password": "long-enough", "first_name": "B"}
    sandbox.control.post("/cabinet/auth/register-email-standalone", json=body)
    other = sandbox.token("b@example.com", "long-enough")
    with listen(sandbox) as one, listen(sandbox) as two, listen(sandbox, other) as third:
        for socket in (one, two, third):
            ready(socket)
        assert sandbox.order("push", type="balance_updated", data={"x": 1}) == 2
        assert pushed(one) == pushed(two) == ("balance_updated", {"x": 1})
        ready(third)
