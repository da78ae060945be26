"""The QR picture of a connection link, as the data URL the API carries."""

import base64
import struct
import zlib
from functools import lru_cache

SCALE = 4


@lru_cache(maxsize=16)
def qr_data_url(link: str) -> str:
    """A PNG of the link's QR code; lone surrogates in a hostile link become question marks."""
    import qrcode

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_L, border=4)
    code.add_data(link.encode("utf-8", "replace"))
    code.make(fit=True)
    png = _png([[bool(cell) for cell in row] for row in code.get_matrix()])
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"


def _png(matrix: list[list[bool]]) -> bytes:
    side = len(matrix) * SCALE
    rows = b"".join(_row(row) * SCALE for row in matrix)
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _row(cells: list[bool]) -> bytes:
    return b"\0" + b"".join((b"\0" if dark else b"\xff") * SCALE for dark in cells)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
