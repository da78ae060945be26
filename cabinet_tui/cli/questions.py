"""Asking whoever sits at the terminal."""

import sys

from cabinet_tui.locale import _

_YES = frozenset({"y", "yes", "д", "да"})


def can_ask() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether the answer to a question is yes; no answer is a no."""
    sys.stderr.write(_("{question} [y/N] ").format(question=question))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
    return answer.strip().lower() in _YES
