"""QR codes without a screen: the modules of a text.

Error correction is the lowest (L): a screen is neither torn nor stained, and every version saved
is two rows saved. A ``robust`` code has the next level (M), for a code that is read from an angle
and in a hurry.
"""

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from qrcode.image.pil import PilImage
    from qrcode.image.pure import PyPNGImage
    from qrcode.main import QRCode

Matrix: TypeAlias = tuple[tuple[bool, ...], ...]

_BYTE_MODE: Final = 4


class TooLongText(ValueError):
    """No QR version holds the text (more than 2953 bytes)."""


def matrix(text: str, *, robust: bool = False) -> Matrix:
    """The modules of the code, True is dark, without a quiet zone; raises TooLongText."""
    code = _smallest(text, robust=robust)
    code.make(fit=False)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def modules_needed(text: str, *, robust: bool = False) -> int:
    """The modules along one side, found without making the code; raises TooLongText."""
    return 17 + 4 * _smallest(text, robust=robust).version


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
