"""Which keys work together: the screens and dialogs with their widgets, found from the classes.

What a key does is written once, in a binding. The table of keys, the check of what a person has
set otherwise and the tests all read it from here.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

import cabinet_tui.screens

_OURS = "cabinet_tui."


@dataclass(frozen=True)
class Place:
    """A screen or a dialog with its own keys and those of the widgets in it.

    ``around`` are the keys of the app that work there too. No list has twins. ``is_typed_in``
    tells whether there is something to type into.
    """

    kind: type[Screen[object]]
    own: Sequence[Binding]
    around: Sequence[Binding]
    is_typed_in: bool = False

    @property
    def name(self) -> str:
        """What the class is called."""
        return self.kind.__name__

    @property
    def is_dialog(self) -> bool:
        """Whether the keys of the app rest while it is open."""
        return issubclass(self.kind, ModalScreen)

    @property
    def bindings(self) -> Sequence[Binding]:
        """All keys that work there; its own come first, as they do when one is pressed."""
        return (*self.own, *self.around)


def places(app: type[App[int]]) -> Sequence[Place]:
    """Every screen and dialog of the program that has keys, by module and name."""
    for module in pkgutil.walk_packages(
        cabinet_tui.screens.__path__, f"{cabinet_tui.screens.__name__}."
    ):
        importlib.import_module(module.name)
    everywhere = keys_of(app)
    # A key with priority is heard by the app even below a dialog.
    always = [binding for binding in everywhere if binding.priority]
    found = []
    for kind in sorted(set(_below(Screen)), key=lambda kind: (kind.__module__, kind.__name__)):
        if kind.__module__.startswith(_OURS):
            own = [*keys_of(kind)]
            shown = widgets_of(kind)
            for widget in shown:
                own += keys_of(widget)
            if own:
                around = always if issubclass(kind, ModalScreen) else everywhere
                around = [binding for binding in around if not _rests(binding, kind)]
                is_typed_in = any(issubclass(widget, (Input, TextArea)) for widget in shown)
                found.append(Place(kind, tuple(own), tuple(around), is_typed_in))
    return tuple(found)


def _rests(binding: Binding, kind: type[Screen[object]]) -> bool:
    resting: frozenset[str] = getattr(kind, "resting", frozenset())
    return binding.action.partition("(")[0] in resting


def keys_of(kind: type[DOMNode]) -> list[Binding]:
    """The bindings of a class and of its bases in the program, without twins.

    A class may put another binding in the place of one of its base: that one is left out.
    """
    found: list[Binding] = []
    taken: set[str] = set()
    for base in kind.__mro__:
        if base.__module__.startswith(_OURS):
            own = [binding for binding in vars(base).get("BINDINGS", ()) if not binding.system]
            found += [binding for binding in own if not {*keys(binding)} & taken]
            taken.update(key for binding in own for key in keys(binding))
    return found


def keys(binding: Binding) -> list[str]:
    """The keys of a binding, by the names that Textual gives them."""
    return [single.key for single in Binding.make_bindings([binding])]


def widgets_of(kind: type[DOMNode]) -> list[type[Widget]]:
    """Our widgets that a screen may show: what its modules import, and what those import."""
    seen: set[str] = set()
    waiting = [base.__module__ for base in kind.__mro__ if base.__module__.startswith(_OURS)]
    found: list[type[Widget]] = []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for widget in _widgets_in(sys.modules[name]):
            if widget not in found:
                found.append(widget)
            waiting.append(widget.__module__)
    return sorted(found, key=lambda widget: (widget.__module__, widget.__name__))


def _widgets_in(module: ModuleType) -> Iterator[type[Widget]]:
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Widget)
            and not issubclass(value, Screen)
            and value.__module__.startswith(_OURS)
        ):
            yield value


def _below(kind: type[Screen[object]]) -> Iterator[type[Screen[object]]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)
