"""The last sieve under ``--ascii``: what is neither ASCII nor a letter is drawn as its nearest."""

import unicodedata
from functools import lru_cache
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SIGNS = {
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'",
    "–": "-", "—": "-", "−": "-", "‑": "-", "…": "~", "·": ".", "•": "*", "●": "*", "○": "o",
    "×": "x", "÷": "/", "→": ">", "←": "<", "↑": "^", "↓": "v", "▲": "^", "▼": "v", "⏎": "<",
    "▌": "|", "█": "#", "▒": "=", "░": ".", "▔": "-", "▁": "_", "₽": "R", "№": "N", "✓": "+",
    "─": "-", "━": "-", "│": "|", "┃": "|", "┆": "|", "╌": "-",
}  # fmt: skip
_BLOCKS = range(0x2581, 0x2590)
_BOXES = range(0x2500, 0x2580)


class AsciiFilter(LineFilter):
    """Keeps every sign in its cells: a sign without a likeness is a question mark for each.

    Letters stay: a name or a letter from support is read in the alphabet it was written in.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The line in signs that every font has."""
        return [
            segment
            if segment.text.isascii()
            else Segment(plain_signs(segment.text), segment.style, segment.control)
            for segment in segments
        ]


@lru_cache(4096)
def plain_signs(text: str) -> str:
    """The text as wide as it was, its signs replaced and its letters kept."""
    runs = groupby(text, key=_is_lost)
    return "".join(
        "?" * cell_len("".join(run)) if is_lost else "".join(map(_likeness, run))
        for is_lost, run in runs
    )


def _is_lost(char: str) -> bool:
    return (
        not char.isascii()
        and not unicodedata.category(char).startswith("L")
        and (char not in _SIGNS and ord(char) not in _BOXES and ord(char) not in _BLOCKS)
    )


def _likeness(char: str) -> str:
    if ord(char) in _BOXES or ord(char) in _BLOCKS:
        return _SIGNS.get(char, "+" if ord(char) in _BOXES else "#")
    return _SIGNS.get(char, char)
