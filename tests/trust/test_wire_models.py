"""No wire model of either dialect has a place where raw text could stay."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from pydantic import BaseModel, BeforeValidator, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

import cabinet_tui.api
from cabinet_tui.api import wire
from cabinet_tui.api.wire import Text, Wire
from cabinet_tui.sandbox.scenarios.venom import TEXTS as KNOWN
from tests.trust.steering import steering_in, texts_in
from tests.trust.venom import TEXTS

T = TypeVar("T")
_OPEN = (object, Any)


def _modules() -> list[str]:
    found = pkgutil.walk_packages(cabinet_tui.api.__path__, "cabinet_tui.api.")
    return [importlib.import_module(module.name).__name__ for module in found]


MODULES = _modules()


def _below(root: type[BaseModel]) -> set[type[BaseModel]]:
    return {root}.union(*(_below(model) for model in root.__subclasses__()))


def models() -> list[type[BaseModel]]:
    """Every model of the room that speaks with servers."""
    ours = [one for one in _below(BaseModel) if one.__module__.startswith("cabinet_tui.api")]
    return sorted(ours, key=lambda model: f"{model.__module__}.{model.__name__}")


def fields() -> Iterator[tuple[str, FieldInfo]]:
    """Every field of theirs, with its name in full."""
    for model in models():
        for name, info in model.model_fields.items():
            yield f"{model.__module__}.{model.__name__}.{name}", info


def _is_ours(part: object) -> bool:
    return isinstance(part, BeforeValidator) and (
        getattr(part.func, "__module__", "").startswith("cabinet_tui.api")
    )


def raw_text(hint: object) -> bool:
    """Whether text may stay as it came anywhere in a type: plain, nested, generic or as a key."""
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *parts = get_args(hint)
        return not any(map(_is_ours, parts)) and raw_text(inner)
    if isinstance(hint, TypeVar):
        return hint.__bound__ is None or raw_text(hint.__bound__)
    if origin in (Union, UnionType) or (origin is not None and get_args(hint)):
        return any(raw_text(part) for part in get_args(hint) if part is not ...)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return any(map(_stays_raw, hint.model_fields.values()))
    return hint in (str, bytes, *_OPEN)


def _stays_raw(info: FieldInfo) -> bool:
    return not any(map(_is_ours, info.metadata)) and raw_text(info.annotation)


def _adapter(info: FieldInfo) -> TypeAdapter[object]:
    hint: Any = info.annotation
    for part in info.metadata:
        hint = Annotated[hint, part]
    return TypeAdapter(hint)


def _offered(venom: str) -> Iterator[object]:
    yield from (venom, [venom], {venom: venom}, [{venom: [venom]}], f"https://a.example/{venom}")


def _is_open(info: FieldInfo) -> bool:
    """Whether a field holds what is fitted later, item by item."""
    parts = get_args(info.annotation) or (info.annotation,)
    return any(part in _OPEN for part in parts)


def test_every_field_has_a_type_that_cleans() -> None:
    seen = 0
    for name, info in fields():
        seen += 1
        assert _is_open(info) or not _stays_raw(info), f"{name} holds raw text"
    assert seen > 450
    assert any("bedolaga" in name for name in MODULES)


def test_every_cleaning_type_cleans() -> None:
    adapters = {str((info.annotation, info.metadata)): info for _name, info in fields()}
    checked = 0
    for info in adapters.values():
        if _is_open(info):
            continue
        adapter = _adapter(info)
        for value in (value for venom in KNOWN for value in _offered(venom)):
            checked += _harmless(adapter, value, str(info))
    assert checked > 500


@given(venom=TEXTS)
@settings(max_examples=200, deadline=None)
def test_text_made_by_chance_is_cleaned(venom: str) -> None:
    for hint in (wire.Text, wire.Prose, wire.Word, wire.Words, wire.Link, wire.OpenLink):
        for value in _offered(venom):
            _harmless(TypeAdapter(hint), value, str(hint))


def _harmless(adapter: TypeAdapter[object], value: object, name: str) -> int:
    """Fail where a type lets harm through; how many texts it gave."""
    try:
        texts = list(texts_in(adapter.validate_python(value)))
    except ValidationError:
        return 0
    for text in texts:
        assert not steering_in(text), f"{name} lets {text!r} through"
    return len(texts)


class _Inner(Wire):
    raw: str = ""


class _Box(Wire, Generic[T]):
    held: T


class _Careless(Wire):
    plain: str
    maybe: str | None
    many: list[str]
    named: dict[str, Text]
    deep: dict[int, list[tuple[str, int]]]
    inner: _Inner
    boxed: _Box[str]
    unbound: _Box[Any]
    bytes_too: bytes
    dressed: Annotated[str, "no check"]


class _Careful(Wire):
    line: Text
    maybe: Text | None
    many: list[Text]
    named: Mapping[Text, list[Text]]
    number: int
    boxed: _Box[Text]


@pytest.mark.parametrize("name", _Careless.model_fields)
def test_the_walk_sees_raw_text(name: str) -> None:
    assert _stays_raw(_Careless.model_fields[name])


@pytest.mark.parametrize("name", _Careful.model_fields)
def test_the_walk_knows_clean_text(name: str) -> None:
    assert not _stays_raw(_Careful.model_fields[name])
