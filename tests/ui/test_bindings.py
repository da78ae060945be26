"""Every key of the program works on both keyboards, has its id, and none is in another's way."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

from cabinet_tui.app import CabinetApp
from cabinet_tui.screens.key_places import Place, keys, keys_of, places, widgets_of
from cabinet_tui.screens.remapping import remap
from cabinet_tui.widgets.key_names import is_typed
from cabinet_tui.widgets.keyboard import collisions, twin


@pytest.fixture(scope="module")
def found() -> Sequence[Place]:
    return places(CabinetApp)


def _all_bindings(kind: type[DOMNode]) -> Iterator[Binding]:
    """What a node hears, twins and the keys of Textual's own classes too."""
    for base in kind.__mro__:
        yield from Binding.make_bindings(vars(base).get("BINDINGS", ()))


def test_all_screens_and_dialogs_are_looked_at(found: Sequence[Place]) -> None:
    assert len(found) > 60
    assert len([place for place in found if place.is_dialog]) > 45
    assert {"SignInScreen", "HomeScreen", "PaymentDialog", "PlanDialog", "KeysDialog"} <= {
        place.name for place in found
    }


def test_every_key_has_its_twin(found: Sequence[Place]) -> None:
    kinds: set[type[DOMNode]] = {CabinetApp, *(place.kind for place in found)}
    kinds.update(widget for place in found for widget in widgets_of(place.kind))
    deaf = []
    for kind in sorted(kinds, key=lambda kind: kind.__name__):
        heard = {(binding.key, binding.action) for binding in _all_bindings(kind)}
        deaf += [
            f"{kind.__name__}: {key} ({action})"
            for key, action in sorted(heard)
            if (other := twin(key))
            and (other, action) not in heard
            # Signs that lie where the twin of another lies: that key is this twin.
            and not any(twin(one) == key for one, same in heard if same == action)
        ]
    assert deaf == []


def test_no_two_keys_of_one_place_are_the_same(found: Sequence[Place]) -> None:
    for place in found:
        # A dialog may answer to a key of the app by itself; a twin that does so was not meant to.
        taken = {key for binding in place.own for key in keys(binding)}
        around = [binding for binding in place.around if not taken & {*keys(binding)}]
        named = [binding for binding in (*place.own, *around) if binding.id]
        assert collisions(named) == {}, place.name
        owners = defaultdict(set)
        for binding in named:
            for key in keys(binding):
                if is_typed(key):
                    owners[key].add(binding.id)
        assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}, place.name


def test_a_section_leaves_the_keys_that_work_everywhere_alone(found: Sequence[Place]) -> None:
    for place in found:
        if not place.is_dialog:
            own = {key for binding in place.own for key in keys(binding)}
            around = {key for binding in place.around for key in keys(binding)}
            assert own & around == set(), place.name


def test_every_key_that_one_types_has_an_id_and_a_meaning(found: Sequence[Place]) -> None:
    for place in found:
        for binding in place.bindings:
            if any(is_typed(key) and key != "space" for key in keys(binding)):
                assert binding.id, (place.name, binding)
                assert binding.description, (place.name, binding)


def test_an_id_means_one_thing(found: Sequence[Place]) -> None:
    meanings = defaultdict(set)
    for place in found:
        for binding in place.bindings:
            if binding.id:
                assert binding.description, binding
                meanings[binding.id].add((binding.key, binding.description))
    assert {name: what for name, what in meanings.items() if len(what) > 1} == {}
    assert len(meanings) > 180
    assert [name for name in meanings if not name.replace(".", "").replace("_", "").isalnum()] == []


def test_every_key_can_be_set_to_what_it_is(found: Sequence[Place]) -> None:
    usual = {
        binding.id: keys(binding)
        for binding in (*keys_of(CabinetApp), *(one for place in found for one in place.own))
        if binding.id
    }
    assert remap(usual, found).complaints == ()
