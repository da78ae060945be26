"""Keys that work on a Russian keyboard as well.

With the ЙЦУКЕН layout on, the key ``q`` arrives as ``й`` and no binding of ``q`` hears it. Each
binding of a letter or a sign gets a hidden twin: the same action on the same physical key. Digits
are the same on both layouts. With ctrl or alt most terminals send Latin letters in any layout;
those that report every key send the Russian one, which ``latin`` takes back.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from textual.binding import Binding, BindingType
from textual.keys import KEY_NAME_REPLACEMENTS

_QWERTY: Final = "`qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?@#$^&|'
_JCUKEN: Final = "ёйцукенгшщзхъфывапролджэячсмитьбю." + 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?/'


_TO_RUSSIAN: Final = str.maketrans(_QWERTY, _JCUKEN)
_TO_LATIN: Final = str.maketrans(_JCUKEN, _QWERTY)


class TwinCollision(ValueError):
    """Two bindings of one set would answer to the same key."""


def _name(character: str) -> str:
    """The key that Textual makes of a character: itself, or the name of a sign."""
    if character.isalnum():
        return character
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_TWINS: Final = {
    _name(latin): _name(russian) for latin, russian in zip(_QWERTY, _JCUKEN, strict=True)
}
_LETTERS: Final = {
    russian: _name(latin)
    for latin, russian in zip(_QWERTY, _JCUKEN, strict=True)
    if russian.isalpha()
}


def twin(key: str) -> str | None:
    """The key in the same place of the ЙЦУКЕН layout: ``й`` for ``q``, ``full_stop`` for ``/``.

    None for keys that arrive alike in both layouts.
    """
    return _TWINS.get(_name(key) if len(key) == 1 else key)


def latin(key: str) -> str:
    """The key as it is called on the Latin layout: ``ctrl+p`` for ``ctrl+з``, ``q`` for ``й``.

    Keys of no Russian letter stay as they are: a sign may be meant in either layout.
    """
    before, plus, last = key.rpartition("+")
    return f"{before}{plus}{_LETTERS.get(last, last)}"


def retyped(text: str) -> tuple[str, str]:
    """What the same presses give on the Russian and on the Latin layout."""
    return text.translate(_TO_RUSSIAN), text.translate(_TO_LATIN)


def with_twins(*bindings: Binding) -> list[BindingType]:
    """The bindings, each followed by its twin, which no footer, help or palette lists.

    Raises TwinCollision when a twin would take the key of another binding.
    """
    if found := collisions(bindings):
        raise TwinCollision("; ".join(f"{key}: {', '.join(who)}" for key, who in found.items()))
    result: list[BindingType] = []
    for binding in bindings:
        result.append(binding)
        if twins := _twins_of(binding):
            result.append(
                replace(binding, key=",".join(twins), show=False, system=True, key_display=None)
            )
    return result


def collisions(bindings: Iterable[Binding]) -> dict[str, list[str]]:
    """Keys that, with the twins added, belong to more than one of the bindings, and their actions.

    Two bindings of one action may share a key, and so may bindings written twice on purpose
    (Textual asks them in order): only a key that is the twin of one of them collides.
    """
    owners: dict[str, list[str]] = {}
    twins: set[str] = set()
    for binding in bindings:
        added = _twins_of(binding)
        twins.update(added)
        for key in {*_keys(binding), *added}:
            actions = owners.setdefault(key, [])
            if binding.action not in actions:
                actions.append(binding.action)
    return {key: actions for key, actions in owners.items() if len(actions) > 1 and key in twins}


def _keys(binding: Binding) -> list[str]:
    keys = (key.strip() for key in binding.key.split(","))
    return [_name(key) if len(key) == 1 else key for key in keys]


def _twins_of(binding: Binding) -> list[str]:
    own = _keys(binding)
    return [found for key in own if (found := twin(key)) and found not in own]
