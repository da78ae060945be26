"""The sandbox as a program of its own: one line of JSON, and a quiet end."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosedError
from websockets.sync.client import connect

from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD

SECONDS = 20
COMMAND = (sys.executable, "-W", "error", "-m", "cabinet_tui.sandbox", "--port", "0")


@contextmanager
def running(*options: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, Any]]]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        [*COMMAND, *options], stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )
    with process:
        try:
            assert process.stdout is not None
            yield process, json.loads(process.stdout.readline())
        finally:
            process.kill()


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err


def sign_in(announced: dict[str, Any]) -> str:
    body = {"email": announced["email"], "password": announced["password"]}
    reply = httpx.post(f"{announced['url']}/auth/login-email", json=body, trust_env=False)
    reply.raise_for_status()
    return str(reply.json()["access_token"])


def test_it_speaks_the_dialect_it_is_asked_for() -> None:
    with running("--dialect", "bedolaga") as (_process, announced):
        body = {"email": announced["email"], "password": announced["password"]}
        url = f"{announced['url']}/auth/email/login"
        assert httpx.post(url, json=body, trust_env=False).json()["expires_in"] == 900


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_quietly_and_closes_its_sockets(number: signal.Signals) -> None:
    with running() as (process, announced):
        assert announced == {
            "url": f"http://127.0.0.1:{announced['port']}/cabinet",
            "port": announced["port"],
            "email": DEMO_EMAIL,
            "password": DEMO_PASSWORD,
        }
        url = f"ws://127.0.0.1:{announced['port']}/cabinet/ws?token={sign_in(announced)}"
        with connect(url, proxy=None) as socket:
            socket.send('{"type": "ping"}')
            assert json.loads(socket.recv(SECONDS)) == {"type": "pong"}
            process.send_signal(number)
            with pytest.raises(ConnectionClosedError) as closed:
                socket.recv(SECONDS)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 1012
        assert ended(process) == (0, "", "")


def test_a_request_that_never_ends_does_not_hold_it_up() -> None:
    with running() as (process, announced):
        origin = f"http://127.0.0.1:{announced['port']}"
        slow = {"path": "/info", "delay": 500}
        httpx.post(f"{origin}/sandbox/faults", json=slow, trust_env=False).raise_for_status()
        with httpx.Client(trust_env=False, timeout=0.3) as client:
            with pytest.raises(httpx.ReadTimeout):
                client.get(f"{announced['url']}/info")
            process.send_signal(signal.SIGTERM)
            assert ended(process) == (0, "", "")


def test_it_ends_when_its_parent_is_gone() -> None:
    # A parent that starts the sandbox, says what the sandbox said, and is killed outright.
    program = (
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen({[*COMMAND, '--exit-with-parent']!r},"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)\n"
        "print(child.pid, child.stdout.readline(), flush=True)\n"
        "time.sleep(60)\n"
    )
    pipe = subprocess.PIPE
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=pipe, stderr=pipe, text=True)
    with parent:
        assert parent.stdout is not None
        pid, _, line = parent.stdout.readline().partition(" ")
        url = json.loads(line)["url"]
        assert httpx.get(f"{url}/info", trust_env=False).status_code == 200
        parent.kill()
        try:
            # Both hold this stderr: it ends when the last of them has.
            assert parent.communicate(timeout=SECONDS)[1] == ""
        except subprocess.TimeoutExpired:
            os.kill(int(pid), signal.SIGKILL)
            pytest.fail("the sandbox outlived its parent")


def test_without_the_option_the_end_of_stdin_means_nothing() -> None:
    with running() as (process, announced):
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
        assert httpx.get(f"{announced['url']}/info", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(SECONDS) == 0


def test_a_fixed_clock_is_also_in_the_date_of_replies() -> None:
    with running("--clock", "fixed", "2026-11-23T12:00:00Z", "--no-limits") as (_, announced):
        replies = [httpx.get(f"{announced['url']}/info", trust_env=False) for _ in range(2)]
        assert {r.headers["date"] for r in replies} == {"Mon, 23 Nov 2026 12:00:00 GMT"}
        assert all(len(r.headers.get_list("date")) == 1 for r in replies)


def test_a_port_in_use_is_said_in_one_line() -> None:
    with running() as (_, announced):
        command = [*COMMAND[:-1], str(announced["port"])]
        found = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        assert (found.returncode, found.stdout) == (1, "")
        assert found.stderr.count("\n") == 1
        assert str(announced["port"]) in found.stderr


def test_the_options_cost_no_import_of_the_server() -> None:
    program = (
        "import sys, cabinet_tui.sandbox.command, cabinet_tui.sandbox.accounts\n"
        "print(sorted({'fastapi', 'uvicorn', 'pydantic', 'jwt'} & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"
