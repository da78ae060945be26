"""QR codes in files: pictures that a phone reads, and files that nobody else does."""

import base64
import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from cabinet_tui.sandbox.qr import qr_data_url
from cabinet_tui.widgets.qr_files import LARGEST_PICTURE, picture, png, sent_png, svg, write
from cabinet_tui.widgets.qr_matrix import TooLongText, matrix
from tests.picture import qr_texts

SENT = qr_data_url("https://sub.example.com/a8Kq3").rpartition(",")[2]


@pytest.mark.parametrize("length", [1, 40, 300, 1000])
def test_the_png_says_the_text(length: int) -> None:
    text = "https://sub.example.com/"[:length].ljust(length, "x")
    image = Image.open(io.BytesIO(png(text)))
    image.load()
    assert qr_texts(image.convert("RGB")) == [text]


def test_the_svg_has_the_modules_of_the_code_and_its_margin() -> None:
    text = "https://sub.example.com/a8Kq3ZtYw0PdXn42"
    modules, drawn = matrix(text), svg(text).decode()
    side = len(modules) + 8
    assert f'viewBox="0 0 {side} {side}"' in drawn
    dark = {
        (int(x) + step - 4, int(y) - 4)
        for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn)
        for step in range(int(run))
    }
    assert dark == {
        (x, y) for y, row in enumerate(modules) for x, module in enumerate(row) if module
    }


def test_the_ending_of_the_path_says_the_form() -> None:
    assert picture("a", Path("code.SVG")).startswith(b"<svg")
    assert picture("a", Path("code.png")).startswith(b"\x89PNG")


def test_a_text_that_no_code_holds_is_refused() -> None:
    with pytest.raises(TooLongText):
        png("x" * 3000)


def test_a_whole_png_is_taken_as_it_was_sent() -> None:
    assert sent_png(SENT) == base64.b64decode(SENT)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


BYTES = base64.b64decode(SENT)
BROKEN = {
    "nothing": b"",
    "a text": b"hello",
    "a JPEG": b"\xff\xd8\xff\xe0" + BYTES,
    "half a PNG": BYTES[: len(BYTES) // 2],
    "a PNG with something behind it": BYTES + b"#!/bin/sh",
    "a PNG with a wrong sum": BYTES[:40] + bytes([BYTES[40] ^ 1]) + BYTES[41:],
    "only a signature": BYTES[:8],
    "no end": BYTES[:-12],
    "too much": BYTES[:-12] + chunk(b"tEXt", bytes(LARGEST_PICTURE)) + BYTES[-12:],
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_png_is_not_taken(content: bytes) -> None:
    assert sent_png(base64.b64encode(content).decode()) is None


@pytest.mark.parametrize("encoded", ["%%%", "aGVsbG8", "привет"])
def test_what_is_no_base64_is_not_taken(encoded: str) -> None:
    assert sent_png(encoded) is None


def test_a_file_is_for_its_owner_alone_and_says_where_it_is(tmp_path: Path) -> None:
    place = write(tmp_path / "code.png", b"new")
    assert place == tmp_path / "code.png"
    assert place.read_bytes() == b"new"
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(tmp_path: Path) -> None:
    place = tmp_path / "code.png"
    place.write_bytes(b"old")
    place.chmod(0o644)
    with pytest.raises(FileExistsError):
        write(place, b"new")
    assert place.read_bytes() == b"old"
    write(place, b"new", replace=True)
    assert place.read_bytes() == b"new"
    assert place.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [place]


def test_a_link_is_replaced_and_what_it_points_to_stays(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"other")
    link = tmp_path / "code.png"
    link.symlink_to(other)
    with pytest.raises(FileExistsError):
        write(link, b"new")
    write(link, b"new", replace=True)
    assert other.read_bytes() == b"other"
    assert not link.is_symlink()


def test_a_directory_in_the_way_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "code.png").mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        write(tmp_path / "code.png", b"new", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["code.png"]
