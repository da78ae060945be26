"""The same read twice at a time is one request, unless its answer may be out of date."""

import asyncio

import httpx

from cabinet_tui.api.auth import Session
from cabinet_tui.api.call import Call
from cabinet_tui.api.limits import Ask, Limiter
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.api.windows import Sent
from cabinet_tui.credentials.memory import MemoryStore
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import CabinetError, ServerFailure
from cabinet_tui.domain.urgency import Urgency, background
from tests.api.rig import BASE, answer
from tests.fake_clock import FakeClock
from tests.held_clock import settle

BALANCE, PAGE = Call("GET", "/balance"), Call("GET", "/history", query={"page": 2, "size": 5})


class HeldServer:
    """Answers when it is told to: with how often it was asked before."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.go_on = asyncio.Event()
        self.fails = False
        self.cut = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        count = len(self.asked)
        self.asked.append(f"{request.method} {request.url.raw_path.decode()}")
        try:
            await self.go_on.wait()
        except asyncio.CancelledError:
            self.cut += 1
            raise
        return answer({"detail": "no"}, 500) if self.fails else answer({"count": count})


class Gate(Limiter):
    """Holds back what is read in the background until it is opened."""

    def __init__(self) -> None:
        super().__init__(FakeClock())
        self.open = asyncio.Event()
        self.let_out: list[Urgency] = []

    async def acquire(self, ask: Ask) -> Sent:
        if ask.urgency is Urgency.BACKGROUND:
            await self.open.wait()
        self.let_out.append(ask.urgency)
        return await super().acquire(ask)


def transport_to(server: HeldServer, limiter: Limiter | None = None) -> Transport:
    return Transport(
        Line(BASE),
        clock=FakeClock(),
        random=lambda: 0.0,
        limiter=limiter,
        wire=httpx.MockTransport(server),
    )


async def counts(*asking: "asyncio.Task[object]") -> list[object]:
    return list(await asyncio.gather(*asking))


def asks(transport: Transport, call: Call = BALANCE) -> "asyncio.Task[object]":
    async def ask() -> object:
        body = (await transport.send(call)).body
        assert isinstance(body, dict)
        return body["count"]

    return asyncio.create_task(ask())


async def test_twenty_who_ask_for_the_same_are_one_request() -> None:
    server = HeldServer()
    transport = transport_to(server)
    asking = [asks(transport) for _ in range(20)]
    await settle()
    server.go_on.set()
    assert await counts(*asking) == [0] * 20
    # The next one is asked for anew.
    assert await counts(asks(transport)) == [1]


async def test_only_what_is_the_same_is_shared() -> None:
    server = HeldServer()
    transport = transport_to(server)
    others = [
        Call("GET", "/history", query={"size": 5, "page": 2}),
        Call("GET", "/history", query={"page": 3, "size": 5}),
        Call("GET", "/history"),
        Call("GET", "/history", query={"page": 2, "size": 5}, public=True),
    ]
    asking = [asks(transport, call) for call in (PAGE, *others)]
    await settle()
    server.go_on.set()
    assert await counts(*asking) == [0, 0, 1, 2, 3]


async def test_a_change_is_never_shared() -> None:
    server = HeldServer()
    server.go_on.set()
    transport = transport_to(server)
    deed = Call("POST", "/autopay", body={"enabled": True})
    assert await counts(*(asks(transport, deed) for _ in range(3))) == [0, 1, 2]


async def test_a_failure_is_shared_too() -> None:
    server = HeldServer()
    server.fails = True
    transport = transport_to(server)
    asking = [asks(transport) for _ in range(5)]
    await settle()
    server.go_on.set()
    for failed in await asyncio.gather(*asking, return_exceptions=True):
        assert isinstance(failed, ServerFailure)
    assert len(server.asked) == 1


async def test_what_left_before_a_change_is_not_taken_for_an_answer() -> None:
    server = HeldServer()
    transport = transport_to(server)
    early = asks(transport)
    await settle()
    deed = asks(transport, Call("POST", "/autopay", body={"enabled": True}))
    await settle()
    deed.cancel()
    await asyncio.wait([deed])
    late = asks(transport)
    await settle()
    server.go_on.set()
    assert await counts(early, late) == [0, 2]


async def test_what_left_before_news_is_not_taken_for_an_answer() -> None:
    server = HeldServer()
    transport = transport_to(server)
    early = asks(transport)
    await settle()
    transport.news()
    late, later = asks(transport), asks(transport)
    await settle()
    server.go_on.set()
    assert await counts(early, late, later) == [0, 1, 1]


async def test_another_session_asks_for_itself() -> None:
    server = HeldServer()
    transport = transport_to(server)
    session = Session(transport, MemoryStore())
    await session.start(Tokens("access-1", "refresh-1"))

    async def ask() -> object:
        return (await transport.send(BALANCE, session)).body

    early = asyncio.create_task(ask())
    await settle()
    await session.start(Tokens("access-2", "refresh-2"))
    late = asyncio.create_task(ask())
    await settle()
    server.go_on.set()
    assert [await early, await late] == [{"count": 0}, {"count": 1}]


async def test_a_read_goes_on_for_those_who_still_wait() -> None:
    server = HeldServer()
    transport = transport_to(server)
    gone, stays = asks(transport), asks(transport)
    await settle()
    gone.cancel()
    await asyncio.wait([gone])
    assert server.cut == 0
    server.go_on.set()
    assert await stays == 0


async def test_a_read_that_nobody_waits_for_is_cut_off() -> None:
    server = HeldServer()
    transport = transport_to(server)
    asking = [asks(transport) for _ in range(3)]
    await settle()
    for one in asking:
        one.cancel()
    await asyncio.wait(asking)
    assert server.cut == 1
    server.go_on.set()
    assert await counts(asks(transport)) == [1]


async def test_a_person_takes_over_what_waits_in_the_background() -> None:
    server, gate = HeldServer(), Gate()
    server.go_on.set()
    transport = transport_to(server, gate)
    with background():
        unhurried = asks(transport)
    await settle()
    assert server.asked == []
    assert await asks(transport) == 0
    assert await unhurried == 0
    assert gate.let_out == [Urgency.READ]


async def test_what_a_person_asked_for_does_for_the_background_too() -> None:
    server, gate = HeldServer(), Gate()
    transport = transport_to(server, gate)
    hurried = asks(transport)
    await settle()
    with background():
        unhurried = asks(transport)
    await settle()
    server.go_on.set()
    assert await counts(hurried, unhurried) == [0, 0]


async def test_news_do_not_matter_to_what_has_not_left() -> None:
    server, gate = HeldServer(), Gate()
    server.go_on.set()
    transport = transport_to(server, gate)
    with background():
        early = asks(transport)
        await settle()
        transport.news()
        late = asks(transport)
    await settle()
    gate.open.set()
    assert await counts(early, late) == [0, 0]


async def test_each_of_those_who_share_gets_its_own_deadline_error() -> None:
    server = HeldServer()
    transport = Transport(
        Line(BASE),
        clock=FakeClock(),
        random=lambda: 0.0,
        deadline=0.05,
        wire=httpx.MockTransport(server),
    )
    told = await asyncio.gather(*(asks(transport) for _ in range(3)), return_exceptions=True)
    assert all(isinstance(error, CabinetError) for error in told)
