"""QR codes without a screen: the modules of a text.

Error correction is the lowest (L): a screen is neither torn nor stained, and every version saved
is two rows saved. A ``robust`` code has the next level (M), for a code that is read from an angle
and in a hurry.
"""

from typing import Final, TypeAlias

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]

_BYTE_MODE: Final = 4
_LONGER_LENGTH: Final = 10
"""The first version that tells the length in two bytes."""


class TooLongText(ValueError):
    """No QR version holds the text (more than 2953 bytes)."""


def matrix(text: str, *, robust: bool = False) -> Matrix:
    """The modules of the code, True is dark, without a quiet zone; raises TooLongText."""
    from qrcode.main import QRCode
    from qrcode.util import QRData

    code = QRCode(_version(text, robust=robust), error_correction=_level(robust=robust), border=0)
    code.add_data(QRData(text.encode(), mode=_BYTE_MODE))
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def modules_needed(text: str, *, robust: bool = False) -> int:
    """The modules along one side, found without making the code; raises TooLongText."""
    return 17 + 4 * _version(text, robust=robust)


def bordered(modules: Matrix, border: int) -> Matrix:
    """The modules with their quiet zone."""
    margin = (False,) * border
    blank = ((False,) * (len(modules) + 2 * border),) * border
    return (*blank, *(margin + row + margin for row in modules), *blank)


def _version(text: str, *, robust: bool) -> int:
    """The smallest version that holds the text: its mode, its length and its bytes."""
    from qrcode.util import BIT_LIMIT_TABLE

    limits, size = BIT_LIMIT_TABLE[_level(robust=robust)], len(text.encode())
    for version in range(1, 41):
        length = 8 if version < _LONGER_LENGTH else 16
        if 4 + length + 8 * size <= limits[version]:
            return version
    raise TooLongText(f"{len(text)} characters")


def _level(*, robust: bool) -> int:
    from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M

    return ERROR_CORRECT_M if robust else ERROR_CORRECT_L
