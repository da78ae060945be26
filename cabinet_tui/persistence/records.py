"""Domain values as JSON and back: only the kinds that a field says, and nothing that runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from cabinet_tui.domain.text import TEXT, clean

T = TypeVar("T")
Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
Shape: TypeAlias = object
"""What the annotation of a field says."""


class Unfit(ValueError):
    """What was kept is not of the kind it should be."""


def written(value: object) -> str:
    """A value as JSON; TypeError for what cannot be kept."""
    return json.dumps(_plain(value), separators=(",", ":"))


def read(text: str) -> object:
    """What a text of ours holds; ValueError when it is none."""
    try:
        found: object = json.loads(text)
    except RecursionError:
        raise Unfit("too deep") from None
    return found


def moment_written(moment: datetime) -> str:
    """A time as text."""
    return moment.astimezone(UTC).isoformat()


def moment_read(found: object) -> datetime:
    """A time that was kept, aware; ValueError when it is none."""
    if not isinstance(found, str):
        raise Unfit("no time")
    moment = datetime.fromisoformat(found)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _plain(value: object) -> Json:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return moment_written(value)
        case tuple() | list():
            return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} cannot be kept")


class Reader:
    """Makes values of what was kept; Unfit, a ValueError, for what does not fit its kind.

    A field that is not there has its default, one that is not known is left out. Text is cleaned
    like text from the network: the file may have been written by anything.
    """

    def __init__(self) -> None:
        self._shapes: dict[type, Mapping[str, Shape]] = {}

    def one(self, kind: type[T], found: object) -> T:
        """A value of this kind."""
        return cast("T", self._made(kind, found))

    def several(self, kind: type[T], found: object) -> tuple[T, ...]:
        """A list of values of this kind."""
        return cast("tuple[T, ...]", self._several(kind, found))

    def _made(self, shape: Shape, found: object) -> object:
        if isinstance(shape, NewType):
            return self._made(shape.__supertype__, found)
        origin = get_origin(shape)
        if origin in (Union, UnionType):
            return self._any_of(get_args(shape), found)
        if origin in (tuple, Sequence):
            return self._several(get_args(shape)[0], found)
        if not isinstance(shape, type):
            raise TypeError(f"{shape} cannot be kept")
        if is_dataclass(shape):
            return self._record(shape, found)
        return _simple(shape, found)

    def _any_of(self, shapes: Sequence[Shape], found: object) -> object:
        for shape in shapes:
            try:
                return self._made(shape, found)
            except ValueError:
                continue
        raise Unfit("of no kind that may be here")

    def _several(self, shape: Shape, found: object) -> tuple[object, ...]:
        if not isinstance(found, list):
            raise Unfit("no list")
        return tuple(self._made(shape, item) for item in found)

    def _record(self, kind: type, found: object) -> object:
        if not isinstance(found, dict):
            raise Unfit("no record")
        if kind not in self._shapes:
            self._shapes[kind] = get_type_hints(kind)
        shapes = self._shapes[kind]
        values = {name: self._made(shapes[name], found[name]) for name in shapes if name in found}
        try:
            made: object = kind(**values)
        except TypeError:
            raise Unfit("something is missing") from None
        return made


def _simple(kind: type, found: object) -> object:
    """A value without parts."""
    if issubclass(kind, Enum):
        return kind(found)
    if kind is datetime:
        return moment_read(found)
    if kind is float and isinstance(found, int) and not isinstance(found, bool):
        return float(found)
    if kind not in (NoneType, bool, int, float, str):
        raise TypeError(f"{kind.__name__} cannot be kept")
    if type(found) is not kind:
        raise Unfit(f"no {kind.__name__}")
    return clean(found, multiline=True, limit=TEXT) if isinstance(found, str) else found
