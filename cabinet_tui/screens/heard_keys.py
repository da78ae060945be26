"""Keys set otherwise, heard while something is typed too.

Textual takes away what a field would take as text before it looks at the keymap, and goes by the
usual key: whoever has put ``refresh`` on ``f12`` would not be heard in a field, which takes ``r``.
"""

from collections.abc import Mapping, Sequence

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import key_to_character

Chain = Sequence[tuple[DOMNode, BindingsMap]]


def hear(chain: Chain, keymap: Mapping[str, str]) -> None:
    """Put back into the chain what was taken from it by a key that is no longer its own.

    No widget before it may take the new key as text.
    """
    if not keymap:
        return
    nodes: list[DOMNode] = []
    for node, heard in chain:
        whole = node._bindings.copy()  # noqa: SLF001 - the ones that Textual begins with too
        whole.apply_keymap(keymap)
        for key, bindings in whole.key_to_bindings.items():
            is_set = any(binding.id in keymap for binding in bindings)
            if is_set and key not in heard.key_to_bindings and not _is_text(key, nodes):
                heard.key_to_bindings[key] = bindings
        nodes.append(node)


def _is_text(key: str, nodes: Sequence[DOMNode]) -> bool:
    return any(node.check_consume_key(key, key_to_character(key)) for node in nodes)
