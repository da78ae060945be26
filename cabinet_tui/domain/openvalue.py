"""Values that may be one of those we know, or a word that a newer server made up."""

from enum import StrEnum
from typing import TypeVar

E = TypeVar("E", bound=StrEnum)


def known(kind: type[E], word: str) -> E | str:
    """The member of ``kind`` with this value (in any case), else the word as it came."""
    try:
        return kind(word.lower())
    except ValueError:
        return word
