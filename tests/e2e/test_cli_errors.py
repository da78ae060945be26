"""Each way to fail is one clear line and the right exit code."""

import socket

import pytest

from tests.e2e.cabinet_command import CabinetCommand, Told
from tests.sandbox_server import SandboxServer


def unused_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def login(cabinet: CabinetCommand, server: str, password: str = "x" * 8) -> Told:
    return cabinet(
        "login", "--server", server, "--email", "a@example.com", "--password-stdin", typed=password
    )


def test_a_wrong_password(cabinet: CabinetCommand, sandbox: SandboxServer) -> None:
    told = cabinet.sign_in(sandbox, "wrong-password")

    assert (told.code, told.out) == (4, "")
    assert told.complaint == "cabinet-tui: Wrong e-mail or password."
    assert not list(cabinet.home.rglob("config.toml"))


@pytest.mark.parametrize(
    "server",
    ["ftp://vpn.example.com", "http://", "https://a b", "https://me:secret@vpn.example.com", "::"],
)
def test_an_address_that_cannot_be_one(cabinet: CabinetCommand, server: str) -> None:
    told = login(cabinet, server)

    assert told.code == 2
    assert "cannot be the address of a server" in told.complaint
    assert "An address looks like" in told.complaint


def test_plain_http_to_another_computer(cabinet: CabinetCommand) -> None:
    told = login(cabinet, "http://vpn.example.com")

    assert told.code == 2
    assert "without encryption" in told.complaint


def test_a_server_that_is_not_there(cabinet: CabinetCommand) -> None:
    told = login(cabinet, f"http://127.0.0.1:{unused_port()}")

    assert told.code == 7
    assert "cannot be reached" in told.complaint


def test_a_server_that_is_no_cabinet(cabinet: CabinetCommand, sandbox: SandboxServer) -> None:
    told = login(cabinet, f"{sandbox.origin}/elsewhere")

    assert told.code in (3, 7)
    assert told.complaint.startswith("cabinet-tui: ")


def test_html_instead_of_json(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    sandbox.order(
        "faults", path="/balance", status=200, body="<html>hi</html>", content_type="text/html"
    )

    told = signed_in("balance")

    assert told.code == 7
    assert "did not answer like a cabinet" in told.complaint
    assert "<html>" not in told.err


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (401, '{"detail": "Not authenticated"}', 4),
        (403, '{"detail": "User is blocked"}', 8),
        (404, '{"detail": "Nothing here"}', 3),
        (422, '{"detail": "No good"}', 1),
        (429, '{"detail": "Slow down"}', 6),
        (500, '{"detail": "first\\nsecond"}', 1),
        (503, '{"detail": {"code": "maintenance", "message": "Back soon"}}', 7),
    ],
)
def test_what_the_server_refuses(
    signed_in: CabinetCommand, sandbox: SandboxServer, status: int, body: str, code: int
) -> None:
    sandbox.order("faults", path="/balance", status=status, body=body)

    told = signed_in("balance")

    assert told.code == code
    assert told.out == ""
    assert told.complaint.startswith("cabinet-tui: ")


def test_a_session_that_the_server_ended(signed_in: CabinetCommand, sandbox: SandboxServer) -> None:
    sandbox.order("tokens/revoke")

    told = signed_in("balance")

    assert told.code == 4
    assert told.complaint == (
        "cabinet-tui: The session has ended. Sign in with “cabinet-tui login”."
    )
    assert "You are not signed in" in signed_in("balance").complaint


def test_a_token_that_ran_out_is_replaced_unnoticed(
    signed_in: CabinetCommand, sandbox: SandboxServer
) -> None:
    sandbox.order("tokens/expire")

    assert signed_in("balance").code == 0
    assert signed_in("balance").code == 0


def test_a_sign_in_without_an_answer_is_no_lost_money(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    sandbox.order("faults", path="/auth/login-email", cut="after")

    told = cabinet.sign_in(sandbox)

    assert told.code == 7
    assert told.complaint.startswith("cabinet-tui: ")


def test_without_a_server_the_way_to_name_one_is_told(cabinet: CabinetCommand) -> None:
    told = cabinet("balance")

    assert told.code == 2
    assert "--server" in told.complaint


def test_without_a_session_the_way_in_is_told(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    told = cabinet("balance", "--server", sandbox.url)

    assert told.code == 4
    assert "cabinet-tui login" in told.complaint


def test_a_password_is_not_asked_for_without_a_terminal(
    cabinet: CabinetCommand, sandbox: SandboxServer
) -> None:
    told = cabinet("login", "--server", sandbox.url, "--email", "a@example.com")

    assert told.code == 2
    assert "--password-stdin" in told.complaint


def test_an_empty_password_is_not_sent(cabinet: CabinetCommand, sandbox: SandboxServer) -> None:
    told = cabinet.sign_in(sandbox, "")

    assert told.code == 2
    assert "No password" in told.complaint


def test_a_token_store_that_is_none(
    cabinet: CabinetCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CABINET_TOKEN_STORE", "cloud")

    told = cabinet("balance", "--server", "https://vpn.example.com")

    assert told.code == 2
    assert "CABINET_TOKEN_STORE" in told.complaint


def test_the_screens_need_a_terminal(cabinet: CabinetCommand) -> None:
    for arguments in ([], ["demo"]):
        told = cabinet(*arguments)

        assert told.code == 2
        assert "no terminal" in told.complaint
