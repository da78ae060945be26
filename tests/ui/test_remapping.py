"""Keys set otherwise: what is understood, what is refused, and what the program then does."""

from collections.abc import Mapping, Sequence

import pytest

from cabinet_tui.app import CabinetApp
from cabinet_tui.screens.key_places import Place, places
from cabinet_tui.screens.remapping import Remapping, remap
from cabinet_tui.widgets.key_names import key_of


@pytest.fixture(scope="module")
def found() -> Sequence[Place]:
    return places(CabinetApp)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("g", "g"),
        ("G", "G"),
        ("shift+g", "G"),
        ("п", "g"),
        ("П", "G"),
        ("ж", "semicolon"),
        ("Ж", "colon"),
        ("ctrl+х", "ctrl+left_square_bracket"),
        ("/", "slash"),
        ("slash", "slash"),
        (",", "comma"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("Ctrl+Y", "ctrl+y"),
        ("ctrl+н", "ctrl+y"),
        ("shift+ctrl+y", "ctrl+shift+y"),
        ("F12", "f12"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        (" ", "space"),
        ("9", "9"),
        ("№", None),
        ("ctrl+", None),
        ("ctrl+ctrl+y", None),
        ("hold+y", None),
        ("f99", None),
        ("banana", None),
        ("<any>", None),
        ("gg", None),
    ],
)
def test_a_key_is_understood_as_people_write_it(written: str, key: str | None) -> None:
    assert key_of(written) == key


@pytest.mark.parametrize(
    ("wanted", "keymap"),
    [
        ({}, {}),
        ({"top_up": "z"}, {"top_up": "z,я"}),
        ({"top_up": "я"}, {"top_up": "z,я"}),
        ({"top_up": ["z", "f12"]}, {"top_up": "z,f12,я"}),
        ({"top_up": "Z"}, {"top_up": "Z,Я"}),
        ({"balance.search": "["}, {"balance.search": "left_square_bracket,х"}),
        ({"balance": {"search": "["}}, {"balance.search": "left_square_bracket,х"}),
        ({"quit": "f10"}, {"quit": "f10"}),
        # Two that change places, and one that takes what another has left.
        ({"top_up": "r", "refresh": "t"}, {"top_up": "r,к", "refresh": "t,е"}),
        ({"top_up": "z", "refresh": "t"}, {"top_up": "z,я", "refresh": "t,е"}),
        # What closes a dialog always does.
        ({"cards.close": "z"}, {"cards.close": "z,escape,я"}),
        # A section may not take what works everywhere, but dialogs have their keys for themselves.
        ({"cards.remove": "t"}, {"cards.remove": "t,е"}),
    ],
)
def test_a_key_takes_its_twin_along(
    found: Sequence[Place], wanted: Mapping[str, object], keymap: Mapping[str, str]
) -> None:
    assert (remap(wanted, found).keymap, remap(wanted, found).complaints) == (keymap, ())


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"topup": "z"}, "topup: there is no key of this id"),
        ({"top_up": "zz"}, "top_up: there is no key “zz”"),
        ({"top_up": 5}, "top_up: it has to be a key or a list of keys, in quotes"),
        ({"top_up": []}, "top_up: it has to be a key or a list of keys, in quotes"),
        ({"top_up": [5]}, "top_up: there is no key “5”"),
        ({"top_up": ""}, "top_up: there is no key “”"),
        ({"top_up": "enter"}, "top_up: enter has its own meaning everywhere"),
        ({"top_up": "ctrl+c"}, "top_up: ctrl+c has its own meaning everywhere"),
        ({"top_up": "ctrl+i"}, "top_up: a terminal cannot tell ctrl+i from tab"),
        ({"top_up": "r"}, "top_up: r is “Refresh” already (refresh)"),
        ({"top_up": "к"}, "top_up: r is “Refresh” already (refresh)"),
        ({"top_up": "1"}, "top_up: 1 is “Home” already (section.home)"),
        # Everywhere and on one screen: one of the two would not be heard there.
        ({"top_up": "n"}, "top_up: n is “Renew” already (subscription.renew)"),
        ({"home.copy": "t"}, "home.copy: t is “Top up” already (top_up)"),
        # The dot lies where the slash is, on the other layout.
        ({"balance.cards": "."}, "balance.cards: / is “Search” already (balance.search)"),
        ({"top_up": ","}, "top_up: ? is “Help” already (keys)"),
        ({"top_up": "z", "quit": "z"}, "quit: z is “Top up” already (top_up)"),
        ({"keys.f1": "h"}, "keys.f1: h is text where one types: use an F key, or one with ctrl"),
        ({"message.send": "z"}, "message.send: z is text where one types"),
    ],
)
def test_what_cannot_be_used_is_told_and_the_rest_holds(
    found: Sequence[Place], wanted: Mapping[str, object], complaint: str
) -> None:
    judged = remap({**wanted, "settings": "f12"}, found)
    assert [told for told in judged.complaints if not told.startswith(complaint)] == []
    assert len(judged.complaints) == 1
    assert judged.keymap["settings"] == "f12"


def test_a_key_is_given_back_only_to_whom_it_belongs(found: Sequence[Place]) -> None:
    # Refresh cannot have q, so it keeps r, which top_up then cannot have either.
    judged = remap({"top_up": "r", "refresh": "q"}, found)
    assert judged.keymap == {}
    assert [told.split(":")[0] for told in judged.complaints] == ["refresh", "top_up"]


@pytest.mark.parametrize("wanted", [5, "z", ["z"]])
def test_keys_that_are_no_table_are_told(found: Sequence[Place], wanted: object) -> None:
    assert remap(wanted, found) == Remapping(
        complaints=('it has to be a table, with lines like top_up = "g"',)
    )
