"""Planted faults strike as they were planted. Over a real connection."""

import time
from collections.abc import Iterator

import httpx
import pytest

from tests.sandbox_server import SandboxServer


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    with SandboxServer() as running:
        yield running


@pytest.fixture
def sandbox(server: SandboxServer) -> SandboxServer:
    server.order("reset", scenario="default")
    return server


def get(sandbox: SandboxServer, path: str = "/balance") -> httpx.Response:
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    return sandbox.control.get(f"/cabinet{path}", headers=headers)


def test_a_status_strikes_so_many_times(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/balance", status=503, headers={"Retry-After": "7"}, times=2)
    replies = [get(sandbox) for _ in range(3)]
    assert [reply.status_code for reply in replies] == [503, 503, 200]
    assert replies[0].headers["retry-after"] == "7"


def test_a_page_of_html_can_stand_in_for_the_api(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/bal*", status=200, body="<html>", content_type="text/html")
    assert get(sandbox).text == "<html>"
    assert get(sandbox, "/info").status_code == 200
    sandbox.clear_faults()
    assert get(sandbox).json()["balance_kopeks"] == 154050


def test_a_fault_can_be_of_one_method(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/tickets", method="POST", status=500)
    assert get(sandbox, "/tickets").status_code == 200


def test_a_delay_passes_before_the_reply(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/info", delay=0.2, times=1)
    begin = time.monotonic()
    assert get(sandbox, "/info").status_code == 200
    assert time.monotonic() - begin >= 0.2


@pytest.mark.parametrize("cut", ["before", "midway", "after"])
def test_a_cut_connection_gives_no_reply(sandbox: SandboxServer, cut: str) -> None:
    sandbox.order("faults", path="/balance", cut=cut, times=1)
    with pytest.raises(httpx.TransportError):
        get(sandbox)
    assert get(sandbox).status_code == 200


@pytest.mark.parametrize(("cut", "charged"), [("before", 0), ("after", 1), ("midway", 1)])
def test_a_cut_after_the_deed_leaves_it_done(
    sandbox: SandboxServer, cut: str, charged: int
) -> None:
    headers = {"Authorization": f"Bearer {sandbox.token()}"}
    sandbox.order("faults", path="/subscription/renew", cut=cut, times=1)
    with pytest.raises(httpx.TransportError):
        sandbox.control.post(
            "/cabinet/subscription/renew", json={"period_days": 30}, headers=headers
        )
    state = sandbox.look("state")
    assert isinstance(state, dict)
    assert state["transactions"] == 45 + charged


def test_requests_are_written_down(sandbox: SandboxServer) -> None:
    sandbox.order("faults", path="/balance", cut="before", times=1)
    with pytest.raises(httpx.TransportError):
        get(sandbox)
    assert sandbox.look("requests") == [
        {"method": "POST", "path": "/auth/login-email", "status": 200},
        {"method": "GET", "path": "/balance", "status": 0},
    ]


def test_a_misspelt_fault_is_refused(sandbox: SandboxServer) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        sandbox.order("faults", pth="/balance")
