"""What must never reach a terminal inside a text, and the looking for it in whatever was made."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

MARKS_PER_BASE = 4


def steering_in(text: str) -> list[str]:
    """The characters of a text that steer a terminal, turn its direction or pile up."""
    found = []
    marks = 0
    for char in text:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind.startswith("M") else 0
        if char not in "\n\u200d" and (kind in {"Cc", "Cf", "Cs", "Zl", "Zp"}):
            found.append(f"U+{ord(char):04X}")
        elif marks > MARKS_PER_BASE:
            found.append(f"mark {marks}")
    return found


def texts_in(value: object) -> Iterator[str]:
    """Every text anywhere inside a value of the domain or one of its errors."""
    if isinstance(value, str | BaseException):
        yield str(value)
    for inner in _parts(value):
        yield from texts_in(inner)


def _parts(value: object) -> Iterable[object]:
    """What a value is made of."""
    if isinstance(value, BaseException):
        told = [getattr(value, name, None) for name in ("what", "todo")]
        return [*told, *vars(value).values()]
    if isinstance(value, Mapping):
        return [*value, *value.values()]
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return value if isinstance(value, list | tuple | set | frozenset) else ()
