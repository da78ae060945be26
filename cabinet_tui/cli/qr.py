"""A QR code on standard output or in a file: black on white on a terminal, plain in a pipe."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from rich.segment import Segment

from cabinet_tui.cli.output import remark
from cabinet_tui.domain.system_words import system_words
from cabinet_tui.locale import _, ngettext
from cabinet_tui.settings import QrBlocks
from cabinet_tui.widgets.qr_fit import BORDERS, Fit, Means, Misfit, Way, fit, ways_of
from cabinet_tui.widgets.qr_matrix import TooLongText, bordered, matrix
from cabinet_tui.widgets.qr_picture import Canvas, rows, this_terminal
from cabinet_tui.widgets.qr_signs import drawn

if TYPE_CHECKING:
    from cabinet_tui.settings import Settings

_PROMPT_ROWS = 1
_PLAIN = "\x1b[0m"


def show(
    text: str, *, ascii_only: bool, robust: bool = False, blocks: QrBlocks | None = None
) -> bool:
    """Print the code of a text; False, with the reason on standard error, when there is none.

    A code that is larger than the terminal is not printed: nobody can scan it. ``blocks`` goes
    before the settings.
    """
    if not sys.stdout.isatty():
        return _print_plain(text)
    means, canvas = _means(ascii_only=ascii_only, blocks=blocks)
    size = os.get_terminal_size(sys.stdout.fileno())
    found = fit([text], size.lines - _PROMPT_ROWS, size.columns, means, robust=robust)
    match found:
        case Fit():
            print("\n".join(_written(row) for row in _drawn(found, canvas)))
            return True
        case Misfit():
            remark(_missing(found))
        case _:
            remark(_("The link is too long for a QR code."))
    return False


def save(text: str, path: Path) -> bool:
    """Write the code into a new file, SVG where its name ends so, else PNG; False when it failed.

    The reason is on standard error.
    """
    from cabinet_tui.widgets.qr_files import picture, write

    try:
        place = write(path.expanduser(), picture(text, path))
    except TooLongText:
        remark(_("The link is too long for a QR code."))
    except FileExistsError:
        remark(_("{path} is there already: name another file.").format(path=path))
    except (OSError, ValueError) as error:
        reason = system_words(error)
        remark(_("It could not be saved: {reason}. Name another file.").format(reason=reason))
    else:
        remark(_("Saved: {path}").format(path=place))
        return True
    return False


def _means(*, ascii_only: bool, blocks: QrBlocks | None) -> tuple[Means, Canvas | None]:
    from cabinet_tui.cli import preferences

    settings: Settings = preferences.kept()
    if ascii_only or settings.ascii:
        return Means((Way.WIDE,)), None
    canvas = this_terminal(settings.qr_picture)
    ways = ways_of(blocks or settings.qr_blocks)
    return Means(ways, canvas.pixels if canvas else None), canvas


def _print_plain(text: str) -> bool:
    try:
        modules = bordered(matrix(text), BORDERS[-1])
    except TooLongText:
        remark(_("The link is too long for a QR code."))
        return False
    print("\n".join("".join("##" if dark else "  " for dark in row) for row in modules))
    return True


def _drawn(found: Fit, canvas: Canvas | None) -> list[list[Segment]]:
    if found.way is Way.PICTURE and canvas is not None:
        return rows(found, canvas)
    return drawn(matrix(found.text, robust=found.robust), found.border, found.way)


def _written(row: list[Segment]) -> str:
    parts = (
        piece.text
        if piece.control or piece.style is None
        else piece.style.render(piece.text, color_system=ColorSystem.TRUECOLOR)
        for piece in row
    )
    return "".join(parts) + _PLAIN


def _missing(misfit: Misfit) -> str:
    rows_missing, columns = misfit.rows_missing, misfit.columns_missing
    parts = []
    if rows_missing:
        parts.append(
            ngettext("{count} row", "{count} rows", rows_missing).format(count=rows_missing)
        )
    if columns:
        parts.append(ngettext("{count} column", "{count} columns", columns).format(count=columns))
    words = _(
        "The terminal is too small for the QR code, {missing} short: make the font smaller."
    ).format(missing=_(" and ").join(parts))
    if misfit.denser is not None:
        # As it is typed: the names of options are not translated.
        option = f"--qr-blocks {misfit.denser.value}"
        return (
            words
            + " "
            + _("With {option} it would fit, if your font has them.").format(option=option)
        )
    return words
