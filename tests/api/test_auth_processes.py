"""The session beside other processes that use the same one: what is kept has the last word."""

import asyncio
import errno
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.api.documented import connect
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials import RefreshLock, choose
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import SignInRequired, Unreachable
from cabinet_tui.domain.session import TokenStore
from tests.api.rig import BASE, answer
from tests.api.test_auth import jwt
from tests.fake_clock import START, FakeClock
from tests.unit.test_credentials import Vault

OURS = Tokens(jwt(sub="7", salt="old"), "refresh-1")
THEIRS = Tokens(jwt(sub="7", salt="theirs"), "refresh-2")
FRESH = jwt(sub="7", salt="fresh")


class RotatingServer:
    """Takes a refresh token once; what happens while it is asked is up to the test."""

    def __init__(self) -> None:
        self.good = {OURS.refresh}
        self.asked: list[str] = []
        self.in_the_middle: list[Callable[[], object]] = []

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/auth/refresh"):
            return answer({"balance_kopeks": 1})
        token = request.read().decode().rpartition('": "')[2].partition('"')[0]
        self.asked.append(token)
        for happens in self.in_the_middle:
            done = happens()
            if asyncio.iscoroutine(done):
                await done
        if token not in self.good:
            return answer({"detail": "Invalid refresh token"}, 401)
        self.good = {f"{token}-next"}
        return answer({"access_token": FRESH, "refresh_token": f"{token}-next"})


class Desk:
    """One process: a session over a server, with what it shares with the others."""

    def __init__(
        self,
        server: RotatingServer,
        store: TokenStore,
        lock: Callable[[], AbstractAsyncContextManager[bool | None]] = nullcontext,
        clock: FakeClock | None = None,
    ) -> None:
        self.ended: list[str] = []
        self.store = store
        transport = Transport(
            Line(BASE),
            clock=clock or FakeClock(),
            random=lambda: 0.0,
            wire=httpx.MockTransport(server),
        )
        self.session = Session(
            transport, store, lock=lock, on_end=lambda: self.ended.append("ended")
        )
        self.api = connect(transport, self.session)


@asynccontextmanager
async def taken() -> AsyncIterator[bool]:
    """A lock that somebody else would not let go of."""
    yield False


async def test_a_refusal_is_no_end_where_somebody_was_faster() -> None:
    server, store = RotatingServer(), MemoryStore()
    server.good = set()
    desk = Desk(server, store)
    await desk.session.start(OURS)
    server.in_the_middle.append(lambda: store.save(THEIRS))
    assert await desk.session.access(renew=True) == THEIRS.access
    assert server.asked == ["refresh-1"]
    assert desk.ended == []
    assert await store.load() == THEIRS


async def test_what_somebody_kept_and_is_old_already_is_refreshed_in_its_turn() -> None:
    server, store, clock = RotatingServer(), MemoryStore(), FakeClock()
    server.good = {THEIRS.refresh}
    desk = Desk(server, store, clock=clock)
    await desk.session.start(OURS)
    assert await desk.api.balance.balance() == 1  # so that the server's time is known
    stale = Tokens(THEIRS.access, THEIRS.refresh, clock.now() - timedelta(hours=1))
    desk.session._transport._skew = timedelta()
    server.in_the_middle.append(lambda: store.save(stale))
    assert await desk.session.access(renew=True) == FRESH
    assert server.asked == ["refresh-1", "refresh-2"]
    assert desk.ended == []


async def test_a_refusal_of_what_is_still_kept_is_the_end() -> None:
    server, store = RotatingServer(), MemoryStore()
    server.good = set()
    desk = Desk(server, store)
    await desk.session.start(OURS)
    with pytest.raises(SignInRequired):
        await desk.session.access(renew=True)
    assert server.asked == ["refresh-1"]
    assert desk.ended == ["ended"]
    assert await store.load() is None


async def test_while_somebody_else_is_at_it_a_refusal_is_no_verdict() -> None:
    server, store = RotatingServer(), MemoryStore()
    server.good = set()
    desk = Desk(server, store, taken)
    await desk.session.start(OURS)
    with pytest.raises(Unreachable, match="another window"):
        await desk.session.access(renew=True)
    assert desk.ended == []
    assert await store.load() == OURS
    # The other one has kept by now what it was given.
    await store.save(THEIRS)
    assert await desk.session.access(renew=True) == THEIRS.access


async def test_a_sign_out_elsewhere_is_not_undone_by_a_refresh() -> None:
    server, store = RotatingServer(), MemoryStore()
    desk, other = Desk(server, store), Desk(server, store)
    await desk.session.start(OURS)
    await other.session.restore()
    server.in_the_middle.append(other.session.end)
    # This one goes on until it ends: a store that fails looks the same as an empty one.
    assert await desk.session.access(renew=True) == FRESH
    assert await store.load() is None
    assert desk.ended == []


async def test_a_sign_in_elsewhere_is_not_written_over_by_a_refresh() -> None:
    server, store = RotatingServer(), MemoryStore()
    desk, other = Desk(server, store), Desk(server, store)
    await desk.session.start(OURS)
    anew = Tokens(jwt(sub="8"), "refresh-of-8")
    server.in_the_middle.append(lambda: other.session.start(anew))
    assert await desk.session.access(renew=True) == FRESH
    assert await store.load() == anew


async def test_a_wrong_clock_does_not_refresh_what_was_just_refreshed() -> None:
    server, store = RotatingServer(), MemoryStore()
    ahead = FakeClock(START + timedelta(hours=5))
    desk = Desk(server, store, clock=ahead)
    expires = START + timedelta(minutes=15)
    await store.save(Tokens(OURS.access, OURS.refresh, START))
    assert await desk.session.restore()
    await store.save(Tokens(THEIRS.access, THEIRS.refresh, expires))
    assert await desk.session.access() == THEIRS.access
    assert server.asked == []


async def test_the_same_access_token_with_a_later_date_is_another_one() -> None:
    server, store = RotatingServer(), MemoryStore()
    desk = Desk(server, store)
    await store.save(Tokens(OURS.access, OURS.refresh, START - timedelta(hours=1)))
    assert await desk.session.restore()
    await store.save(Tokens(OURS.access, OURS.refresh, START + timedelta(hours=1)))
    assert await desk.session.access() == OURS.access
    assert server.asked == []
    # One that was refused is not tried again, whatever date it has.
    assert await desk.session.access(renew=True) == FRESH


@pytest.mark.parametrize("place", ["keyring", "file"])
async def test_wherever_tokens_are_kept_many_make_one_refresh(place: str, tmp_path: Path) -> None:
    server, vault = RotatingServer(), Vault()

    def desk() -> Desk:
        store = choose("p", BASE, place, environ={}, folder=tmp_path, backend=lambda: vault)
        return Desk(server, store, lambda: RefreshLock("p", BASE, FakeClock(), folder=tmp_path))

    await desk().session.start(OURS)
    desks = [desk() for _ in range(8)]
    assert all([await one.session.restore() for one in desks])
    tokens = await asyncio.gather(*(one.session.access(renew=True) for one in desks))
    assert tokens == [FRESH] * 8
    assert server.asked == ["refresh-1"]
    assert [one.ended for one in desks] == [[]] * 8
    kept = await desk().store.load()
    assert kept is not None
    assert kept.refresh == "refresh-1-next"
    assert bool(vault.secrets) == (place == "keyring")


async def test_in_a_directory_that_became_read_only_the_session_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = RotatingServer()
    store = choose("p", BASE, "file", environ={}, folder=tmp_path)
    desk = Desk(server, store, lambda: RefreshLock("p", BASE, FakeClock(), folder=tmp_path))
    await desk.session.start(OURS)
    real = os.open

    def read_only(
        path: str | os.PathLike[str], flags: int, mode: int = 0o777, **rest: int | None
    ) -> int:
        if flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR):
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, flags, mode)

    monkeypatch.setattr(os, "open", read_only)
    assert await desk.session.access(renew=True) == FRESH
    assert await desk.session.access() == FRESH
    assert desk.ended == []
    assert store.name == "memory"
