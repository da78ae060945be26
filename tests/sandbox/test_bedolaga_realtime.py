"""The socket of the Bedolaga dialect: flat frames, two families of them, and silence."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import ClientConnection, connect

from cabinet_tui.sandbox.bedolaga.frames import FRAMES
from tests.sandbox.sockets import SECONDS, listen, ready
from tests.sandbox_server import SandboxServer


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer(dialect="bedolaga") as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.begin("default")
    server.order("tokens/expire")
    return server


def call(sandbox: SandboxServer, method: str, path: str, body: object = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    reply = sandbox.control.request(method, f"/cabinet{path}", json=body, headers=headers)
    reply.raise_for_status()
    return reply


def greeted(socket: ClientConnection) -> ClientConnection:
    """The socket after its first frame, known to be pushed to."""
    first = json.loads(socket.recv(SECONDS))
    assert first == {"type": "connected", "user_id": 1, "is_admin": False}
    return ready(socket)


def pushed(socket: ClientConnection) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(socket.recv(SECONDS))
    assert not {"data", "timestamp"} & frame.keys()
    return frame


def waiting(socket: ClientConnection) -> list[object]:
    """The frames that have come in already."""
    frames: list[object] = []
    with suppress(TimeoutError):
        while True:
            frames.append(json.loads(socket.recv(0)))
    return frames


def top_up(sandbox: SandboxServer, method: str) -> None:
    order = {"amount_kopeks": 50000, "payment_method": method}
    created = call(sandbox, "POST", "/balance/topup", order).json()
    paid = sandbox.control.post(created["payment_url"], data={"action": "pay"})
    assert paid.status_code == 303


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("?token=nonsense", "Unauthorized: Invalid token"),
        ("?token=", "Unauthorized: No token"),
        ("", "Unauthorized: No token"),
    ],
)
def test_a_bad_token_is_accepted_and_then_closed(
    sandbox: SandboxServer, query: str, reason: str
) -> None:
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    with (
        connect(sandbox.ws_url + query, proxy=None, additional_headers=headers) as socket,
        pytest.raises(ConnectionClosedError) as closed,
    ):
        socket.recv(SECONDS)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1008, reason)


def test_a_socket_outlives_its_token_and_answers_pings(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        greeted(socket)
        sandbox.order("tokens/revoke")
        for text in ("", "{", '{"type": 5}', '{"type": "subscribe"}'):
            socket.send(text)
        ready(socket)


@pytest.mark.parametrize("frame", ["[1]", '"ping"', "null", b"\x00"])
def test_what_is_no_object_leaves_a_dead_open_socket(
    sandbox: SandboxServer, frame: str | bytes
) -> None:
    with listen(sandbox) as socket, listen(sandbox) as other:
        greeted(socket)
        greeted(other)
        socket.send(frame)
        socket.send('{"type": "ping"}')
        while sandbox.order("push", type="x") != 1:  # until one of two is no longer reached
            assert pushed(other) == {"type": "x"}
        assert pushed(other) == {"type": "x"}
        assert {"type": "pong"} not in waiting(socket)
        assert socket.ping().wait(SECONDS)


def test_an_account_of_an_address_hears_of_its_money_and_its_purchase(
    sandbox: SandboxServer,
) -> None:
    with listen(sandbox) as socket:
        greeted(socket)
        top_up(sandbox, "platega")
        paid = pushed(socket)
        assert paid["type"] == "notification.balance_topup"
        assert (paid["amount_kopeks"], paid["new_balance_kopeks"]) == (50000, 204050)
        assert "new_balance_rubles" not in paid
        order = {"tariff_id": 2, "period_days": 30}
        call(sandbox, "POST", "/subscription/purchase-tariff", order)
        bought = pushed(socket)
        assert bought["type"] == "notification.subscription_renewed"
        assert bought["expires_at"] == bought["new_expires_at"]
        assert len(bought["expires_at"].split(".")) == 3


def test_an_account_of_telegram_hears_of_one_provider_only(sandbox: SandboxServer) -> None:
    sandbox.order("telegram", linked=True)
    with listen(sandbox) as socket:
        greeted(socket)
        top_up(sandbox, "platega")
        call(
            sandbox,
            "POST",
            "/subscription/purchase-tariff",
            {"tariff_id": 2, "period_days": 30},
        )
        top_up(sandbox, "yookassa")
        assert pushed(socket)["type"] == "balance.topup"
        ready(socket)


def test_an_answer_of_support_is_cut_and_reaches_every_kind(sandbox: SandboxServer) -> None:
    for linked in (False, True):
        sandbox.order("telegram", linked=linked)
        with listen(sandbox) as socket:
            greeted(socket)
            sandbox.order("tickets/3/reply", message="да" * 100)
            frame = pushed(socket)
            assert frame == {"type": "ticket.admin_reply", "ticket_id": 3, "message": "да" * 50}


def test_most_actions_push_nothing(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        greeted(socket)
        call(sandbox, "POST", "/subscription/renew", {"period_days": 30})
        call(sandbox, "POST", "/promocode/activate", {"code": "NEWUSER2024"})
        call(sandbox, "PATCH", "/subscription/autopay", {"enabled": True})
        call(sandbox, "POST", "/tickets/3/messages", {"message": "Спасибо"})
        sandbox.order("tickets/3/close")
        ready(socket)


def test_a_cart_that_buys_itself_is_told_to_every_kind(sandbox: SandboxServer) -> None:
    sandbox.begin("poor")
    sandbox.order("operator", auto_purchase=True)
    sandbox.order("telegram", linked=True)
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    order = {"period_days": 30}
    refused = sandbox.control.post("/cabinet/subscription/renew", json=order, headers=headers)
    assert refused.status_code == 402
    with listen(sandbox) as socket:
        greeted(socket)
        top_up(sandbox, "platega")
        renewed = pushed(socket)
        assert (renewed["type"], renewed["amount_kopeks"]) == ("subscription.renewed", 44910)


def test_time_and_referrals_are_told_of(sandbox: SandboxServer) -> None:
    with listen(sandbox) as socket:
        greeted(socket)
        sandbox.order("referral-earning", amount_rubles=12.5)
        earned = pushed(socket)
        assert (earned["type"], earned["bonus_kopeks"]) == ("notification.referral_bonus", 1250)
        sandbox.order("clock", advance_seconds=21 * 24 * 3600)
        expiring = pushed(socket)
        assert (expiring["type"], expiring["days_left"]) == (
            "notification.subscription_expiring",
            2,
        )


def test_a_daily_tariff_is_charged_until_money_is_short(sandbox: SandboxServer) -> None:
    sandbox.order("daily", price_kopeks=100000)
    with listen(sandbox) as socket:
        greeted(socket)
        for kind in ("daily_debit", "daily_insufficient_funds"):
            sandbox.order("clock", advance_seconds=24 * 3600)
            frame = pushed(socket)
            while frame["type"] == "notification.subscription_expiring":
                frame = pushed(socket)
            assert frame["type"] == f"notification.{kind}"
    balance = call(sandbox, "GET", "/balance").json()["balance_kopeks"]
    assert balance == 54050
    held = call(sandbox, "GET", "/subscription").json()["subscription"]
    assert (held["is_daily"], held["status"]) == (True, "expired")


def test_a_hostile_socket_begins_with_frames_nobody_should_trip_over(
    sandbox: SandboxServer,
) -> None:
    sandbox.begin("hostile")
    with listen(sandbox) as socket:
        assert json.loads(socket.recv(SECONDS))["type"] == "connected"
        assert [socket.recv(SECONDS) for _ in FRAMES] == list(FRAMES)
        ready(socket)
