"""Sending: what is tried again, what is given up, and what it is called then."""

import asyncio
import logging

import httpx
import pytest

from cabinet_tui.api.call import Call
from cabinet_tui.api.transport import Line, Transport
from cabinet_tui.domain.errors import (
    BalanceTooLow,
    CabinetError,
    Maintenance,
    NotACabinet,
    OutcomeUnknown,
    RateLimited,
    ServerFailure,
    Unreachable,
)
from cabinet_tui.domain.subscription import PurchaseRequest
from tests.api.rig import Rig, answer, signed_in
from tests.fake_clock import FakeClock

READ = Call("GET", "/x", public=True)
WRITE = Call("POST", "/x", public=True)


def failing(times: int, error: Exception | httpx.Response) -> Rig:
    """A server that fails so often before it answers."""
    left = [times]

    def handle(_: httpx.Request) -> httpx.Response:
        if left[0] == 0:
            return answer({"ok": True})
        left[0] -= 1
        if isinstance(error, Exception):
            raise error
        return answer(error.content, error.status_code)

    return Rig(handle)


FLEETING = [
    httpx.ConnectError("refused"),
    httpx.ReadError("cut"),
    httpx.RemoteProtocolError("gone"),
    answer({"detail": "x"}, 502),
    answer({"detail": "x"}, 503),
    answer({"detail": "x"}, 504),
]


@pytest.mark.parametrize("trouble", FLEETING)
async def test_a_read_is_tried_three_times_with_growing_pauses(
    trouble: Exception | httpx.Response,
) -> None:
    rig = failing(2, trouble)
    assert (await rig.transport.send(READ)).body == {"ok": True}
    assert len(rig.requests) == 3
    assert rig.clock.naps == [0.5, 1.0]


async def test_a_server_that_is_away_counts_no_requests() -> None:
    rig = failing(1000, httpx.ConnectError("refused"))
    for _ in range(100):
        with pytest.raises(Unreachable):
            await rig.transport.send(READ)
    assert rig.clock.monotonic() == 100 * 1.5


@pytest.mark.parametrize("trouble", FLEETING)
async def test_a_read_is_given_up_after_three_tries(trouble: Exception | httpx.Response) -> None:
    rig = failing(9, trouble)
    with pytest.raises(Unreachable if isinstance(trouble, Exception) else ServerFailure):
        await rig.transport.send(READ)
    assert len(rig.requests) == 3


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE"])
@pytest.mark.parametrize("trouble", FLEETING)
async def test_a_write_is_never_tried_again(
    method: str, trouble: Exception | httpx.Response
) -> None:
    rig = failing(9, trouble)
    with pytest.raises(CabinetError):
        await rig.transport.send(Call(method, "/x", public=True))
    assert len(rig.requests) == 1


@pytest.mark.parametrize(
    "trouble",
    [
        httpx.ReadTimeout("slow"),
        httpx.ReadError("cut"),
        httpx.WriteError("cut"),
        httpx.RemoteProtocolError("gone"),
        answer({"detail": "x"}, 502),
        answer({"detail": "x"}, 504),
    ],
)
async def test_a_write_without_an_answer_has_an_unknown_outcome(
    trouble: Exception | httpx.Response,
) -> None:
    with pytest.raises(OutcomeUnknown):
        await failing(1, trouble).transport.send(WRITE)


@pytest.mark.parametrize(
    "trouble",
    [httpx.ConnectError("refused"), httpx.ConnectTimeout("slow"), httpx.ProxyError("no")],
)
async def test_a_write_that_did_not_get_out_is_unreachable(trouble: Exception) -> None:
    with pytest.raises(Unreachable):
        await failing(1, trouble).transport.send(WRITE)


async def test_a_call_that_may_be_repeated_has_no_unknown_outcome() -> None:
    call = Call("POST", "/x", public=True, repeatable=True)
    with pytest.raises(Unreachable):
        await failing(1, httpx.ReadTimeout("slow")).transport.send(call)


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        (answer({"detail": {"code": "maintenance", "message": "Later"}}, 503), Maintenance),
        (answer({"detail": "boom"}, 500), ServerFailure),
        (httpx.ConnectTimeout("slow"), Unreachable),
        (httpx.ReadTimeout("slow"), Unreachable),
    ],
)
async def test_what_will_not_pass_quickly_is_not_tried_again(
    trouble: Exception | httpx.Response, error: type[CabinetError]
) -> None:
    rig = failing(9, trouble)
    with pytest.raises(error):
        await rig.transport.send(READ)
    assert len(rig.requests) == 1


@pytest.mark.parametrize(("call", "error"), [(READ, Unreachable), (WRITE, OutcomeUnknown)])
async def test_the_whole_call_has_a_deadline(call: Call, error: type[CabinetError]) -> None:
    async def hang(_: httpx.Request) -> httpx.Response:
        await asyncio.Event().wait()
        raise AssertionError

    transport = Transport(
        Line("https://vpn.example.com/cabinet"),
        clock=FakeClock(),
        random=lambda: 0.0,
        deadline=0.05,
        wire=httpx.MockTransport(hang),
    )
    with pytest.raises(error):
        await transport.send(call)


@pytest.mark.parametrize("status", [200, 404, 403])
async def test_a_web_page_is_no_cabinet(status: int) -> None:
    rig = Rig(lambda _: httpx.Response(status, html="<html>Welcome to the hotel</html>"))
    with pytest.raises(NotACabinet):
        await rig.transport.send(READ)


async def test_a_web_page_of_a_failing_server_is_a_failure_without_its_text() -> None:
    rig = Rig(lambda _: httpx.Response(502, html="<html><h1>nginx</h1></html>"))
    with pytest.raises(ServerFailure) as caught:
        await rig.transport.send(READ)
    assert (caught.value.status, caught.value.detail) == (502, "")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"<html>",
        b"\xff\xfe\x00",
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'{"a": 1e99999999999999999999}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 10_000 + b"}",
    ],
)
async def test_what_is_not_json_is_no_cabinet(content: bytes) -> None:
    rig = Rig(lambda _: answer(content))
    with pytest.raises(NotACabinet):
        await rig.transport.send(READ)


async def test_an_endless_answer_is_cut_off() -> None:
    read: list[int] = []

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self):  # type: ignore[no-untyped-def]  # the base class types it
            for count in range(1000):
                read.append(count)
                yield b" " * 1024 * 1024

    rig = Rig(lambda _: httpx.Response(200, stream=Endless()))
    with pytest.raises(NotACabinet, match="too large"):
        await rig.transport.send(READ)
    assert len(read) == 9


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        ("Sat, 20 Jan 2024 16:00:45 GMT", 45),
        ("Sat, 20 Jan 2024 15:00:00 GMT", 0),
        ("", 60),
        ("soon", 60),
        ("-5", 60),
        ("99999999999", 3600),
    ],
)
async def test_a_429_tells_how_long_to_wait(header: str, seconds: int) -> None:
    rig = Rig(lambda _: answer({"detail": "Too many requests"}, 429, retry_after=header))
    with pytest.raises(RateLimited) as caught:
        await rig.transport.send(WRITE)
    assert caught.value.retry_after.total_seconds() == seconds


async def test_a_429_is_obeyed_until_its_time_has_come() -> None:
    rig = Rig(lambda _: answer({"detail": "slow down"}, 429, retry_after="300"))
    with pytest.raises(RateLimited):
        await rig.transport.send(READ)
    rig.handler = lambda _: answer({"ok": True})
    rig.clock.advance(200)
    with pytest.raises(RateLimited) as caught:
        await rig.transport.send(READ)
    assert caught.value.seconds == 100
    assert len(rig.requests) == 1
    rig.clock.advance(100)
    await rig.transport.send(READ)
    assert len(rig.requests) == 2


async def test_a_limit_of_one_route_does_not_stop_the_others() -> None:
    rig = Rig(lambda _: answer({"detail": "cooldown"}, 429, retry_after="899"))
    revoke = Call("POST", "/revoke", public=True, route="revoke")
    with pytest.raises(RateLimited):
        await rig.transport.send(revoke)
    rig.handler = lambda _: answer({"ok": True})
    await rig.transport.send(WRITE)
    with pytest.raises(RateLimited):
        await rig.transport.send(revoke)


async def test_too_little_money_comes_with_its_amounts() -> None:
    rig = await signed_in(
        {"detail": "Insufficient balance. Required: 499.00 RUB, Available: 150.50 RUB"}, 400
    )
    with pytest.raises(BalanceTooLow) as caught:
        await rig.api.subscription.purchase(PurchaseRequest(2, 30))
    error = caught.value
    assert (error.required, error.available, error.missing) == (49900, 15050, 34850)


async def test_the_libraries_do_not_log_addresses() -> None:
    rig = Rig(lambda _: answer({}))
    await rig.transport.send(READ)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.connection").isEnabledFor(logging.INFO)


async def test_closing_twice_and_sending_after_it_works() -> None:
    rig = Rig(lambda _: answer({"ok": True}))
    await rig.transport.close()
    await rig.transport.send(READ)
    await rig.transport.close()
    await rig.transport.send(READ)


def test_neither_a_call_nor_a_line_shows_its_secrets() -> None:
    assert "secret" not in repr(Call("POST", "/auth", body={"password": "secret"}))
    assert "secret" not in repr(Line("https://x/cabinet", "http://user:secret@proxy"))
