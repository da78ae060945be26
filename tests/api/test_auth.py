"""The session: one refresh for all, and it ends only when the server says so."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from cabinet_tui.api.auth import Session
from cabinet_tui.api.call import Call
from cabinet_tui.api.claims import tokens_from
from cabinet_tui.api.documented import connect
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import (
    CabinetError,
    Maintenance,
    NotACabinet,
    RateLimited,
    ServerFailure,
    SignInRequired,
    Unreachable,
)
from tests.api.rig import BASE, Rig, answer
from tests.fake_clock import START, FakeClock


def jwt(exp: float | None = None, sub: str = "1", salt: str = "") -> str:
    claims = {"sub": sub, "salt": salt} | ({} if exp is None else {"exp": exp})
    coded = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
    return f"eyJh.{coded}.sig"


class Server:
    """Believes one token at a time; a refresh hands out the next one."""

    def __init__(self, good: str = "access-2") -> None:
        self.good = good
        self.refreshes = 0
        self.refresh_answer: Callable[[], httpx.Response] = lambda: answer(
            {"access_token": self.good, "token_type": "bearer"}
        )

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/auth/refresh"):
            self.refreshes += 1
            return self.refresh_answer()
        if request.headers.get("authorization") == f"Bearer {self.good}":
            return answer({"balance_kopeks": 1})
        return answer({"detail": "Invalid or expired token"}, 401)


async def test_a_401_refreshes_once_and_replays_once() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in()
    assert await rig.api.balance.balance() == 1
    assert rig.paths() == ["GET /balance", "POST /auth/refresh", "GET /balance"]
    assert await rig.store.load() == Tokens("access-2", "refresh-1")


async def test_a_write_is_replayed_after_a_401_with_its_body() -> None:
    rig = Rig(Server())
    await rig.sign_in()
    await rig.api.subscription.set_autopay(enabled=True)
    assert rig.paths() == [
        "POST /subscription/autopay",
        "POST /auth/refresh",
        "POST /subscription/autopay",
    ]
    assert rig.body() == {"enabled": True}


async def test_a_second_401_asks_for_a_sign_in_and_keeps_the_session() -> None:
    server = Server()
    server.refresh_answer = lambda: answer({"access_token": "not-good"})
    rig = Rig(server)
    await rig.sign_in()
    with pytest.raises(SignInRequired) as caught:
        await rig.api.balance.balance()
    assert not caught.value.ended
    assert server.refreshes == 1
    assert await rig.store.load() is not None


async def test_twenty_refusals_at_once_are_one_refresh() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in()
    balances = await asyncio.gather(*(rig.api.balance.balance() for _ in range(20)))
    assert balances == [1] * 20
    assert server.refreshes == 1


async def test_a_refusal_that_comes_after_the_refresh_uses_its_token() -> None:
    server, arrived, held = Server(), asyncio.Event(), asyncio.Event()

    async def handle(request: httpx.Request) -> httpx.Response:
        response = server(request)
        if request.url.path.endswith("/tickets") and response.status_code == 401:
            arrived.set()
            await held.wait()
        return response

    transport = Transport(
        Line(BASE), clock=FakeClock(), random=lambda: 0.0, wire=httpx.MockTransport(handle)
    )
    session = Session(transport, MemoryStore())
    await session.start(Tokens("access-1", "refresh-1"))
    api = connect(transport, session)
    late = asyncio.create_task(transport.send(Call("GET", "/tickets"), session))
    await arrived.wait()
    assert await api.balance.balance() == 1
    assert server.refreshes == 1
    held.set()
    await late
    assert server.refreshes == 1


async def test_twenty_who_ask_for_another_token_at_once_are_one_refresh() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in()
    tokens = await asyncio.gather(*(rig.session.access(renew=True) for _ in range(20)))
    assert tokens == ["access-2"] * 20
    assert server.refreshes == 1


async def test_a_token_is_renewed_before_it_ends() -> None:
    server = Server(good="access-1")
    rig = Rig(server)
    await rig.sign_in("access-1", lives=60)
    await rig.api.balance.balance()
    assert server.refreshes == 0
    rig.clock.advance(31)
    server.good = "access-2"
    await rig.api.balance.balance()
    assert rig.paths() == ["GET /balance", "POST /auth/refresh", "GET /balance"]


async def test_the_life_of_a_token_is_measured_by_the_servers_clock() -> None:
    # The server is an hour ahead of us; its token ends in ten minutes by its own clock.
    server = Server(good="access-1")
    rig = Rig(server)
    await rig.sign_in("access-1", lives=70 * 60)

    def ahead() -> datetime:
        return rig.clock.now() + timedelta(hours=1)

    def dated(request: httpx.Request) -> httpx.Response:
        response = server(request)
        response.headers["date"] = format_datetime(ahead(), usegmt=True)
        return response

    rig.handler = dated
    await rig.api.balance.balance()
    assert rig.transport.server_now() == ahead()
    rig.clock.advance(9 * 60)
    await rig.api.balance.balance()
    assert server.refreshes == 0
    rig.clock.advance(45)
    await rig.api.balance.balance()
    assert server.refreshes == 1


async def test_a_date_kept_by_a_cache_is_not_believed() -> None:
    rig = Rig(
        lambda _: answer({"balance_kopeks": 1}, date="Mon, 01 Jan 2024 00:00:00 GMT", age="500")
    )
    await rig.sign_in()
    await rig.api.balance.balance()
    assert rig.transport.server_now() == rig.clock.now()


def test_when_tokens_end() -> None:
    def expiry(access: str, expires_in: int | None = None) -> object:
        return tokens_from(
            access=access, refresh="", expires_in=expires_in, server_now=START
        ).access_expires_at

    exp = START.timestamp() + 900
    assert expiry(jwt(exp)) == START + timedelta(seconds=900)
    assert expiry(jwt(exp), 5) == START + timedelta(seconds=900)
    assert expiry("opaque", 900) == START + timedelta(seconds=900)
    for broken in (
        "opaque",
        "a.b.c",
        "eyJh.!!!!.x",
        jwt(None),
        jwt(1e300),
        jwt(-1),
        "..",
        "a.WzFd.c",
    ):
        assert expiry(broken) is None
    assert expiry("opaque", -5) is None


async def test_a_new_refresh_token_is_kept_and_a_missing_one_keeps_the_old() -> None:
    server = Server()
    server.refresh_answer = lambda: answer(
        {"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": 900}
    )
    rig = Rig(server)
    await rig.sign_in()
    await rig.session.access(renew=True)
    kept = await rig.store.load()
    assert kept == Tokens("access-2", "refresh-2", rig.clock.now() + timedelta(seconds=900))
    server.refresh_answer = lambda: answer({"access_token": "access-3", "refresh_token": None})
    await rig.session.access(renew=True)
    assert rig.body() == {"refresh_token": "refresh-2"}
    kept = await rig.store.load()
    assert kept is not None
    assert kept.refresh == "refresh-2"


@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_refused_refresh_ends_the_session(status: int) -> None:
    server = Server()
    server.refresh_answer = lambda: answer({"detail": "Invalid refresh token"}, status)
    rig = Rig(server)
    await rig.sign_in()
    with pytest.raises(SignInRequired) as caught:
        await rig.api.balance.balance()
    assert caught.value.ended
    assert await rig.store.load() is None
    assert rig.ended == ["ended"]
    with pytest.raises(SignInRequired) as caught:
        await rig.session.access()
    assert caught.value.ended
    await rig.sign_in()
    assert await rig.session.access() == "access-1"


@pytest.mark.parametrize(
    ("refusal", "error"),
    [
        (answer({"detail": "Too many requests"}, 429), RateLimited),
        (answer({"detail": "boom"}, 500), ServerFailure),
        (answer({"detail": "bad gateway"}, 502), ServerFailure),
        (answer({"detail": {"code": "maintenance", "message": "Later"}}, 503), Maintenance),
        (answer({"detail": "no such route"}, 404), CabinetError),
        (httpx.Response(403, html="<html>captive portal</html>"), NotACabinet),
        (httpx.Response(302, headers={"location": "http://portal/"}), NotACabinet),
        (answer({"detail": "no token here"}), NotACabinet),
    ],
)
async def test_any_other_trouble_keeps_the_session(
    refusal: httpx.Response, error: type[CabinetError]
) -> None:
    server = Server()
    server.refresh_answer = lambda: refusal
    rig = Rig(server)
    await rig.sign_in()
    with pytest.raises(error) as caught:
        await rig.api.balance.balance()
    assert not isinstance(caught.value, SignInRequired)
    assert await rig.store.load() == Tokens("access-1", "refresh-1")
    assert rig.ended == []


@pytest.mark.parametrize("failure", [httpx.ConnectError, httpx.ReadTimeout, httpx.ReadError])
async def test_a_refresh_that_gets_no_answer_is_unreachable(
    failure: type[httpx.TransportError],
) -> None:
    def cut() -> httpx.Response:
        raise failure("no route")

    server = Server()
    server.refresh_answer = cut
    rig = Rig(server)
    await rig.sign_in()
    with pytest.raises(Unreachable):
        await rig.api.subscription.set_autopay(enabled=True)
    assert await rig.store.load() is not None


async def test_nothing_is_sent_without_a_session() -> None:
    rig = Rig(lambda _: answer({}))
    with pytest.raises(SignInRequired) as caught:
        await rig.api.balance.balance()
    assert not caught.value.ended
    assert rig.requests == []


async def test_a_kept_session_is_taken_up_and_forgotten() -> None:
    rig = Rig(Server(good="access-1"))
    assert not await rig.session.restore()
    await rig.store.save(Tokens("access-1", "refresh-1"))
    assert await rig.session.restore()
    assert await rig.api.balance.balance() == 1
    await rig.session.end()
    assert await rig.store.load() is None
    with pytest.raises(SignInRequired):
        await rig.session.access()


@pytest.mark.parametrize(
    ("tokens", "ends"),
    [
        (Tokens("a", jwt(exp=2_000_000_000)), datetime(2033, 5, 18, 3, 33, 20, tzinfo=UTC)),
        (Tokens("a", "opaque"), None),
        (Tokens("a", "", START), START),
    ],
)
async def test_a_session_knows_its_end_as_far_as_its_tokens_tell(
    tokens: Tokens, ends: datetime | None
) -> None:
    rig = Rig(Server())
    assert rig.session.ends_at is None
    await rig.session.start(tokens)
    assert rig.session.ends_at == ends


async def test_a_session_without_a_refresh_token_ends_with_its_token() -> None:
    rig = Rig(Server())
    await rig.session.start(Tokens("access-1"))
    with pytest.raises(SignInRequired) as caught:
        await rig.api.balance.balance()
    assert caught.value.ended
    assert rig.paths() == ["GET /balance"]


async def test_giving_up_waiting_does_not_stop_the_refresh() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow() -> AsyncIterator[None]:
        asked.set()
        await go_on.wait()
        yield

    server = Server()
    rig = Rig(server)
    session = Session(rig.transport, rig.store, lock=slow)
    await session.start(Tokens("access-1", "refresh-1"))
    impatient = asyncio.create_task(session.access(renew=True))
    await asked.wait()
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    go_on.set()
    await session.close()
    assert server.refreshes == 1
    kept = await rig.store.load()
    assert kept is not None
    assert kept.access == "access-2"
    assert await session.access() == "access-2"


async def test_what_another_process_refreshed_is_used() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in(jwt(sub="7"))
    theirs = Tokens(jwt(sub="7", salt="newer"), "refresh-2")
    await rig.store.save(theirs)
    server.good = theirs.access
    assert await rig.api.balance.balance() == 1
    assert server.refreshes == 0


async def test_tokens_of_somebody_else_in_the_same_place_are_left_alone() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in(jwt(sub="7"))
    theirs = Tokens(jwt(sub="8"), "refresh-of-8")
    await rig.store.save(theirs)
    assert await rig.api.balance.balance() == 1
    assert rig.body(1) == {"refresh_token": "refresh-1"}
    assert await rig.store.load() == theirs


async def test_only_the_refused_tokens_are_forgotten() -> None:
    server = Server()
    rig = Rig(server)
    await rig.sign_in(jwt(sub="7"))
    theirs = Tokens(jwt(sub="8"), "refresh-of-8")
    await rig.store.save(theirs)
    server.refresh_answer = lambda: answer({"detail": "no"}, 401)
    with pytest.raises(SignInRequired):
        await rig.api.balance.balance()
    assert await rig.store.load() == theirs


async def test_a_sign_in_during_a_refresh_wins() -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow() -> AsyncIterator[None]:
        asked.set()
        await go_on.wait()
        yield

    lock: Callable[[], AbstractAsyncContextManager[None]] = slow
    rig = Rig(Server())
    session = Session(rig.transport, rig.store, lock=lock)
    await session.start(Tokens("access-1", "refresh-1"))
    waiting = asyncio.create_task(session.access(renew=True))
    await asked.wait()
    await session.start(Tokens("brand-new", "refresh-9"))
    go_on.set()
    assert await waiting == "brand-new"
    assert await rig.store.load() == Tokens("brand-new", "refresh-9")


class SlowStore(MemoryStore):
    """Writes the refreshed tokens only when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.writing, self.go_on = asyncio.Event(), asyncio.Event()

    async def save(self, tokens: Tokens, instead_of: Tokens | None = None) -> None:
        if tokens.access == "access-2":
            self.writing.set()
            await self.go_on.wait()
        await super().save(tokens, instead_of)


@pytest.mark.parametrize("next_tokens", [None, Tokens("brand-new", "refresh-9")])
async def test_a_write_that_comes_late_undoes_nothing(next_tokens: Tokens | None) -> None:
    store = SlowStore()
    rig = Rig(Server(), store=store)
    await rig.sign_in()
    waiting = asyncio.create_task(rig.session.access(renew=True))
    await store.writing.wait()
    if next_tokens is None:
        await rig.session.end()
    else:
        await rig.session.start(next_tokens)
    store.go_on.set()
    await asyncio.wait([waiting])
    assert await store.load() == next_tokens
    if next_tokens is None:
        assert isinstance(waiting.exception(), SignInRequired)
    else:
        assert waiting.result() == "brand-new"


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ("https://evil.example/take\x1b[31m", r"evil\.example"),
        ("//evil.example/", r"evil\.example"),
        ("/login", r"vpn\.example\.com"),
        ("https://[::1", r"vpn\.example\.com"),
    ],
)
async def test_a_redirect_never_carries_the_token(location: str, named: str) -> None:
    rig = Rig(lambda _: httpx.Response(307, headers={"location": location}))
    await rig.sign_in()
    with pytest.raises(NotACabinet, match=named) as caught:
        await rig.api.balance.balance()
    assert "\x1b" not in str(caught.value)
    assert [request.url.host for request in rig.requests] == ["vpn.example.com"]


async def test_tokens_are_in_no_text(caplog: pytest.LogCaptureFixture) -> None:
    secret = jwt(START.timestamp() + 5, salt="secret")
    server = Server()
    server.refresh_answer = lambda: answer({"detail": "boom"}, 500)
    rig = Rig(server, clock=FakeClock())
    with caplog.at_level("DEBUG"):
        await rig.session.start(
            tokens_from(access=secret, refresh="very-secret", expires_in=None, server_now=START)
        )
        with pytest.raises(ServerFailure) as caught:
            await rig.api.balance.balance()
    told = f"{caught.value!r} {caught.value} {rig.session!r} {rig.transport!r} {caplog.text}"
    assert secret not in told
    assert "very-secret" not in told
    assert caught.value.__cause__ is None
