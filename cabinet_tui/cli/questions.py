"""Asking whoever sits at the terminal."""

import sys

from cabinet_tui.cli import linear
from cabinet_tui.locale import _

_YES = frozenset({"y", "yes", "д", "да"})
_LONGEST = 100_000


class NoAnswer(EOFError):
    """Nobody answers any more."""


def can_ask() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin is not None and (linear.is_answered() or sys.stdin.isatty())


def agreed(question: str) -> bool:
    """Whether the answer to a question is yes; no answer is a no."""
    return _answer(_("{question} [y/N] ").format(question=question)) in _YES


def typed(question: str, word: str) -> bool:
    """Whether the answer is this word, which no slip of a finger types."""
    asked = _("{question} Type “{word}” to do it: ").format(question=question, word=word)
    return _answer(asked) == word.lower()


def line(question: str) -> str:
    """One line of an answer, without the space around it; raises NoAnswer at the end of all."""
    answer = _read(question)
    if not answer:
        raise NoAnswer
    return answer.strip()


def asked(question: str) -> str:
    """One line of an answer, empty at the end of all."""
    return _read(question).strip()


def secret(question: str) -> str:
    """An answer that is not shown where it is typed; through a pipe it is a line like any other."""
    if sys.stdin is not None and not sys.stdin.isatty():
        return _read(question).rstrip("\r\n")
    from getpass import getpass

    return getpass(question)


def _answer(question: str) -> str:
    return _read(question).strip().lower()


def _read(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    answer = sys.stdin.readline(_LONGEST) if sys.stdin is not None else ""
    if not answer.endswith("\n") or (linear.is_answered() and not sys.stdin.isatty()):
        # Nobody's Enter has ended the line of the question.
        sys.stderr.write("\n")
    return answer
