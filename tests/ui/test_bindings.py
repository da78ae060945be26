"""Every key of the program works on both keyboards, and no two of them get in each other's way."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import cabinet_tui.screens
import cabinet_tui.widgets
from cabinet_tui.app import CabinetApp
from cabinet_tui.widgets.keyboard import collisions, twin


def _ours() -> list[type[DOMNode]]:
    """The app, and every screen and widget of the program."""
    for package in (cabinet_tui.screens, cabinet_tui.widgets):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found = {kind for kind in _below(DOMNode) if kind.__module__.startswith("cabinet_tui.")}
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def _below(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)


def _bindings(kind: type[DOMNode]) -> list[Binding]:
    """The bindings of a class and of its bases in the program, one for each key."""
    found: list[Binding] = []
    for base in kind.__mro__:
        if base.__module__.startswith("cabinet_tui."):
            found += Binding.make_bindings(vars(base).get("BINDINGS", ()))
    return found


def _meant(bindings: Iterable[Binding]) -> list[Binding]:
    """The bindings without the twins."""
    return [binding for binding in bindings if not binding.system]


OURS = _ours()


def test_the_program_has_keys() -> None:
    assert CabinetApp in OURS
    assert len([kind for kind in OURS if _bindings(kind)]) > 3


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_every_key_has_its_twin(kind: type[DOMNode]) -> None:
    bindings = _bindings(kind)
    heard = {(binding.key, binding.action) for binding in bindings}
    deaf = [
        f"{binding.key} ({binding.action})"
        for binding in _meant(bindings)
        if (other := twin(binding.key)) and (other, binding.action) not in heard
    ]
    assert deaf == []


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_the_twins_of_one_place_do_not_collide(kind: type[DOMNode]) -> None:
    own = _meant(_bindings(kind))
    # A screen may take a key of the app for itself; a twin that does so was not meant to.
    taken = {binding.key for binding in own}
    around = [binding for binding in _meant(_bindings(CabinetApp)) if binding.key not in taken]
    assert collisions([*own, *around]) == {}
