"""Keys set otherwise in the settings file: what can be used, and what is wrong with the rest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from textual.binding import Binding

from cabinet_tui.locale import _
from cabinet_tui.screens.key_places import Place, keys
from cabinet_tui.widgets.key_names import is_typed, key_of, sent_as, written
from cabinet_tui.widgets.keyboard import twin

_OF_LISTS_AND_FIELDS = frozenset(
    {
        *("tab", "shift+tab", "enter", "space", "backspace", "delete"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    }
)
_ALWAYS = "escape"
_OF_THE_SYSTEM = frozenset({"ctrl+c", "super+c", "ctrl+z"})


@dataclass(frozen=True)
class Remapping:
    """The keys of each binding that has others now, and a sentence for each line left alone."""

    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    complaints: Sequence[str] = ()

    @property
    def keymap(self) -> Mapping[str, str]:
        """The same with the twins, as Textual takes it."""
        return {name: ",".join(_with_twins(own)) for name, own in self.keys.items()}


class _Unusable(ValueError):
    """A line of the file that cannot be followed; its text is for people."""


def remap(wanted: object, found: Sequence[Place]) -> Remapping:
    """What the table ``[keys]`` asks for: a key or a list of keys for the id of a binding.

    Each line is judged by itself; the ones that are wrong leave their keys as they were.
    """
    if not isinstance(wanted, Mapping):
        complaint = _("it has to be a table, with lines like {example}").format(
            example='top_up = "g"'
        )
        return Remapping(complaints=(complaint,) if wanted else ())
    known = {binding.id: binding for place in found for binding in place.bindings if binding.id}
    in_forms = {binding.id for place in found if place.is_typed_in for binding in place.own}
    in_forms |= {binding.id for binding in known.values() if binding.priority}
    chosen: dict[str, Sequence[str]] = {}
    complaints: list[str] = []
    for name, value in _flat(wanted):
        try:
            chosen[name] = _keys_for(known.get(name), value, in_form=name in in_forms)
        except _Unusable as error:
            complaints.append(f"{name}: {error}")
    while clash := _clash(chosen, found):
        name, told = clash
        del chosen[name]
        complaints.append(f"{name}: {told}")
    return Remapping(chosen, tuple(complaints))


def _flat(table: Mapping[str, object], before: str = "") -> Iterable[tuple[str, object]]:
    """The lines of a table; ``home.copy = "c"`` without quotes is a table in a table in TOML."""
    for name, value in table.items():
        whole = f"{before}.{name}" if before else str(name)
        if isinstance(value, Mapping):
            yield from _flat(value, whole)
        else:
            yield whole, value


def _keys_for(binding: Binding | None, value: object, *, in_form: bool) -> Sequence[str]:
    if binding is None:
        raise _Unusable(_("there is no key of this id"))
    asked = [value] if isinstance(value, str) else value
    if not isinstance(asked, list) or not asked:
        raise _Unusable(_("it has to be a key or a list of keys, in quotes"))
    usual = keys(binding)
    chosen = [_one(one, usual, in_form=in_form) for one in asked]
    # Whatever else is changed, this key leads out.
    kept = [_ALWAYS] if _ALWAYS in usual and _ALWAYS not in chosen else []
    return tuple(dict.fromkeys((*chosen, *kept)))


def _one(asked: object, usual: Sequence[str], *, in_form: bool) -> str:
    key = key_of(asked) if isinstance(asked, str) and asked else None
    if key is None:
        raise _Unusable(_("there is no key “{key}”").format(key=asked))
    if key in usual:
        return key
    if alike := sent_as(key):
        raise _Unusable(
            _("a terminal cannot tell {key} from {other}").format(key=asked, other=alike)
        )
    if key in _OF_LISTS_AND_FIELDS | _OF_THE_SYSTEM | {_ALWAYS}:
        raise _Unusable(_("{key} has its own meaning everywhere").format(key=asked))
    if in_form and is_typed(key) and not any(map(is_typed, usual)):
        raise _Unusable(
            _("{key} is text where one types: use an F key, or one with ctrl").format(key=asked)
        )
    return key


def _clash(chosen: Mapping[str, Sequence[str]], found: Sequence[Place]) -> tuple[str, str] | None:
    """The first line whose key is another one's in the same place, and what to tell of it."""
    order = list(chosen)
    for place in found:
        heard: dict[str, Binding] = {}
        for binding in place.bindings:
            for key in _with_twins(_now(binding, chosen)):
                other = heard.setdefault(key, binding)
                names = [one.id for one in (binding, other) if one.id and one.id in chosen]
                if not names or _is_same(binding, other) or _is_usual(key, binding, other):
                    continue
                # Of two lines the later one is left alone.
                name = max(names, key=order.index)
                rival = other if binding.id == name else binding
                told = _("{key} is “{what}” already ({id})").format(
                    key=written(_latin_side(key, _now(rival, chosen))),
                    what=_(rival.description) or rival.action,
                    id=rival.id or place.name,
                )
                return name, told
    return None


def _now(binding: Binding, chosen: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The keys of a binding with what was chosen."""
    return chosen.get(binding.id or "") or keys(binding)


def _latin_side(key: str, own: Sequence[str]) -> str:
    """The one of these keys that is this key or has it as its twin."""
    return key if key in own else next((one for one in own if twin(one) == key), key)


def _is_same(one: Binding, other: Binding) -> bool:
    actions = {binding.action.removeprefix("app.") for binding in (one, other)}
    return one.id == other.id or len(actions) == 1


def _is_usual(key: str, one: Binding, other: Binding) -> bool:
    """Whether both have the key anyway: a dialog that is closed by what opened it."""
    return all(key in _with_twins(keys(binding)) for binding in (one, other))


def _with_twins(own: Sequence[str]) -> list[str]:
    twins = [found for key in own if (found := twin(key))]
    return list(dict.fromkeys((*own, *twins)))
