"""JSON as a wire model's schema has it, and around that: parts left out, null, of another kind."""

import inspect
import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

from cabinet_tui.api.wire import Wire

Bodies: TypeAlias = st.SearchStrategy[object]

_TEXTS = (
    "active",
    "pending",
    "true",
    "0",
    "-1",
    "1e999999999",
    "NaN",
    "2024-01-15T10:30:00Z",
    "2024-01-15T10:30:00.123456+03:00",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "https://pay.example.net/x",
    "javascript:alert(1)",
    "http://[",
    "\x1b[31m\x9b0m\x07",
    "\u202eabc\u200d",
    "\ud800",
    "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOiA5ZTk5OX0.x",
    "[/",
    "demo_bot",
    "AbcdEfgh1234567890_-AbcdEfgh",
    "",
)
_NUMBERS = (0, 1, -1, 30, 10**9, 10**15, -(10**15), 2**63, 10**400, 0.1, 1e308, -0.0)
texts: st.SearchStrategy[str] = st.sampled_from(_TEXTS) | st.text(max_size=20)
numbers: st.SearchStrategy[object] = (
    st.sampled_from(_NUMBERS) | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
leaves: Bodies = st.none() | st.booleans() | numbers | texts
anything: Bodies = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


def mostly(often: Bodies, seldom: Bodies, *, of: int = 10) -> Bodies:
    """The one, and the other once in so many; alternatives of ``one_of`` are all as likely."""
    return st.integers(1, of).flatmap(lambda number: seldom if number == of else often)


def pool_of(gateway: type) -> list[type[Wire]]:
    """The wire models a gateway may meet: those its module names, and those beside them."""
    modules = {gateway.__module__}
    modules |= {model.__module__ for model in _models(gateway.__module__)}
    found = {model for module in modules for model in _models(module)}
    return sorted(found, key=lambda model: model.__qualname__)


def _models(module: str) -> list[type[Wire]]:
    members = vars(sys.modules[module]).values()
    return [one for one in members if inspect.isclass(one) and issubclass(one, Wire)]


def near(model: type[Wire], pool: Sequence[type[Wire]]) -> Bodies:
    """What this model takes, and what it must not mind; lists hold anything of the pool."""
    return mostly(_object(model, pool, depth=2), anything)


def _object(model: type[Wire], pool: Sequence[type[Wire]], *, depth: int) -> Bodies:
    schema = model.model_json_schema()
    fields = {
        name: _mutated(_of(part, pool, depth=depth))
        for name, part in schema.get("properties", {}).items()
    }
    if "success" in fields:
        # No word of a refusal is more certain; the rest is seldom looked at after it.
        fields["success"] = _mutated(st.just(value=True))
    needed = {name: fields[name] for name in schema.get("required", ())}
    others = {name: one for name, one in fields.items() if name not in needed}
    whole = st.fixed_dictionaries(needed, optional=others)
    return mostly(whole, st.fixed_dictionaries({}, optional={**fields, "surprise": anything}))


def _of(part: Mapping[str, Any], pool: Sequence[type[Wire]], *, depth: int) -> Bodies:
    """Values of one field by its schema; one of no kind holds anything of the pool."""
    if "anyOf" in part:
        return st.one_of([_of(one, pool, depth=depth) for one in part["anyOf"]])
    match part.get("type"):
        case "integer":
            return st.integers(0, 100_000)
        case "number":
            return st.integers(0, 1000) | st.floats(0, 1000)
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case "string" if part.get("format") == "date-time":
            return st.datetimes().map(lambda moment: moment.isoformat() + "Z")
        case "string":
            return texts
        case "array":
            return st.lists(_of(part.get("items", {}), pool, depth=depth), max_size=3)
    if depth == 0 or not pool:
        return anything
    return st.one_of([_object(model, pool, depth=depth - 1) for model in pool])


def _mutated(values: Bodies) -> Bodies:
    """Mostly these values."""
    return mostly(values, leaves | anything)
