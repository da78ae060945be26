"""Reading an answer: its size, its kind, its JSON. Nothing it holds is trusted yet."""

import json
from decimal import Decimal
from typing import NoReturn

import httpx

from cabinet_tui.api.unpacking import unpacked
from cabinet_tui.domain.errors import NotACabinet
from cabinet_tui.locale import _

LARGEST = 8 * 1024 * 1024


async def read(response: httpx.Response, host: str, *, largest: int = LARGEST) -> bytes:
    """The body of a streamed response; NotACabinet when it is larger than any answer is."""
    size = announced(response) or 0
    content = bytearray()
    if size <= largest:
        async for chunk in unpacked(response, host):
            content += chunk
            size = len(content)
            if size > largest:
                break
    if size > largest:
        raise NotACabinet(host=host, reason=_("its answer is too large"))
    return bytes(content)


def announced(response: httpx.Response) -> int | None:
    """The length in bytes that an answer says it has on the wire, None when it does not say."""
    length = response.headers.get("content-length", "")
    return int(length[:18]) if length.isascii() and length.isdigit() else None


def is_html(response: httpx.Response, content: bytes) -> bool:
    """Whether a web page came in place of JSON."""
    kind = response.headers.get("content-type", "").lower()
    return "html" in kind or ("json" not in kind and content.lstrip()[:1] == b"<")


def parse(content: bytes, host: str) -> object:
    """The JSON of a body with every number exact, None for an empty body.

    Raises NotACabinet when it is no JSON; NaN and Infinity are none.
    """
    if not content.strip():
        return None
    try:
        body: object = json.loads(content, parse_float=_exact, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise NotACabinet(host=host, reason=_("its answer is not JSON")) from None
    return body


def _exact(text: str) -> Decimal:
    # An exponent beyond Decimal's reach raises ArithmeticError, which json does not expect.
    try:
        return Decimal(text)
    except ArithmeticError:
        raise ValueError(text[:20]) from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)
