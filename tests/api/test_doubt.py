"""A remembered server that answers strangely is asked who it is, once."""

import asyncio

import httpx
import pytest

from cabinet_tui.api.call import Call
from cabinet_tui.api.client import Client
from cabinet_tui.api.doubt import Doubt
from cabinet_tui.api.refresh import Refreshed
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.domain.dialect import Dialect, Found
from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    NotFound,
    OutcomeUnknown,
    Rejected,
    ServerChanged,
    Unreachable,
)
from tests.api.rig import BASE, answer
from tests.fake_clock import FakeClock

OLD = Found(BASE, Dialect.DOCUMENTED)
NEW = Found(BASE, Dialect.BEDOLAGA)
READ = Call("GET", "/x", public=True)
WRITE = Call("POST", "/x", public=True)
UNROUTED = answer({"detail": "Not Found"}, 404)
WRONG_METHOD = answer({"detail": "Method Not Allowed"}, 405)
PAGE = httpx.Response(200, text="<html></html>", headers={"content-type": "text/html"})


class Rig:
    """A transport with a doubt, a server that says one thing, and a prober that says another."""

    def __init__(self, told: httpx.Response, *probed: Found | CabinetError) -> None:
        self.told = told
        self.clock = FakeClock()
        self.heard: list[Found] = []
        self.probes = 0
        self._probed = probed
        self.doubt = Doubt(OLD, self._probe, self.heard.append, self.clock)
        self.transport = Transport(
            Line(BASE),
            clock=self.clock,
            random=lambda: 0.0,
            wire=httpx.MockTransport(
                lambda _: httpx.Response(
                    self.told.status_code, content=self.told.content, headers=self.told.headers
                )
            ),
            hearers=[self.doubt],
        )

    async def _probe(self) -> Found:
        self.probes += 1
        await asyncio.sleep(0)
        told = self._probed[min(self.probes, len(self._probed)) - 1]
        if isinstance(told, CabinetError):
            raise told
        return told

    async def send(self, call: Call = READ) -> CabinetError | None:
        try:
            await self.transport.send(call)
        except CabinetError as error:
            return error
        return None


@pytest.mark.parametrize("told", [UNROUTED, WRONG_METHOD, PAGE], ids=["404", "405", "a page"])
async def test_an_upgraded_server_is_noticed_and_told_of_once(told: httpx.Response) -> None:
    rig = Rig(told, NEW)
    errors = [await rig.send() for _ in range(3)]
    assert all(isinstance(error, ServerChanged) and error.nothing_done for error in errors)
    assert rig.heard == [NEW]
    assert rig.probes == 1


async def test_many_strange_answers_at_once_ask_once() -> None:
    rig = Rig(UNROUTED, NEW)
    errors = await asyncio.gather(*(rig.send() for _ in range(5)))
    assert all(isinstance(error, ServerChanged) for error in errors)
    assert (rig.probes, rig.heard) == (1, [NEW])


@pytest.mark.parametrize(
    ("told", "kind"), [(UNROUTED, NotFound), (WRONG_METHOD, Rejected), (PAGE, NotACabinet)]
)
async def test_a_server_that_is_as_before_is_asked_once(
    told: httpx.Response, kind: type[CabinetError]
) -> None:
    rig = Rig(told, OLD)
    assert [type(await rig.send()) for _ in range(3)] == [kind] * 3
    assert (rig.probes, rig.heard) == (1, [])


@pytest.mark.parametrize(
    "told",
    [
        answer({"ok": True}),
        answer({"detail": "Subscription not found"}, 404),
        answer({"detail": "no"}, 400),
        answer({"detail": "no"}, 403),
        answer({"detail": "no"}, 429),
        answer({"detail": "no"}, 500),
        answer({"detail": {"code": "maintenance"}}, 503),
    ],
)
async def test_what_both_dialects_say_raises_no_doubt(told: httpx.Response) -> None:
    rig = Rig(told, NEW)
    assert not isinstance(await rig.send(), ServerChanged)
    assert rig.probes == 0


async def test_a_probe_without_an_answer_is_no_verdict_and_comes_again_much_later() -> None:
    rig = Rig(UNROUTED, Unreachable(), NEW)
    assert isinstance(await rig.send(), NotFound)
    assert isinstance(await rig.send(), NotFound)
    assert rig.probes == 1
    rig.clock.advance(600)
    assert isinstance(await rig.send(), ServerChanged)
    assert rig.probes == 2


async def test_what_was_changed_before_is_not_to_be_done_again() -> None:
    rig = Rig(answer({"ok": True}), NEW)
    assert await rig.send(WRITE) is None
    rig.told = UNROUTED
    error = await rig.send()
    assert isinstance(error, ServerChanged)
    assert not error.nothing_done


async def test_a_change_with_an_unclear_answer_counts_as_done() -> None:
    rig = Rig(answer({"detail": "gone"}, 502), NEW)
    assert isinstance(await rig.send(WRITE), OutcomeUnknown)
    rig.told = UNROUTED
    error = await rig.send()
    assert isinstance(error, ServerChanged)
    assert not error.nothing_done


async def test_a_change_that_may_have_been_done_keeps_its_own_error() -> None:
    rig = Rig(PAGE, NEW)
    assert type(await rig.send(WRITE)) is NotACabinet
    assert rig.heard == [NEW]


async def test_an_answer_that_does_not_fit_raises_doubt_too() -> None:
    rig = Rig(answer({"other": 1}), NEW)
    with pytest.raises(ServerChanged):
        await Client(rig.transport, httpx.Auth()).ask(READ, Refreshed)
