"""Which QR code of which links is drawn how, in the room there is: the one place that decides.

Half blocks come first: every font has them and a module is square. Sextants and octants are drawn
only where a person has allowed them, since few fonts have the signs; a picture only where the
terminal shows pictures. Where nothing fits, the answer says by how much, and what would fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import ceil
from typing import Final, TypeAlias

from cabinet_tui.settings import QrBlocks
from cabinet_tui.widgets.qr_matrix import TooLongText, modules_needed

BORDERS: Final = (4, 2)
"""The quiet zones in modules, best first. Decoders manage with one, cameras are worse."""

SMALLEST_MODULE: Final = 3
"""Pixels along a module of a picture: below that a camera cannot tell one from the next."""

_LARGEST_MODULE: Final = 10
_MOST_PICTURE_ROWS: Final = 64
"""As many as can be counted in the graphics protocol of Kitty with the marks that we know."""


class Way(StrEnum):
    """How a code is drawn."""

    WIDE = "wide"
    """Two coloured spaces a module, for terminals that have only ASCII."""
    HALF = "half"
    """Half blocks: a column and half a row a module."""
    SEXTANTS = "sextants"
    """Two modules across and three down in a cell (Unicode 13)."""
    OCTANTS = "octants"
    """Two modules across and four down in a cell (Unicode 16)."""
    PICTURE = "picture"
    """Pixels, by whatever the terminal takes pictures with."""


_ALLOWED: Final = {
    QrBlocks.HALF: (Way.HALF,),
    QrBlocks.SEXTANTS: (Way.HALF, Way.SEXTANTS),
    QrBlocks.OCTANTS: (Way.HALF, Way.OCTANTS),
}

_CELLS: Final = {
    Way.WIDE: (0.5, 1),
    Way.HALF: (1, 2),
    Way.SEXTANTS: (2, 3),
    Way.OCTANTS: (2, 4),
}
"""Modules across and down in a cell."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a code may be drawn with: the ways, best first, and the pixels of a cell.

    ``pixels`` is the width and height of a cell where the terminal shows pictures, else None.
    """

    ways: tuple[Way, ...] = (Way.HALF,)
    pixels: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A code that fits: what it says, its quiet zone in modules, its size in cells, and the way.

    ``scale`` is the pixels along a module of a picture, 0 for signs.
    """

    text: str
    border: int
    rows: int
    columns: int
    robust: bool = False
    way: Way = Way.HALF
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Misfit:
    """No code fits: what the nearest one needs in cells, and how many of them are missing.

    ``denser`` is a way that was not allowed and would fit; None when there is none.
    """

    rows: int
    columns: int
    rows_missing: int
    columns_missing: int
    denser: Way | None = None


@dataclass(frozen=True, slots=True)
class TooLong:
    """No size of the screen would help: every link is longer than the largest code holds."""


def ways_of(blocks: QrBlocks) -> tuple[Way, ...]:
    """What a code may be drawn with by this setting. Octants are square, so they go alone."""
    return _ALLOWED[blocks]


def cells_needed(modules: int, border: int, way: Way = Way.HALF) -> tuple[int, int]:
    """Rows and columns of signs for a code of so many modules a side and its quiet zone."""
    side, (across, down) = modules + 2 * border, _CELLS[way]
    return ceil(side / down), ceil(side / across)


def fit(
    links: Sequence[str],
    rows: int,
    columns: int,
    means: Means | None = None,
    *,
    robust: bool = False,
) -> Fit | Misfit | TooLong:
    """How to draw the first of the links, best one first, whose code fits into the free cells.

    With ``robust`` each link is tried at the higher level of error correction first. A link that
    does as well goes before a denser way, since the denser way asks more of the font.
    """
    means = means or Means()
    sized = list(_sized(links, (True, False) if robust else (False,)))
    if not sized:
        return TooLong()
    for found in _signs(sized, means.ways):
        if found.rows <= rows and found.columns <= columns:
            return found
    if means.pixels is not None:
        for found in _pictures(sized, rows, columns, means.pixels):
            return found
    return _misfit(min(sized, key=lambda one: one[2]), rows, columns, means)


_Sized: TypeAlias = tuple[str, bool, int]


def _sized(links: Sequence[str], levels: Sequence[bool]) -> Iterator[_Sized]:
    for link, robust in product(links, levels):
        try:
            modules = modules_needed(link, robust=robust)
        except TooLongText:
            continue
        yield link, robust, modules


def _signs(sized: Sequence[_Sized], ways: Iterable[Way]) -> Iterator[Fit]:
    for way, (text, robust, modules), border in product(ways, sized, BORDERS):
        yield Fit(text, border, *cells_needed(modules, border, way), robust, way)


def _pictures(
    sized: Sequence[_Sized], rows: int, columns: int, pixels: tuple[int, int]
) -> Iterator[Fit]:
    width, height = pixels
    # The last row stays free: a picture that touches it makes some terminals scroll.
    room = min(columns * width, min(rows - 1, _MOST_PICTURE_ROWS) * height)
    for (text, robust, modules), border in product(sized, BORDERS):
        side = modules + 2 * border
        scale = min(room // side, _LARGEST_MODULE)
        if scale >= SMALLEST_MODULE:
            down, across = ceil(side * scale / height), ceil(side * scale / width)
            yield Fit(text, border, down, across, robust, Way.PICTURE, scale)


def _misfit(smallest: _Sized, rows: int, columns: int, means: Means) -> Misfit:
    """What is missing to the nearest code, and whether a way that was not allowed would do."""
    _text, _robust, modules = smallest
    sizes = [cells_needed(modules, BORDERS[-1], way) for way in means.ways]
    if means.pixels is not None:
        side, (width, height) = (modules + 2 * BORDERS[-1]) * SMALLEST_MODULE, means.pixels
        sizes.append((ceil(side / height) + 1, ceil(side / width)))
    down, across = min(sizes, key=lambda size: max(2 * (size[0] - rows), size[1] - columns))
    denser = None
    if Way.WIDE not in means.ways:
        for way in (Way.SEXTANTS, Way.OCTANTS):
            high, wide = cells_needed(modules, BORDERS[-1], way)
            if denser is None and way not in means.ways and high <= rows and wide <= columns:
                denser = way
    return Misfit(down, across, max(0, down - rows), max(0, across - columns), denser)
