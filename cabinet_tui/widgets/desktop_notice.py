"""Sequences that ask a terminal to show a notice outside of itself, on the desktop."""

from cabinet_tui.domain.text import clean
from cabinet_tui.settings import Desktop

_ESC, _BEL = "\x1b", "\x07"
_LONGEST = 200


def desktop_notice(kind: Desktop, title: str, text: str, *, in_tmux: bool = False) -> str:
    """The sequence for a notice; empty when none is wanted.

    Both ends of a notice may be a server's words: nothing in them can end the sequence or be
    another one. ``;`` parts the fields of OSC 777, and OSC 9 takes ``4;50`` for a progress bar.
    """
    heading, words = _plain(title), _plain(text)
    match kind:
        case Desktop.OSC9:
            told = f"{heading}: {words}" if heading else words
            sequence = f"{_ESC}]9;{told}{_BEL}"
        case Desktop.OSC777:
            sequence = f"{_ESC}]777;notify;{heading};{words}{_BEL}"
        case _:
            return ""
    if in_tmux:
        # tmux knows neither and drops them. Wrapped, they reach the terminal around it where
        # `allow-passthrough` is on, and are dropped as before where it is off: nothing is lost.
        return f"{_ESC}Ptmux;{sequence.replace(_ESC, _ESC * 2)}{_ESC}\\"
    return sequence


def _plain(text: str) -> str:
    return clean(text, limit=_LONGEST).replace(";", ",")
