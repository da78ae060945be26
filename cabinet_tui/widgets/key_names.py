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
_NAMED: Final = frozenset(
    {key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")}
    | set(_SIGNS.values())
)


def key_of(written: str) -> str | None:
    """The key as Textual calls it; None when there is no such key.

    A Russian letter means the key it is printed on. A capital letter is shift and the letter.
    """
    text = written.strip() or written
    if len(text) == 1:
        return _single(text)
    *before, last = text.split("+") if not text.endswith("+") else [*text[:-1].split("+")[:-1], "+"]
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


def is_typed(key: str) -> bool:
    """Whether a field would take the key as text."""
    return len(key) == 1 or key in _SIGNS.values() or key == "space"


def _last(written: str) -> str | None:
    if len(written) == 1:
        return _single(written)
    name = written.lower()
    name = _OTHER_NAMES.get(name, name)
    return name if name in _NAMED else None


def _single(character: str) -> str | None:
    if character == " ":
        return "space"
    meant = latin(character)
    if meant in _SIGNS:
        return _SIGNS[meant]
    return meant if meant.isascii() and meant.isalnum() else None
