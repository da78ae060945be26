"""Files that hang on messages: small pictures made here, and a text."""

import struct
import zlib
from secrets import token_urlsafe

from cabinet_tui.sandbox.state import Account, Attachment

_SIDE = 96


def attach_samples(account: Account) -> None:
    """Hang a picture on one message of support, and two files on another."""
    latest = sorted(account.tickets.values(), key=lambda ticket: ticket.updated_at, reverse=True)
    messages = [
        message
        for ticket in latest
        if ticket.status != "closed"
        for message in reversed(ticket.messages)
        if message.from_admin
    ]
    if messages:
        messages[0].files = (photo(1, "Нажмите кнопку, отмеченную красным"),)
    if len(messages) > 1:
        log = "\n".join(f"[{line:02}] tls handshake ok" for line in range(40)).encode()
        messages[1].files = (
            photo(2, ""),
            Attachment("document", "BQACAgIAAx-log", _token(), log, "text/plain", "node log.txt"),
        )


def photo(number: int, caption: str) -> Attachment:
    """A picture with its own colours."""
    name = f"AgACAgIAAx-photo_{number}"
    return Attachment("photo", name, _token(), png(number), "image/png", "", caption)


def png(number: int) -> bytes:
    """A square with a pattern."""
    rows = b"".join(
        b"\0" + bytes(value for x in range(_SIDE) for value in _colour(x, y, number))
        for y in range(_SIDE)
    )
    header = struct.pack(">IIBBBBB", _SIDE, _SIDE, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _colour(x: int, y: int, number: int) -> tuple[int, int, int]:
    return (x * 2 * number % 256, (x * y) % 256, (y * 3 + number * 40) % 256)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _token() -> str:
    return token_urlsafe(24)
