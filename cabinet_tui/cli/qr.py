"""A QR code on standard output: black on white on a terminal, plain signs in a pipe."""

import os
import sys
from itertools import groupby

from cabinet_tui.cli.output import remark
from cabinet_tui.locale import _, ngettext
from cabinet_tui.widgets.qr_matrix import (
    BORDERS,
    Fit,
    Matrix,
    Misfit,
    TooLongText,
    bordered,
    fit,
    half_blocks,
    matrix,
)

_ON_WHITE = "\x1b[38;2;0;0;0;48;2;255;255;255m"
_BLACK = "\x1b[48;2;0;0;0m"
_PLAIN = "\x1b[0m"
_PROMPT_ROWS = 1


def show(text: str, *, ascii_only: bool, robust: bool = False) -> bool:
    """Print the code of a text; False, with the reason on standard error, when there is none.

    A code that is larger than the terminal is not printed: nobody can scan it.
    """
    if not sys.stdout.isatty():
        return _print_plain(text)
    size = os.get_terminal_size(sys.stdout.fileno())
    room = (size.lines - _PROMPT_ROWS, size.columns)
    found = fit([text], *room, wide=ascii_only, robust=robust)
    match found:
        case Fit():
            draw = _wide_lines if ascii_only else _half_lines
            print("\n".join(draw(matrix(text, robust=found.robust), found.border)))
            return True
        case Misfit():
            remark(_missing(found))
        case _:
            remark(_("The link is too long for a QR code."))
    return False


def _print_plain(text: str) -> bool:
    try:
        modules = bordered(matrix(text), BORDERS[-1])
    except TooLongText:
        remark(_("The link is too long for a QR code."))
        return False
    print("\n".join("".join("##" if dark else "  " for dark in row) for row in modules))
    return True


def _half_lines(modules: Matrix, border: int) -> list[str]:
    return [f"{_ON_WHITE}{line}{_PLAIN}" for line in half_blocks(modules, border)]


def _wide_lines(modules: Matrix, border: int) -> list[str]:
    return [
        "".join(
            f"{_BLACK if dark else _ON_WHITE}{'  ' * len(list(run))}" for dark, run in groupby(row)
        )
        + _PLAIN
        for row in bordered(modules, border)
    ]


def _missing(misfit: Misfit) -> str:
    rows, columns = misfit.rows_missing, misfit.columns_missing
    parts = []
    if rows:
        parts.append(ngettext("{count} row", "{count} rows", rows).format(count=rows))
    if columns:
        parts.append(ngettext("{count} column", "{count} columns", columns).format(count=columns))
    return _(
        "The terminal is too small for the QR code, {missing} short: make the font smaller."
    ).format(missing=_(" and ").join(parts))
