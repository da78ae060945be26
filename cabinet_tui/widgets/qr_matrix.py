"""QR codes without a screen: the modules of a text, their drawing in cells, and what fits where.

A module is one column wide and half a row high, which makes it square in most fonts; where only
ASCII may be written it is two columns of spaces on a colour. Error correction is the lowest (L):
a screen is neither torn nor stained, and every version saved is two rows saved. A ``robust`` code
has the next level (M), for a code that is read from an angle and in a hurry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from qrcode.image.pil import PilImage
    from qrcode.image.pure import PyPNGImage
    from qrcode.main import QRCode

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]

BORDERS: Final = (4, 2)
"""The quiet zones in modules, best first. Decoders manage with one, cameras are worse."""

_BYTE_MODE: Final = 4
_GLYPHS: Final = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


class TooLongText(ValueError):
    """No QR version holds the text (more than 2953 bytes)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A code that fits: what it says, its quiet zone in modules, its size in cells."""

    text: str
    border: int
    rows: int
    columns: int
    robust: bool = False


@dataclass(frozen=True, slots=True)
class Misfit:
    """No code fits: what the smallest one needs in cells, and how many of them are missing."""

    rows: int
    columns: int
    rows_missing: int
    columns_missing: int


@dataclass(frozen=True, slots=True)
class TooLong:
    """No size of the screen would help: every link is longer than the largest code holds."""


def matrix(text: str, *, robust: bool = False) -> Matrix:
    """The modules of the code, True is dark, without a quiet zone; raises TooLongText."""
    code = _smallest(text, robust=robust)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def modules_needed(text: str, *, robust: bool = False) -> int:
    """The modules along one side, found without making the code; raises TooLongText."""
    return 17 + 4 * _smallest(text, robust=robust).version


def rows_needed(modules: int, border: int, *, wide: bool = False) -> int:
    """Screen rows for a code of so many modules a side and its quiet zone."""
    side = modules + 2 * border
    return side if wide else (side + 1) // 2


def columns_needed(modules: int, border: int, *, wide: bool = False) -> int:
    """Screen columns for a code of so many modules a side and its quiet zone."""
    side = modules + 2 * border
    return 2 * side if wide else side


def fit(
    links: Sequence[str], rows: int, columns: int, *, wide: bool = False, robust: bool = False
) -> Fit | Misfit | TooLong:
    """The first of the links, best one first, whose code fits into the free cells.

    ``wide`` counts a module as two columns and one row instead of one column and half a row.
    With ``robust`` each link is tried at the higher level of error correction first.
    """
    sized = list(_sized(links, (True, False) if robust else (False,)))
    if not sized:
        return TooLong()
    for (text, level, modules), border in product(sized, BORDERS):
        height = rows_needed(modules, border, wide=wide)
        width = columns_needed(modules, border, wide=wide)
        if height <= rows and width <= columns:
            return Fit(text, border, height, width, level)
    smallest = min(modules for *_, modules in sized)
    height = rows_needed(smallest, BORDERS[-1], wide=wide)
    width = columns_needed(smallest, BORDERS[-1], wide=wide)
    return Misfit(height, width, max(0, height - rows), max(0, width - columns))


def half_blocks(modules: Matrix, border: int) -> list[str]:
    """The rows of the code, quiet zone included, to be written in black on white.

    On a dark terminal without those colours the code comes out inverted, and few readers take it.
    """
    lines = bordered(modules, border)
    if len(lines) % 2:
        lines = (*lines, (False,) * len(lines))
    return [
        "".join(_GLYPHS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    ]


def bordered(modules: Matrix, border: int) -> Matrix:
    """The modules with their quiet zone."""
    margin = (False,) * border
    blank = ((False,) * (len(modules) + 2 * border),) * border
    return (*blank, *(margin + row + margin for row in modules), *blank)


def _smallest(text: str, *, robust: bool) -> "QRCode[PilImage | PyPNGImage]":
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
    from qrcode.exceptions import DataOverflowError
    from qrcode.main import QRCode
    from qrcode.util import QRData

    level = ERROR_CORRECT_M if robust else ERROR_CORRECT_L
    code = QRCode(error_correction=level, border=0)
    code.add_data(QRData(text.encode(), mode=_BYTE_MODE))
    try:
        code.best_fit()
    except (DataOverflowError, ValueError) as error:
        raise TooLongText(f"{len(text)} characters") from error
    return code


def _sized(links: Sequence[str], levels: Sequence[bool]) -> Iterator[tuple[str, bool, int]]:
    for link, robust in product(links, levels):
        try:
            modules = modules_needed(link, robust=robust)
        except TooLongText:
            continue
        yield link, robust, modules
