"""What can go wrong between a client and its server, and what a call has to make of it."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from cabinet_tui.domain.errors import (
    CabinetError,
    NotACabinet,
    OutcomeUnknown,
    ServerFailure,
    Unreachable,
)
from tests.faults.proxy import Exchange, Fault, honest

SOON = 0.4
"""The deadline, in seconds, of a call whose answer never comes."""
LATE = 15.0
"""The deadline of a call whose answer does: far enough for a machine that is busy."""

_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"
Ends = tuple[type[CabinetError | None], ...]


@dataclass(frozen=True)
class Spoilt:
    """A fault by name.

    ``read`` and ``deed`` are what a call that only asks and one that changes something may end
    with; none where the answer is as good as an honest one. ``passes`` tells that the server
    carries out what was asked, ``says_nothing`` that the answer is a success without a word.
    """

    name: str
    fault: Fault
    read: Ends = ()
    deed: Ends = ()
    deadline: float = LATE
    passes: bool = True
    says_nothing: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def is_soon_over(self) -> bool:
        """Whether nobody waits long for it."""
        return self.deadline == SOON


def reply(status: bytes, body: bytes, *headers: bytes) -> bytes:
    """A whole answer of HTTP."""
    lines = (b"HTTP/1.1 " + status, b"content-length: %d" % len(body), *headers)
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def saying(data: bytes, *, then_end: bool = True) -> Fault:
    """Answers every request with the same bytes; the server behind hears nothing."""

    async def say(exchange: Exchange) -> None:
        await exchange.say(data)
        if then_end:
            exchange.hang_up()

    return say


def json_of(body: bytes, status: bytes = b"200 OK", *headers: bytes) -> Fault:
    """Answers with this as JSON."""
    return saying(reply(status, body, b"content-type: application/json", *headers))


def changed(change: Callable[[bytes], bytes], *headers: bytes) -> Fault:
    """The server's answer with another body."""

    async def say(exchange: Exchange) -> None:
        answer = await exchange.answer()
        await exchange.say(answer.with_body(change(answer.body), *headers))

    return say


async def cut_before(exchange: Exchange) -> None:
    exchange.hang_up()


async def reset_before(exchange: Exchange) -> None:
    exchange.reset()


async def cut_after(exchange: Exchange) -> None:
    await exchange.answer()
    exchange.hang_up()


async def reset_after(exchange: Exchange) -> None:
    await exchange.answer()
    exchange.reset()


async def cut_mid_headers(exchange: Exchange) -> None:
    answer = await exchange.answer()
    await exchange.say(answer.head[: len(answer.head) // 2])
    exchange.hang_up()


async def cut_mid_body(exchange: Exchange) -> None:
    whole = (await exchange.answer()).whole
    # A short answer too is cut within its body, if it has one.
    await exchange.say(whole[:-1] if not whole.endswith(b"\r\n\r\n") else whole[:-3])
    exchange.hang_up()


async def reset_mid_body(exchange: Exchange) -> None:
    whole = (await exchange.answer()).whole
    await exchange.say(whole[:-1] if not whole.endswith(b"\r\n\r\n") else whole[:-3])
    exchange.reset()


async def trickle(exchange: Exchange) -> None:
    await exchange.trickle((await exchange.answer()).whole, every=SOON / 10)


async def stall(exchange: Exchange) -> None:
    await exchange.hold()


async def stall_after(exchange: Exchange) -> None:
    await exchange.answer()
    await exchange.hold()


async def stall_mid_body(exchange: Exchange) -> None:
    whole = (await exchange.answer()).whole
    await exchange.say(whole[:-1] if not whole.endswith(b"\r\n\r\n") else whole[:-3])
    await exchange.hold()


async def delay(exchange: Exchange) -> None:
    await exchange.hold(0.05)
    await honest(exchange)


async def in_pieces(exchange: Exchange) -> None:
    answer = await exchange.answer()
    for piece in (answer.head[:30], answer.head[30:] + b"\r\n\r\n" + answer.body[:1]):
        await exchange.say(piece)
        await exchange.hold(0.01)
    await exchange.say(answer.body[1:])


async def twice(exchange: Exchange) -> None:
    whole = (await exchange.answer()).whole
    await exchange.say(whole + whole)


async def endless(exchange: Exchange) -> None:
    length = b"content-length: %d" % (3 * 1024**3)
    head = (b"HTTP/1.1 200 OK", b"content-type: application/json", length)
    await exchange.say(b"\r\n".join(head) + b"\r\n\r\n")
    await exchange.pour(b" " * 65536)


async def endless_chunks(exchange: Exchange) -> None:
    head = (b"HTTP/1.1 200 OK", b"content-type: application/json", b"transfer-encoding: chunked")
    await exchange.say(b"\r\n".join(head) + b"\r\n\r\n")
    await exchange.pour(b"10000\r\n" + b" " * 65536 + b"\r\n")


async def endless_headers(exchange: Exchange) -> None:
    await exchange.say(b"HTTP/1.1 200 OK\r\n")
    await exchange.pour(b"x-more: " + b"y" * 1000 + b"\r\n")


async def announced(exchange: Exchange) -> None:
    await exchange.pour(b"HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n" * 50)


def bomb(layers: int) -> bytes:
    """Blanks, a thousand times smaller with each layer of gzip."""
    content = b" " * (64 * 1024 * 1024)
    for _ in range(layers):
        content = gzip.compress(content, mtime=0)
    return content


_BOMB, _TWICE = bomb(1), bomb(2)
_GZIP = b"content-encoding: gzip"
_JSON = b"content-type: application/json"
_UNREADABLE = (NotACabinet,)
_CUT, _LOST = (Unreachable,), (OutcomeUnknown,)
_ANY = (NotACabinet, type(None))

SPOILT = (
    Spoilt("delay", delay),
    Spoilt("in pieces", in_pieces),
    Spoilt("twice", twice),
    Spoilt("gzip", changed(gzip.compress, _GZIP)),
    Spoilt("deflate", changed(zlib.compress, b"content-encoding: deflate")),
    Spoilt("cut before", cut_before, _CUT, _LOST, passes=False),
    Spoilt("reset before", reset_before, _CUT, _LOST, passes=False),
    Spoilt("cut after", cut_after, _CUT, _LOST),
    Spoilt("reset after", reset_after, _CUT, _LOST),
    Spoilt("cut mid-headers", cut_mid_headers, _CUT, _LOST),
    Spoilt("cut mid-body", cut_mid_body, _CUT, _LOST),
    Spoilt("reset mid-body", reset_mid_body, _CUT, _LOST),
    Spoilt("trickle", trickle, _CUT, _LOST, deadline=SOON),
    Spoilt("stall", stall, _CUT, _LOST, deadline=SOON, passes=False),
    Spoilt("stall after", stall_after, _CUT, _LOST, deadline=SOON),
    Spoilt("stall mid-body", stall_mid_body, _CUT, _LOST, deadline=SOON),
    Spoilt(
        "half of the JSON",
        changed(lambda body: body[: len(body) // 2 or 1] + b'{"'),
        _UNREADABLE,
        _UNREADABLE,
    ),
    Spoilt(
        "web page",
        saying(reply(b"200 OK", _PAGE, b"content-type: text/html")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "web page called JSON",
        json_of(_PAGE),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "web page of a gateway",
        saying(reply(b"502 Bad Gateway", _PAGE, b"content-type: text/html")),
        (ServerFailure,),
        _LOST,
        passes=False,
    ),
    Spoilt(
        "web page of a fire wall",
        saying(reply(b"403 Forbidden", _PAGE, b"content-type: text/html")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "web page that asks for a password",
        saying(reply(b"401 Unauthorized", _PAGE, b"content-type: text/html")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "500",
        json_of(b'{"detail":"no"}', b"500 No"),
        (ServerFailure,),
        (ServerFailure,),
        passes=False,
    ),
    Spoilt(
        "nothing at all",
        saying(reply(b"200 OK", b"")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
        says_nothing=True,
    ),
    Spoilt("null", json_of(b"null"), _UNREADABLE, _UNREADABLE, passes=False, says_nothing=True),
    Spoilt(
        "a detail of 1 MB",
        json_of(b'{"detail":"' + b"\\u001b[31m" * 100_000 + b'"}', b"503 No"),
        (ServerFailure,),
        (ServerFailure,),
        passes=False,
    ),
    Spoilt("3 GB", endless, _UNREADABLE, _UNREADABLE, passes=False),
    Spoilt("3 GB in chunks", endless_chunks, _UNREADABLE, _UNREADABLE, passes=False),
    Spoilt("endless headers", endless_headers, _CUT, _LOST, passes=False),
    Spoilt("endless announcements", announced, _CUT, _LOST, deadline=SOON, passes=False),
    Spoilt(
        "garbled chunks",
        saying(
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n" + _JSON + b"\r\n\r\nzz\r\n{}\r\n"
        ),
        _CUT,
        _LOST,
        passes=False,
    ),
    Spoilt("no HTTP", saying(b"\x00\xff SSH-2.0-x\r\n\r\n"), _CUT, _LOST, passes=False),
    Spoilt(
        "no UTF-8", json_of(b'{"detail": "\xff\xfe\xc3"}'), _UNREADABLE, _UNREADABLE, passes=False
    ),
    Spoilt(
        "deep JSON",
        json_of(b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "captive portal",
        saying(reply(b"302 Found", b"", b"location: http://portal.example/login?next=/")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "nowhere to go",
        saying(reply(b"307 Go", b"", b"location: http://[::1:bad\x01/%zz")),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "another protocol",
        saying(b"HTTP/1.1 101 Go on\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
        _CUT,
        _LOST,
        passes=False,
    ),
    Spoilt("bomb", json_of(_BOMB, b"200 OK", _GZIP), _UNREADABLE, _UNREADABLE, passes=False),
    Spoilt(
        "bomb in a bomb",
        json_of(_TWICE, b"200 OK", b"content-encoding: gzip, gzip"),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "not gzip at all", json_of(b"{}", b"200 OK", _GZIP), _UNREADABLE, _UNREADABLE, passes=False
    ),
    Spoilt(
        "half of the gzip",
        json_of(gzip.compress(b" " * 500)[:-9], b"200 OK", _GZIP),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "another encoding",
        json_of(b"{}", b"200 OK", b"content-encoding: lzma"),
        _UNREADABLE,
        _UNREADABLE,
        passes=False,
    ),
    Spoilt(
        "the year 9999",
        json_of(b'{"detail":"x"}', b"500 No", b"date: Fri, 31 Dec 9999 23:59:59 GMT"),
        (ServerFailure,),
        (ServerFailure,),
        passes=False,
    ),
    Spoilt(
        "the year 1000",
        json_of(b'{"detail":"x"}', b"500 No", b"date: Wed, 01 Jan 1000 00:00:00 +1400"),
        (ServerFailure,),
        (ServerFailure,),
        passes=False,
    ),
    Spoilt(
        "a list without end",
        json_of(b"[" + b"{}," * 100_000 + b"{}]"),
        _ANY,
        _ANY,
        passes=False,
    ),
)

HONEST = Spoilt("nothing", honest)
