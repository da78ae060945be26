"""QR codes in pixels: what a terminal takes pictures with, and what is written to it.

A terminal is believed by the name it goes by, and is never asked: the answer of a slow one would
arrive as keys. Where the pixels of a cell are not known, there is no picture either.
"""

import os
import struct
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from rich.segment import ControlType, Segment
from rich.style import Style

from cabinet_tui.settings import QrPicture
from cabinet_tui.widgets.qr_files import framed_png, lined_png
from cabinet_tui.widgets.qr_matrix import Matrix, bordered, matrix
from cabinet_tui.widgets.qr_signs import INK

if TYPE_CHECKING:
    from cabinet_tui.widgets.qr_fit import Fit

_CHUNK: Final = 4096
_PLACE: Final = "\U0010eeee"
_ROW_MARKS: Final = (
    "\u0305\u030d\u030e\u0310\u0312\u033d\u033e\u033f\u0346\u034a\u034b\u034c\u0350"
    "\u0351\u0352\u0357\u035b\u0363\u0364\u0365\u0366\u0367\u0368\u0369\u036a\u036b"
    "\u036c\u036d\u036e\u036f\u0483\u0484\u0485\u0486\u0487\u0592\u0593\u0594\u0595"
    "\u0597\u0598\u0599\u059c\u059d\u059e\u059f\u05a0\u05a1\u05a8\u05a9\u05ab\u05ac"
    "\u05af\u05c4\u0610\u0611\u0612\u0613\u0614\u0615\u0616\u0617\u0657\u0658"
)
"""How a row of a picture is counted in the graphics protocol of Kitty, from 0."""
_KITTY_ID: Final = 211
"""Which picture of the terminal ours is; drawn again it takes the place of the one before."""
_KITTY_INK: Final = Style(color=f"color({_KITTY_ID})")


class Protocol(StrEnum):
    """The language in which a terminal takes pictures."""

    KITTY = "kitty"
    ITERM2 = "iterm2"
    SIXEL = "sixel"


@dataclass(frozen=True, slots=True)
class Canvas:
    """A terminal that shows pictures: how, and the width and height of a cell in pixels."""

    protocol: Protocol
    pixels: tuple[int, int]


def canvas_of(
    environ: Mapping[str, str],
    window: Callable[[], tuple[int, int] | None],
    wanted: QrPicture = QrPicture.AUTO,
) -> Canvas | None:
    """What the terminal shows pictures with, None for nothing; ``window`` knows a cell's pixels."""
    protocol = _named(environ) if wanted is QrPicture.AUTO else _forced(wanted)
    pixels = window() if protocol is not None else None
    if protocol is None or pixels is None:
        return None
    if protocol is Protocol.SIXEL and not _has_sixels():
        return None
    return Canvas(protocol, pixels)


def cell_pixels() -> tuple[int, int] | None:
    """The width and height of a cell as the system knows them; None where it does not."""
    try:
        import fcntl
        import termios
    except ImportError:
        return None
    stream = sys.__stdout__
    if stream is None:
        return None
    try:
        answer = fcntl.ioctl(stream.fileno(), termios.TIOCGWINSZ, bytes(8))
    except (OSError, ValueError):
        return None
    rows, columns, width, height = struct.unpack("HHHH", answer)
    if not rows or not columns or width < columns or height < rows:
        return None
    return width // columns, height // rows


def this_terminal(wanted: QrPicture) -> Canvas | None:
    """What the terminal of this program shows pictures with."""
    return canvas_of(os.environ, cell_pixels, wanted)


def rows(found: "Fit", canvas: Canvas) -> list[list[Segment]]:
    """The rows of the picture: white cells, each row with what paints its own part over them.

    Each on its own, so that a row that something else has covered is whole when it is drawn again.
    Kitty learns the picture with the first row and shows it in cells of a kind of their own.
    """
    modules, (width, height) = matrix(found.text, robust=found.robust), canvas.pixels
    size = (found.columns * width, found.rows * height)
    if canvas.protocol is Protocol.KITTY:
        return _kitty(framed_png(modules, found.border, found.scale, size), found)
    lines = _lines(modules, found, size[1])
    parts = (lines[top : top + height] for top in range(0, size[1], height))
    paint = _iterm2 if canvas.protocol is Protocol.ITERM2 else _sixel
    return [_over_white(paint(part, found, size[0]), found.columns) for part in parts]


def _over_white(sequence: str, columns: int) -> list[Segment]:
    """White cells, then the cursor goes back and the picture is put over them."""
    paint = f"\x1b8{sequence}\x1b8\x1b[{columns}C"
    return [_silent("\x1b7"), Segment(" " * columns, INK), _silent(paint)]


def _silent(sequence: str) -> Segment:
    return Segment(sequence, None, [(ControlType.CURSOR_FORWARD, 0)])


def _lines(modules: Matrix, found: "Fit", height: int) -> Matrix:
    """The modules with their quiet zone, a line for each line of pixels, white below."""
    lines = [row for row in bordered(modules, found.border) for _line in range(found.scale)]
    return (*lines, *((),) * (height - len(lines)))


def forgotten(canvas: Canvas) -> str:
    """What takes the picture out of the terminal's memory; empty where it keeps none."""
    return f"\x1b_Ga=d,d=I,i={_KITTY_ID},q=2\x1b\\" if canvas.protocol is Protocol.KITTY else ""


def _kitty(png: bytes, found: "Fit") -> list[list[Segment]]:
    # q=2 forbids an answer: it would arrive as keys.
    keys = f"a=T,U=1,f=100,i={_KITTY_ID},c={found.columns},r={found.rows},q=2"
    encoded = b64encode(png).decode()
    parts = [encoded[start : start + _CHUNK] for start in range(0, len(encoded), _CHUNK)]
    learnt = "".join(
        f"\x1b_G{'' if place else keys + ','}m={int(place + 1 < len(parts))};{part}\x1b\\"
        for place, part in enumerate(parts)
    )
    # A place without a mark is the one to the right of its neighbour.
    rest = _PLACE * (found.columns - 1)
    places = [[Segment(f"{_PLACE}{mark}{rest}", _KITTY_INK)] for mark in _ROW_MARKS[: found.rows]]
    return [[_silent(learnt), *places[0]], *places[1:]]


def _iterm2(lines: Matrix, found: "Fit", width: int) -> str:
    png = lined_png(lines, found.scale, width)
    size = f"width={found.columns};height=1;preserveAspectRatio=0;doNotMoveCursor=1"
    return f"\x1b]1337;File=inline=1;size={len(png)};{size}:{b64encode(png).decode()}\x07"


def _sixel(lines: Matrix, found: "Fit", width: int) -> str:
    # The renderables of the package ask the terminal when they are imported; the encoder does not.
    from PIL import Image
    from textual_image._sixel import image_to_sixels

    image = Image.new("L", (width, len(lines)), 255)
    image.putdata(
        [
            0 if x // found.scale < len(line) and line[x // found.scale] else 255
            for line in lines
            for x in range(width)
        ]
    )
    return image_to_sixels(image.convert("RGB"))


def _has_sixels() -> bool:
    from importlib.util import find_spec

    return find_spec("textual_image") is not None and find_spec("PIL") is not None


def _forced(wanted: QrPicture) -> Protocol | None:
    return None if wanted is QrPicture.OFF else Protocol(wanted.value)


_BY_TERM: Final = (
    ("xterm-kitty", Protocol.KITTY),
    ("xterm-ghostty", Protocol.KITTY),
    ("foot", Protocol.SIXEL),
    ("mlterm", Protocol.SIXEL),
    ("contour", Protocol.SIXEL),
)
_BY_PROGRAM: Final = {"iTerm.app": Protocol.ITERM2, "WezTerm": Protocol.ITERM2}


def _named(environ: Mapping[str, str]) -> Protocol | None:
    """By the names that terminals give themselves; between us and it no multiplexer may stand."""
    term = environ.get("TERM", "")
    if environ.get("TMUX") or environ.get("STY") or term.startswith(("tmux", "screen")):
        return None
    for start, protocol in _BY_TERM:
        if term == start or term.startswith(f"{start}-"):
            return protocol
    if environ.get("LC_TERMINAL") == "iTerm2":
        # Handed on over SSH, where the name of the program is not.
        return Protocol.ITERM2
    return _BY_PROGRAM.get(environ.get("TERM_PROGRAM", ""))
