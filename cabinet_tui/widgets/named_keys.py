"""How a text names a key: the one that is set for a binding now, as one writes it in a sentence."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Protocol, runtime_checkable

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from cabinet_tui.locale import pgettext
from cabinet_tui.widgets.key_names import written

Named = Callable[[str], str]
"""Says how a text names the key of a binding, by its id."""


@runtime_checkable
class KeyHost(Protocol):
    """An app whose keys can be set otherwise; in another one they are the usual ones."""

    def chosen_key(self, binding_id: str) -> str | None:
        """The key that was set for a binding, by Textual's name; None where it was not."""
        ...

    @property
    def keymap(self) -> Mapping[str, str]:
        """The keys that were set, by the ids of their bindings, as Textual takes them."""
        ...


def key_named(app: App[int] | App[object], binding_id: str) -> str:
    """The key to press for a binding now: ``n``, ``F9``, ``Ctrl+S``; the first when it has more.

    Raises KeyError when no class that is loaded has such a binding.
    """
    return in_text(_key_now(app, binding_id))


def key_in_line(app: App[int] | App[object], binding_id: str) -> str:
    """The same as the line of keys has it: ``f9``, ``^s``."""
    return app.get_key_display(Binding(_key_now(app, binding_id), ""))


@cache
def usual_key(binding_id: str) -> str:
    """The key that is written in the binding itself, by Textual's name."""
    for kind in _below(DOMNode):
        for binding in vars(kind).get("BINDINGS", ()):
            # The first one: the twins come behind it.
            if isinstance(binding, Binding) and binding.id == binding_id:
                return next(iter(Binding.make_bindings([binding]))).key
    raise KeyError(binding_id)


def in_text(key: str) -> str:
    """A key by Textual's name as a sentence has it: ``Ctrl+S`` for ``ctrl+s``, ``/``, ``F9``."""
    match key:
        case "left":
            return pgettext("key", "left")
        case "right":
            return pgettext("key", "right")
    before, plus, last = key.rpartition("+")
    last = written(last)
    if plus:
        return "+".join(name.capitalize() for name in (*before.split("+"), last))
    return last.upper() if last[0] == "f" and last[1:].isdigit() else last


def _key_now(app: App[int] | App[object], binding_id: str) -> str:
    chosen = app.chosen_key(binding_id) if isinstance(app, KeyHost) else None
    return chosen or usual_key(binding_id)


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _below(child)
