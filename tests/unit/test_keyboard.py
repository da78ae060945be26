"""A key works whichever of the two keyboard layouts is on."""

from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Footer, Input
from textual.widgets._footer import FooterKey

from cabinet_tui.widgets.keyboard import TwinCollision, collisions, latin, retyped, twin, with_twins


class Keyed(App[None]):
    """An app with a key of each kind."""

    ENABLE_COMMAND_PALETTE = False
    AUTO_FOCUS = None
    BINDINGS: ClassVar[list[BindingType]] = with_twins(
        Binding("q", "note('q')", "Go", id="go"),
        Binding("Y", "note('Y')", "Copy"),
        Binding("slash", "note('/')", "Search", key_display="/"),
        Binding("j,down", "note('j')", "Next"),
        Binding("ctrl+r", "note('ctrl')", "Again"),
        Binding("1", "note('1')", "First"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        """A footer to list the keys and a field to type into."""
        yield Input(id="field")
        yield Footer()

    def action_note(self, key: str) -> None:
        """Remember which key it was."""
        self.noted.append(key)


@pytest.mark.parametrize(
    ("key", "russian"),
    [
        ("q", "й"),
        ("Q", "Й"),
        ("y", "н"),
        ("m", "ь"),
        ("[", "х"),
        ("left_square_bracket", "х"),
        (":", "Ж"),
        ("/", "full_stop"),
        ("slash", "full_stop"),
        ("question_mark", "comma"),
        ("#", "numero_sign"),
        ("1", None),
        ("ctrl+q", None),
        ("escape", None),
        ("f1", None),
        ("space", None),
        ("й", None),
    ],
)
def test_the_twin_lies_on_the_same_place_of_the_keyboard(key: str, russian: str | None) -> None:
    assert twin(key) == russian


def test_every_letter_has_a_twin_of_its_own() -> None:
    latin = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    russian = [twin(letter) for letter in latin]
    assert len(set(russian)) == len(latin)
    assert all(found and found.isalpha() and not found.isascii() for found in russian)


@pytest.mark.parametrize(
    ("pressed", "noted"),
    [
        ("q", "q"),
        ("й", "q"),
        ("Y", "Y"),
        ("Н", "Y"),
        ("/", "/"),
        (".", "/"),
        ("j", "j"),
        ("о", "j"),
        ("down", "j"),
        ("ctrl+r", "ctrl"),
        ("1", "1"),
    ],
)
async def test_a_key_fires_in_both_layouts(pressed: str, noted: str) -> None:
    app = Keyed()
    async with app.run_test() as pilot:
        await pilot.press(pressed)
        assert app.noted == [noted]


async def test_a_small_twin_does_not_fire_the_capital() -> None:
    app = Keyed()
    async with app.run_test() as pilot:
        await pilot.press("н")
        assert app.noted == []


async def test_in_a_field_the_letters_are_letters() -> None:
    app = Keyed()
    async with app.run_test() as pilot:
        field = app.query_one("#field", Input)
        field.focus()
        await pilot.press("й", "q", ".")
        assert (field.value, app.noted) == ("йq.", [])


async def test_the_footer_shows_each_key_once_and_in_latin() -> None:
    app = Keyed()
    async with app.run_test() as pilot:
        await pilot.pause()
        shown = [(key.key_display, key.description) for key in app.query(FooterKey)]
        assert shown == [
            ("q", "Go"),
            ("Y", "Copy"),
            ("/", "Search"),
            ("j", "Next"),
            ("^r", "Again"),
            ("1", "First"),
        ]


async def test_a_key_that_is_set_otherwise_takes_its_twin_along() -> None:
    app = Keyed()
    async with app.run_test() as pilot:
        app.set_keymap({"go": "g"})
        await pilot.press("й")
        await pilot.press("q")
        assert app.noted == []
        await pilot.press("g")
        assert app.noted == ["q"]
        assert ("g", "Go") in [(key.key_display, key.description) for key in app.query(FooterKey)]


def test_bindings_keep_their_ids_and_texts() -> None:
    latin, russian = (
        binding for binding in with_twins(Binding("q", "quit", "Quit", id="quit", priority=True))
    )
    assert isinstance(latin, Binding)
    assert isinstance(russian, Binding)
    assert (latin.key, russian.key) == ("q", "й")
    assert latin.id == russian.id == "quit"
    assert latin.action == russian.action
    assert latin.priority
    assert russian.priority


def test_a_twin_written_by_hand_is_not_added_again() -> None:
    assert with_twins(Binding("f,а,escape", "close")) == [Binding("f,а,escape", "close")]


def test_a_twin_on_the_key_of_another_binding_is_found() -> None:
    search, more = Binding("slash", "search"), Binding("full_stop", "more")
    assert collisions([search]) == {}
    assert collisions([search, more]) == {"full_stop": ["search", "more"]}
    with pytest.raises(TwinCollision, match="full_stop: search, more"):
        with_twins(search, more)
    assert collisions([Binding("slash", "search"), Binding("full_stop", "search")]) == {}


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("ctrl+з", "ctrl+p"),
        ("alt+ctrl+й", "alt+ctrl+q"),
        ("ctrl+х", "ctrl+left_square_bracket"),
        ("й", "q"),
        ("Й", "Q"),
        ("ctrl+p", "ctrl+p"),
        ("ctrl+full_stop", "ctrl+full_stop"),
        ("f1", "f1"),
        ("+", "+"),
    ],
)
def test_a_key_with_ctrl_means_the_latin_letter(sent: str, meant: str) -> None:
    assert latin(sent) == meant


def test_what_was_typed_on_the_wrong_layout_is_understood() -> None:
    assert "пополнить" in retyped("gjgjkybnm")
    assert "top up" in retyped("ещз гз")
