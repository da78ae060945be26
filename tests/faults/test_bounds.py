"""What a fault may cost: memory, traffic, the next request, and nothing once it is over."""

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest

from cabinet_tui.api.wire import MOST_ITEMS
from cabinet_tui.domain.errors import CabinetError, ServerFailure
from cabinet_tui.domain.money import Kopeks
from tests.api.rig import answer, signed_in
from tests.faults.proxy import Exchange, Fault, FaultProxy, honest
from tests.faults.rig import Client, client, fate, sign_in
from tests.faults.spoilt import SPOILT, Spoilt, json_of, twice
from tests.sandbox_server import SandboxServer

_MEGABYTE = 1024 * 1024
_MOST_MEMORY = 40 * _MEGABYTE
_MOST_TRAFFIC = 24 * _MEGABYTE
"""An answer of 8 MB, and what the buffers of two sockets hold."""
_HUNGRY = ("bomb", "bomb in a bomb", "3 GB", "3 GB in chunks", "endless headers", "deep JSON")
_BY_NAME = {spoilt.name: spoilt for spoilt in SPOILT}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[SandboxServer]:
    with SandboxServer() as server:
        yield server


@asynccontextmanager
async def behind(
    sandbox: SandboxServer, fault: Fault, *, deadline: float = 10.0
) -> AsyncIterator[tuple[Client, FaultProxy]]:
    tokens = await sign_in(sandbox.url, sandbox.dialect)
    async with (
        FaultProxy(sandbox.url, fault) as proxy,
        client(proxy.url, sandbox.dialect, tokens, deadline=deadline) as who,
    ):
        yield who, proxy


@pytest.mark.parametrize("name", _HUNGRY)
async def test_no_answer_takes_more_memory_than_the_largest_does(
    name: str, sandbox: SandboxServer
) -> None:
    spoilt = _BY_NAME[name]
    async with behind(sandbox, spoilt.fault, deadline=spoilt.deadline) as (who, proxy):
        tracemalloc.start()
        try:
            with pytest.raises(CabinetError):
                await who.documented.balance.balance()
            most = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert most < _MOST_MEMORY
    assert proxy.poured < _MOST_TRAFFIC * 3  # the three tries of a read


async def test_a_length_that_is_too_much_is_not_read_at_all(sandbox: SandboxServer) -> None:
    async with behind(sandbox, _BY_NAME["3 GB"].fault) as (who, proxy):
        with pytest.raises(CabinetError, match="too large"):
            await who.documented.balance.balance()
        assert len(proxy.asked) == 1 + len(_probes(proxy))
        assert proxy.poured < _MOST_TRAFFIC


def _probes(proxy: FaultProxy) -> list[str]:
    """The questions who the server is."""
    return [one.path for one in proxy.asked if one.path.endswith(("/branding", "/info/service"))]


async def test_a_change_is_not_answered_by_what_was_left_of_a_read(sandbox: SandboxServer) -> None:
    async with behind(sandbox, twice) as (who, proxy):
        for _ in range(3):
            await who.documented.balance.balance()
            payment = await who.documented.balance.top_up(Kopeks(50_000), "YOOKASSA_SBP")
            assert payment.url
    used = [one.connection for one in proxy.asked]
    posts = [one.connection for one in proxy.asked if one.method == "POST"]
    assert len(posts) == 3
    assert [used.count(number) for number in posts] == [1, 1, 1]


async def test_a_flood_of_cookies_is_not_kept(sandbox: SandboxServer) -> None:
    cookies = [b"set-cookie: c%d=%s; Path=/; Max-Age=99999" % (n, b"x" * 200) for n in range(300)]
    async with behind(sandbox, json_of(b"{}", b"500 No", *cookies)) as (who, proxy):
        for _ in range(2):
            with pytest.raises(ServerFailure):
                await who.documented.balance.balance()
    assert len(proxy.asked) == 2
    assert not any(b"cookie" in one.head.lower() for one in proxy.asked)


@pytest.mark.parametrize("spoilt", SPOILT, ids=str)
async def test_once_it_is_over_all_is_as_before(spoilt: Spoilt, sandbox: SandboxServer) -> None:
    async with behind(sandbox, spoilt.fault, deadline=spoilt.deadline) as (who, proxy):
        await fate(who.documented.tickets.tickets)
        await fate(lambda: who.documented.subscription.set_autopay(enabled=True))
        proxy.fault = honest
        assert (await who.documented.tickets.tickets())[0].subject
        assert await who.documented.subscription.set_autopay(enabled=True)
        assert await who.is_signed_in()


@pytest.mark.parametrize(
    "date", ["Fri, 31 Dec 9999 23:59:59 GMT", "Wed, 01 Jan 1000 00:00:00 +1400"]
)
async def test_a_clock_at_the_end_of_the_calendar_is_no_clock(date: str) -> None:
    rig = await signed_in({"balance_kopeks": 1}, date=date)
    await rig.api.balance.balance()
    rig.clock.advance(3600)
    assert rig.transport.server_now() == rig.clock.now()
    assert await rig.api.balance.balance() == 1


async def test_a_list_without_end_is_cut() -> None:
    rig = await signed_in({})
    rows = [{"id": number, "amount_kopeks": 1} for number in range(2 * MOST_ITEMS)]
    rig.handler = lambda _: answer({"items": rows})
    assert len((await rig.api.balance.transactions()).items) == MOST_ITEMS


async def test_the_proxy_tells_what_passes_it(sandbox: SandboxServer) -> None:
    async def only_reads(exchange: Exchange) -> None:
        if exchange.asked.method == "GET":
            await honest(exchange)
        else:
            exchange.hang_up()

    async with behind(sandbox, only_reads) as (who, proxy):
        await who.documented.balance.balance()
        await fate(lambda: who.documented.subscription.set_autopay(enabled=True))
    assert [one.method for one in proxy.passed] == ["GET"]
    assert [one.method for one in proxy.asked] == ["GET", "POST"]
