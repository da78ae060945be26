"""Every call of either dialect meets everything that can go wrong on the way to the server."""

import asyncio
import inspect
from collections import Counter
from collections.abc import Iterator
from types import NoneType

import pytest

from cabinet_tui.api.bedolaga import BedolagaApi
from cabinet_tui.api.documented import DocumentedApi
from cabinet_tui.domain.account import Tokens
from cabinet_tui.domain.errors import NotACabinet, Rejected, Unreachable
from cabinet_tui.domain.ticket_media import FileTooLarge, Media
from tests.faults.calls import CALLS, REFUSED, RENEWAL, UNASKED, Doing
from tests.faults.proxy import FaultProxy
from tests.faults.rig import Fate, client, fate, photo_of, sign_in
from tests.faults.spoilt import HONEST, SPOILT, Ends, Spoilt
from tests.sandbox_server import SandboxServer

_TOGETHER = 24
_SLACK = 6.0
"""Seconds that a busy machine may take on top of a deadline."""
_TRIES = 3
_READABLE = 1_000


@pytest.fixture(scope="module", params=["documented", "bedolaga"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    with SandboxServer(dialect=request.param) as server:
        yield server


@pytest.mark.parametrize("api", [DocumentedApi, BedolagaApi])
def test_no_call_of_a_gateway_is_left_out(api: type) -> None:
    dialect = "documented" if api is DocumentedApi else "bedolaga"
    gateways = inspect.get_annotations(api)
    offered = {
        f"{name}.{method}"
        for name, kind in gateways.items()
        if inspect.isclass(kind)
        for method, function in vars(kind).items()
        if inspect.iscoroutinefunction(function) and not method.startswith("_")
    }
    assert offered == ({*CALLS[dialect], *UNASKED[dialect]} - {RENEWAL})


class Case:
    """One call behind one fault, and what is wrong with what came of it."""

    def __init__(self, name: str, doing: Doing, spoilt: Spoilt, sandbox: SandboxServer) -> None:
        self.name = name
        self.doing = doing
        self.spoilt = spoilt
        self.sandbox = sandbox
        self.end = Fate()

    async def run(self, tokens: Tokens, photo: Media) -> list[str]:
        """Every complaint, in words; none when all is well."""
        dialect, deadline = self.sandbox.dialect, self.spoilt.deadline
        if self.name == RENEWAL:
            # It uses them up.
            tokens = await sign_in(self.sandbox.url, dialect)
        async with (
            FaultProxy(self.sandbox.url, self.spoilt.fault) as proxy,
            client(proxy.url, dialect, tokens, deadline=deadline, photo=photo) as who,
        ):
            self.end = await fate(lambda: self.doing.do(who))
            signed_in = await who.is_signed_in()
        complaints = [*self._about(self.end, proxy), *self._sent(proxy)]
        if not signed_in:
            complaints.append("signed out")
        return [f"{self.name} / {self.spoilt}: {complaint}" for complaint in complaints]

    @property
    def wanted(self) -> Ends:
        """What it may end with; nothing where it is answered."""
        wanted = self.spoilt.deed if self.doing.changes else self.spoilt.read
        if self.doing.unread and self.spoilt.says_nothing:
            return ()
        if self.doing.head and wanted:
            return (*wanted, NoneType)
        if self.doing.file and NotACabinet in wanted:
            # Any bytes may be a file.
            return (NotACabinet, FileTooLarge, NoneType)
        return wanted

    def _about(self, end: Fate, proxy: FaultProxy) -> Iterator[str]:
        if not end.is_ours:
            yield f"crashed or hung: {end.error!r}"
            return
        if self.spoilt.is_soon_over and not proxy.asked and isinstance(end.error, Unreachable):
            # A busy machine: it was given up before it left, and that is what it says.
            return
        if self.wanted and not isinstance(end.error, self.wanted):
            yield f"ended with {end.error!r} and {end.value!r}"
        if not self.wanted and not isinstance(end.error, Rejected | NoneType):
            yield f"ended with {end.error!r} though it was answered"
        # A call may ask several times, and once more who the server is.
        allowed = self.spoilt.deadline * (self.doing.sends + 2) + _SLACK
        if end.seconds > allowed:
            yield f"took {end.seconds:.1f} s"
        if end.error is not None and not 0 < len(str(end.error)) < _READABLE:
            yield "has no readable text"

    def _sent(self, proxy: FaultProxy) -> Iterator[str]:
        for (method, path), count in Counter((one.method, one.path) for one in proxy.asked).items():
            # Reads may be tried again, here and by whoever asks who the server is.
            if count > (2 * _TRIES if method == "GET" else 1):
                yield f"{count} times {method} {path}"
        must_pass = self.spoilt.passes and not self.spoilt.is_soon_over
        if bool(proxy.passed) > self.spoilt.passes or bool(proxy.passed) < must_pass:
            yield f"{len(proxy.passed)} requests reached the server"


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
async def test_it_is_a_value_or_an_error_of_ours(spoilt: Spoilt, sandbox: SandboxServer) -> None:
    sandbox.begin("default")
    tokens = await sign_in(sandbox.url, sandbox.dialect)
    photo = await photo_of(sandbox.url, sandbox.dialect, tokens)
    gate = asyncio.Semaphore(_TOGETHER)

    async def run(case: Case) -> list[str]:
        async with gate:
            return await case.run(tokens, photo)

    calls = CALLS[sandbox.dialect].items()
    cases = [Case(name, doing, spoilt, sandbox) for name, doing in calls]
    found = await asyncio.gather(*(run(case) for case in cases))
    assert [complaint for complaints in found for complaint in complaints] == []


async def test_an_honest_proxy_changes_nothing(sandbox: SandboxServer) -> None:
    refused = set[str]()
    tokens = await sign_in(sandbox.url, sandbox.dialect)
    for name, doing in CALLS[sandbox.dialect].items():
        sandbox.begin("default")
        photo = await photo_of(sandbox.url, sandbox.dialect, tokens)
        if "trial" in name:
            sandbox.begin("empty")
        case = Case(name, doing, HONEST, sandbox)
        assert await case.run(tokens, photo) == []
        if case.end.error is not None:
            refused.add(name)
    assert refused == REFUSED[sandbox.dialect]
