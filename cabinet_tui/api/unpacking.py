"""An answer as it was before it was packed, a piece at a time: few bytes may stand for many."""

import zlib
from collections.abc import AsyncIterator
from typing import cast

import httpx

from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.locale import _

_PIECE = 64 * 1024
_KNOWN = ("gzip", "x-gzip", "deflate")
_EITHER = zlib.MAX_WBITS | 32
"""Headers of gzip and of zlib are told apart by zlib itself."""


async def unpacked(response: httpx.Response, host: str) -> AsyncIterator[bytes]:
    """The body of a streamed response, in pieces of 64 kB at most where it was packed.

    Raises NotACabinet for what cannot be unpacked, and for packings within packings.
    """
    stream = cast("httpx.AsyncByteStream", response.stream)  # that of an asynchronous client is one
    kinds = _kinds(response.headers.get("content-encoding", ""))
    if not kinds:
        async for piece in stream:
            yield piece
        return
    if len(kinds) > 1 or kinds[0] not in _KNOWN:
        raise _unreadable(host)
    unpacker = zlib.decompressobj(_EITHER)
    try:
        async for packed in stream:
            rest = packed
            while rest:
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail
        # What the last bytes stand for and did not fit: no more than one repetition.
        yield unpacker.flush()
    except zlib.error:
        raise _unreadable(host) from None
    if not unpacker.eof:
        raise _unreadable(host)


def _kinds(header: str) -> list[str]:
    kinds = (kind.strip().lower() for kind in header.split(","))
    return [kind for kind in kinds if kind and kind != "identity"]


def _unreadable(host: str) -> NotACabinet:
    return NotACabinet(host=host, reason=_("its answer cannot be unpacked"))
