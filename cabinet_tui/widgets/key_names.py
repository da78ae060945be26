"""The names of keys as a person writes them, and as Textual calls them."""

import string
import unicodedata
from typing import Final

from textual.keys import KEY_NAME_REPLACEMENTS, Keys

from cabinet_tui.widgets.keyboard import latin

_MODIFIERS: Final = ("ctrl", "alt", "shift", "super", "meta", "hyper")
_OTHER_NAMES: Final = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "control": "ctrl",
    "cmd": "super",
    "option": "alt",
    "opt": "alt",
}
_SENT_ALIKE: Final = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}


def _sign_name(character: str) -> str:
    name = unicodedata.name(character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


_SIGNS: Final = {sign: _sign_name(sign) for sign in string.punctuation}
_CHARACTERS: Final = {name: sign for sign, name in _SIGNS.items()}
_NAMED: Final = frozenset(
    {key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")}
    | set(_SIGNS.values())
)


def key_of(text: str) -> str | None:
    """The key as Textual calls it; None when there is no such key.

    A Russian letter means the key it is printed on. A capital letter is shift and the letter.
    """
    text = text.strip() or text
    if len(text) == 1:
        return _single(text)
    *before, last = (*text[:-2].split("+"), "+") if text.endswith("++") else text.split("+")
    modifiers = [_OTHER_NAMES.get(name.strip().lower(), name.strip().lower()) for name in before]
    if any(name not in _MODIFIERS for name in modifiers) or len(set(modifiers)) < len(modifiers):
        return None
    key = _last(last.strip())
    if key is None or not modifiers:
        return key
    if modifiers == ["shift"] and len(key) == 1 and key.isalpha():
        return key.upper()
    return "+".join((*sorted(modifiers), key.lower()))


def sent_as(key: str) -> str | None:
    """The other key that a terminal cannot tell it from, if there is one: tab for ctrl+i."""
    return _SENT_ALIKE.get(key)


def written(key: str) -> str:
    """The key as a person writes it: ``/`` for ``slash``."""
    before, plus, last = key.rpartition("+")
    return f"{before}{plus}{_CHARACTERS.get(last, last)}"


def is_typed(key: str) -> bool:
    """Whether a field would take the key as text."""
    return len(key) == 1 or key in _SIGNS.values() or key == "space"


def _last(text: str) -> str | None:
    if len(text) == 1:
        return _single(text)
    name = text.lower()
    name = _OTHER_NAMES.get(name, name)
    return name if name in _NAMED else None


def _single(character: str) -> str | None:
    if character == " ":
        return "space"
    meant = latin(character)
    if meant in _SIGNS or meant in _CHARACTERS:
        return _SIGNS.get(meant, meant)
    return meant if meant.isascii() and meant.isalnum() else None
