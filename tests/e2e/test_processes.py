"""One session in many real processes: one refresh for all, and nobody is signed out."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from cabinet_tui.api.claims import expiry
from cabinet_tui.credentials import choose
from cabinet_tui.domain.account import Tokens
from cabinet_tui.sandbox.accounts import DEMO_EMAIL, DEMO_PASSWORD
from tests.e2e.rotating_server import RotatingServer
from tests.sandbox_server import SandboxServer

MANY = 20
PROFILE = "shared"
FINE = {"restored": True, "error": "", "ended": 0, "kept": True}
PAST = datetime(2020, 1, 1, tzinfo=UTC)
LOGINS = {"documented": "/auth/login-email", "bedolaga": "/auth/email/login"}


def visitors(
    url: str, folder: Path, count: int = MANY, profile: str = PROFILE
) -> list[dict[str, object]]:
    """What came of so many processes that ask at the same time."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.visitors", url, profile, str(folder), str(count)],
        capture_output=True,
        text=True,
        check=True,
        timeout=50,
    )
    assert done.stderr == ""
    return [json.loads(line) for line in done.stdout.splitlines()]


def asked(sandbox: SandboxServer) -> Counter[tuple[str, int]]:
    """How often each path was asked for, with what it got."""
    told = sandbox.look("requests")
    assert isinstance(told, list)
    return Counter((str(seen["path"]), int(seen["status"])) for seen in told)


def signed_in(sandbox: SandboxServer) -> Tokens:
    body = {"email": DEMO_EMAIL, "password": DEMO_PASSWORD}
    reply = httpx.post(sandbox.url + LOGINS[sandbox.dialect], json=body, trust_env=False)
    told = reply.raise_for_status().json()
    return Tokens(told["access_token"], told["refresh_token"], expiry(told["access_token"]))


async def keep(tokens: Tokens, url: str, folder: Path, profile: str = PROFILE) -> None:
    await choose(profile, url, "file", folder=folder).save(tokens)


async def kept(url: str, folder: Path) -> Tokens | None:
    return await choose(PROFILE, url, "file", folder=folder).load()


@pytest.mark.parametrize("dialect", ["documented", "bedolaga"])
async def test_twenty_processes_with_an_expired_token_make_one_refresh(
    dialect: str, tmp_path: Path
) -> None:
    with SandboxServer(dialect=dialect, limits=True) as sandbox:
        tokens = signed_in(sandbox)
        await keep(replace(tokens, access_expires_at=PAST), sandbox.url, tmp_path)
        told = visitors(sandbox.url, tmp_path)
        seen = asked(sandbox)
    assert told == [FINE] * MANY
    assert seen["/auth/refresh", 200] == 1
    assert seen["/balance/transactions", 200] == MANY
    assert seen.total() == MANY + 2  # and the sign-in


async def test_twenty_processes_whose_token_is_refused_make_one_refresh(tmp_path: Path) -> None:
    with SandboxServer(limits=True) as sandbox:
        await keep(signed_in(sandbox), sandbox.url, tmp_path)
        sandbox.order("tokens/expire")
        told = visitors(sandbox.url, tmp_path)
        seen = asked(sandbox)
    assert told == [FINE] * MANY
    assert seen["/auth/refresh", 200] == 1
    assert seen["/balance/transactions", 200] == MANY
    assert {status for _path, status in seen} == {200, 401}


@pytest.mark.parametrize("noticed", ["by its date", "by a refusal"])
async def test_where_a_refresh_token_is_good_once_nobody_spends_it_twice(
    noticed: str, tmp_path: Path
) -> None:
    with RotatingServer() as server:
        by_date = PAST if noticed == "by its date" else None
        await keep(replace(server.tokens, access_expires_at=by_date), server.url, tmp_path)
        if by_date is None:
            server.expire()
        told = visitors(server.url, tmp_path)
        assert told == [FINE] * MANY
        assert (server.refreshes, server.refused) == (1, 0)
        left = await kept(server.url, tmp_path)
    assert left is not None
    assert (left.access, left.refresh) == (server.tokens.access, server.tokens.refresh)


async def test_a_refresh_whose_answer_is_lost_signs_nobody_out_that_can_go_on(
    tmp_path: Path,
) -> None:
    # Where the token stays the same, the next one who asks refreshes again.
    with SandboxServer() as sandbox:
        await keep(replace(signed_in(sandbox), access_expires_at=PAST), sandbox.url, tmp_path)
        sandbox.order("faults", path="/auth/refresh", cut="after", times=1)
        told = visitors(sandbox.url, tmp_path, 5)
        seen = asked(sandbox)
    assert Counter(str(one["error"]) for one in told) == {"Unreachable": 1, "": 4}
    assert all(one["kept"] and not one["ended"] for one in told)
    assert seen["/auth/refresh", 200] == 1


async def test_a_lost_answer_with_the_only_good_token_in_it_ends_the_session_once(
    tmp_path: Path,
) -> None:
    with RotatingServer() as server:
        await keep(replace(server.tokens, access_expires_at=PAST), server.url, tmp_path)
        server.loses_answers = True
        assert visitors(server.url, tmp_path, 1) == [
            {"restored": True, "error": "Unreachable", "ended": 0, "kept": True}
        ]
        server.loses_answers = False
        assert visitors(server.url, tmp_path, 1) == [
            {"restored": True, "error": "SignInRequired", "ended": 1, "kept": False}
        ]
        assert visitors(server.url, tmp_path, 1)[0]["restored"] is False


async def test_eighty_processes_in_a_minute_earn_no_429(tmp_path: Path) -> None:
    with SandboxServer(limits=True) as sandbox:
        await keep(signed_in(sandbox), sandbox.url, tmp_path)
        told = [one for _ in range(4) for one in visitors(sandbox.url, tmp_path)]
        seen = asked(sandbox)
    # What is kept for changes is not read away, and who is held back is told so at once.
    assert Counter(str(one["error"]) for one in told) == {"": 46, "HeldBack": 34}
    assert seen["/balance/transactions", 200] == 46
    assert {status for _path, status in seen} == {200}


async def test_two_profiles_on_one_server_refresh_each_for_itself(tmp_path: Path) -> None:
    with SandboxServer() as sandbox:
        for name in ("one", "two"):
            tokens = replace(signed_in(sandbox), access_expires_at=PAST)
            await keep(tokens, sandbox.url, tmp_path, name)
        for name in ("one", "two"):
            assert visitors(sandbox.url, tmp_path, 3, name) == [FINE] * 3
        assert asked(sandbox)["/auth/refresh", 200] == 2
