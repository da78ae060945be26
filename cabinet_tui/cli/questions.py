"""Asking whoever sits at the terminal."""

import sys

from cabinet_tui.locale import _

_YES = frozenset({"y", "yes", "д", "да"})


def can_ask() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether the answer to a question is yes; no answer is a no."""
    return _answer(_("{question} [y/N] ").format(question=question)) in _YES


def typed(question: str, word: str) -> bool:
    """Whether the answer is this word, which no slip of a finger types."""
    asked = _("{question} Type “{word}” to do it: ").format(question=question, word=word)
    return _answer(asked) == word.lower()


def _answer(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer.endswith("\n"):
        sys.stderr.write("\n")
    return answer.strip().lower()
