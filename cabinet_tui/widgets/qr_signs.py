"""QR codes as rows of signs, to be written in black on white.

On a dark terminal without those colours a code comes out inverted, and few readers take it.
"""

from itertools import groupby
from typing import Final

from rich.segment import Segment
from rich.style import Style

from cabinet_tui.widgets.qr_fit import Way
from cabinet_tui.widgets.qr_matrix import Matrix, bordered

INK: Final = Style(color="#ffffff", bgcolor="#000000", reverse=True)
"""Dark modules on light ones: white on black turned round.

A terminal that does not know a bright ground, or no colours at all, still turns its own round;
told of black ink on white paper, it would draw black on black.
"""
_PAPER: Final = Style(color="#ffffff", bgcolor="#000000")

_SEXTANTS: Final = 0x1FB00
_OCTANTS: Final = 0x1CD00
_OLDER_SEXTANTS: Final = {0b000000: " ", 0b010101: "▌", 0b101010: "▐", 0b111111: "█"}
_OLDER_OCTANTS: Final = {
    0b00000000: " ",
    0b00000001: "\U0001cea8",
    0b00000010: "\U0001ceab",
    0b00000011: "\U0001fb82",
    0b00000101: "▘",
    0b00001010: "▝",
    0b00001111: "▀",
    0b00010100: "\U0001fbe6",
    0b00101000: "\U0001fbe7",
    0b00111111: "\U0001fb85",
    0b01000000: "\U0001cea3",
    0b01010000: "▖",
    0b01010101: "▌",
    0b01011010: "▞",
    0b01011111: "▛",
    0b10000000: "\U0001cea0",
    0b10100000: "▗",
    0b10100101: "▚",
    0b10101010: "▐",
    0b10101111: "▜",
    0b11000000: "▂",
    0b11110000: "▄",
    0b11110101: "▙",
    0b11111010: "▟",
    0b11111100: "▆",
    0b11111111: "█",
}
"""Patterns that had a sign before Unicode 16; the others stand in order, without gaps."""


def _ordered(first: int, count: int, older: dict[int, str]) -> str:
    """The sign of each pattern; bit 0 is upper left, bit 1 beside it, and so on down."""
    new = iter(range(first, first + count))
    return "".join(older[bits] if bits in older else chr(next(new)) for bits in range(count))


_SIGNS: Final = {
    Way.HALF: (1, 2, " ▀▄█"),
    Way.SEXTANTS: (2, 3, _ordered(_SEXTANTS, 64, _OLDER_SEXTANTS)),
    Way.OCTANTS: (2, 4, _ordered(_OCTANTS, 256, _OLDER_OCTANTS)),
}
"""Modules across and down in a cell, and the sign of each pattern of them."""


def signs(modules: Matrix, border: int, way: Way = Way.HALF) -> list[str]:
    """The rows of the code, quiet zone included; what a cell has too much is light."""
    across, down, alphabet = _SIGNS[way]
    lines = bordered(modules, border)
    side = len(lines)
    return [
        "".join(
            alphabet[
                sum(
                    lines[y + dy][x + dx] << (dy * across + dx)
                    for dy in range(down)
                    for dx in range(across)
                    if y + dy < side and x + dx < side
                )
            ]
            for x in range(0, side, across)
        )
        for y in range(0, side, down)
    ]


def drawn(modules: Matrix, border: int, way: Way) -> list[list[Segment]]:
    """The rows of the code in black on white, whatever the colours around it."""
    if way is not Way.WIDE:
        return [[Segment(row, INK)] for row in signs(modules, border, way)]
    return [
        [Segment("  " * len(list(run)), _PAPER if dark else INK) for dark, run in groupby(row)]
        for row in bordered(modules, border)
    ]
