"""What part of its cell a block sign covers, told by the names of the signs and not by our code."""

import unicodedata
from collections.abc import Iterator
from typing import Final

_PLAIN: Final = {"▀": ((1, 2), "1"), "▄": ((1, 2), "2"), "█": ((1, 1), "1")}
_HALVES: Final = {"▌": ((2, 1), "1"), "▐": ((2, 1), "2")}
# The octants that had a sign before: quadrants, quarters and their like, by what they cover.
_OLD_OCTANTS: Final = {
    "1": "\U0001cea8",
    "2": "\U0001ceab",
    "7": "\U0001cea3",
    "8": "\U0001cea0",
    "12": "\U0001fb82",
    "78": "▂",
    "35": "\U0001fbe6",
    "46": "\U0001fbe7",
    "123456": "\U0001fb85",
    "345678": "▆",
    "13": "▘",
    "24": "▝",
    "57": "▖",
    "68": "▗",
    "1368": "▚",
    "2457": "▞",
    "123457": "▛",
    "123468": "▜",
    "135678": "▙",
    "245678": "▟",
    "1234": "▀",
    "5678": "▄",
    "1357": "▌",
    "2468": "▐",
    "12345678": "█",
}


def _sextants() -> Iterator[tuple[str, str]]:
    for number in range(0x1FB00, 0x1FB3C):
        name = unicodedata.name(chr(number))
        yield chr(number), name.removeprefix("BLOCK SEXTANT-")


def _octants() -> Iterator[tuple[str, str]]:
    """BLOCK OCTANT-3 is the first; they follow each other as binary numbers do, 1 being lowest."""
    new = iter(range(0x1CD00, 0x1CDE6))
    for number in range(1, 256):
        covered = "".join(str(place + 1) for place in range(8) if number >> place & 1)
        yield _OLD_OCTANTS.get(covered) or chr(next(new)), covered


def _parts(grid: tuple[int, int], covered: str) -> list[tuple[float, float, float, float]]:
    across, down = grid
    places = [divmod(int(place) - 1, across) for place in covered]
    return [(x / across, y / down, (x + 1) / across, (y + 1) / down) for y, x in places]


PARTS: Final = {
    **{sign: _parts((2, 4), covered) for sign, covered in _octants()},
    **{sign: _parts((2, 3), covered) for sign, covered in _sextants()},
    **{sign: _parts(grid, covered) for sign, (grid, covered) in (_PLAIN | _HALVES).items()},
}
"""The rectangles of a sign: left, top, right and bottom, as parts of its cell."""
