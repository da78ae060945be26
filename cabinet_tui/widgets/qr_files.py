"""QR codes as pictures in files: PNG and SVG without an imaging library, and safe writing."""

import base64
import binascii
import os
import struct
import zlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from secrets import token_hex
from typing import Final

from cabinet_tui.widgets.qr_fit import BORDERS
from cabinet_tui.widgets.qr_matrix import Matrix, bordered, matrix

LARGEST_PICTURE: Final = 256 * 1024
"""Bytes of the largest picture that is taken from a server."""

_SCALE: Final = 8
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_PRIVATE: Final = 0o600


def png(text: str) -> bytes:
    """The code of a text as a black and white PNG; raises TooLongText."""
    modules = matrix(text)
    side = (len(modules) + 2 * BORDERS[0]) * _SCALE
    return framed_png(modules, BORDERS[0], _SCALE, (side, side))


def framed_png(modules: Matrix, border: int, scale: int, size: tuple[int, int]) -> bytes:
    """The code as a PNG of so many pixels across and down, white to the right of it and below.

    ``scale`` is the pixels along a module; the code and its quiet zone must fit into ``size``.
    """
    width, height = size
    lines = [row for row in bordered(modules, border) for _line in range(scale)]
    return lined_png([*lines, *[()] * (height - len(lines))], scale, width)


def lined_png(lines: Sequence[tuple[bool, ...]], scale: int, width: int) -> bytes:
    """Lines of modules as a PNG: a line of pixels each, ``scale`` pixels a module, white behind."""
    header = struct.pack(">IIBBBBB", width, len(lines), 1, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(_png_row(line, scale, width) for line in lines), 9)
    parts = ((b"IHDR", header), (b"IDAT", packed), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in parts)


def svg(text: str) -> bytes:
    """The code of a text as an SVG of one path; raises TooLongText."""
    modules = bordered(matrix(text), BORDERS[0])
    side = len(modules)
    path = "".join(_svg_row(row, y) for y, row in enumerate(modules))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side * _SCALE}" height="{side * _SCALE}"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#ffffff" d="M0 0h{side}v{side}H0z"/><path fill="#000000" d="{path}"/></svg>\n'
    ).encode()


def picture(text: str, path: Path) -> bytes:
    """The code in the form that the ending of the path asks for: SVG, else PNG."""
    return svg(text) if path.suffix.lower() == ".svg" else png(text)


def sent_png(encoded: str) -> bytes | None:
    """The PNG that a server sent in base64; None when it is none, or too large."""
    if len(encoded) > LARGEST_PICTURE * 4 // 3 + 4:
        return None
    try:
        found = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if _is_png(found) else None


def write(path: Path, content: bytes, *, replace: bool = False) -> Path:
    """Write a file that only its owner may read; returns where it is.

    Raises FileExistsError unless ``replace``, and other OSErrors. A link at the path is replaced
    itself, never what it points to; a file that is replaced is whole at every moment.
    """
    place = path.absolute()
    if not replace:
        _write_new(place, content)
        return place
    beside = place.with_name(f".{place.name}.{token_hex(4)}")
    _write_new(beside, content)
    try:
        beside.replace(place)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return place


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    with os.fdopen(os.open(path, flags, _PRIVATE), "wb") as file:
        try:
            file.write(content)
        except OSError:
            path.unlink(missing_ok=True)
            raise


def _png_row(row: tuple[bool, ...], scale: int, width: int) -> bytes:
    bits = "".join(("0" if dark else "1") * scale for dark in row)
    # A row ends with a whole byte.
    bits = bits.ljust((width + 7) // 8 * 8, "1")
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def _svg_row(row: tuple[bool, ...], y: int) -> str:
    parts, x = [], 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _is_png(found: bytes) -> bool:
    """Whether every part of it is whole, from the header to the end mark, and nothing follows."""
    if len(found) > LARGEST_PICTURE or not found.startswith(_SIGNATURE):
        return False
    place, kinds = len(_SIGNATURE), []
    while place + 12 <= len(found):
        (length,) = struct.unpack_from(">I", found, place)
        end = place + 12 + length
        if end > len(found):
            return False
        body = found[place + 4 : end - 4]
        if zlib.crc32(body) != struct.unpack_from(">I", found, end - 4)[0]:
            return False
        kinds.append(body[:4])
        place = end
    return place == len(found) and kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"]
