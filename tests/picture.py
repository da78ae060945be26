"""A terminal screen as a picture, so that a test reads a QR code off it as a phone would."""

from collections.abc import Iterable
from typing import TypeVar

import zxingcpp
from PIL import Image, ImageDraw
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App

from tests.cell_signs import PARTS

CELL = (8, 16)
"""Width and height of a cell in pixels."""

_NORMAL = [
    (0, 0, 0),
    (205, 0, 0),
    (0, 205, 0),
    (205, 205, 0),
    (0, 0, 238),
    (205, 0, 205),
    (0, 205, 205),
    (229, 229, 229),
]
_BRIGHT = [
    (127, 127, 127),
    (255, 0, 0),
    (0, 255, 0),
    (255, 255, 0),
    (92, 92, 255),
    (255, 0, 255),
    (0, 255, 255),
    (255, 255, 255),
]
DARK_TERMINAL = TerminalTheme((0, 0, 0), (229, 229, 229), _NORMAL, _BRIGHT)
"""What a dark terminal makes of the colours that a program leaves to it."""
LIGHT_TERMINAL = TerminalTheme((255, 255, 255), (0, 0, 0), _NORMAL, _BRIGHT)
"""What a light terminal makes of them."""

Result = TypeVar("Result")


def picture(app: App[Result], terminal: TerminalTheme = DARK_TERMINAL) -> Image.Image:
    """The screen of a running app as its terminal would show it, with letters left out.

    Bars in their place would be read as one-dimensional codes.
    """
    return painted(app.screen._compositor.render_strips(), terminal)


def painted(
    rows: Iterable[Iterable[Segment]], terminal: TerminalTheme = DARK_TERMINAL
) -> Image.Image:
    """Rows of segments as a picture."""
    cells = [
        [(char, segment.style) for segment in row for char in segment.text if not segment.control]
        for row in rows
    ]
    width, height = CELL
    size = (max(map(len, cells), default=0) * width, len(cells) * height)
    image = Image.new("RGB", size, tuple(terminal.background_color))
    draw = ImageDraw.Draw(image)
    for y, row in enumerate(cells):
        for x, (char, style) in enumerate(row):
            _cell(draw, (x * width, y * height), char, _colours(style, terminal))
    return image


def qr_texts(image: Image.Image) -> list[str]:
    """What the QR codes in the picture say; inverted codes are not read, as some phones do not."""
    found = zxingcpp.read_barcodes(
        image,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]),
        try_invert=False,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [code.text for code in found]


def _colours(style: Style | None, terminal: TerminalTheme) -> tuple[ColorTriplet, ColorTriplet]:
    style = style or Style()
    ink = (style.color or Color.default()).get_truecolor(terminal, foreground=True)
    paper = (style.bgcolor or Color.default()).get_truecolor(terminal, foreground=False)
    return (paper, ink) if style.reverse else (ink, paper)


def _cell(
    draw: ImageDraw.ImageDraw,
    corner: tuple[int, int],
    char: str,
    colours: tuple[ColorTriplet, ColorTriplet],
) -> None:
    (x, y), (width, height), (ink, paper) = corner, CELL, colours
    draw.rectangle((x, y, x + width - 1, y + height - 1), fill=paper)
    for left, top, right, bottom in PARTS.get(char, ()):
        # Neighbours meet on the same pixel, also where three of them share sixteen.
        upper, lower = round(top * height), round(bottom * height)
        box = (x + left * width, y + upper, x + right * width - 1, y + lower - 1)
        draw.rectangle(box, fill=ink)
