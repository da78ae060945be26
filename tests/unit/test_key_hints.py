"""No text names a key of a binding by itself: it would lie to whoever has set another one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cabinet_tui import locale
from cabinet_tui.app import CabinetApp
from cabinet_tui.screens.key_places import keys as keys_of_binding
from cabinet_tui.screens.key_places import places
from cabinet_tui.widgets.named_keys import in_text, usual_key
from tools import catalogue

PACKAGE = catalogue.ROOT / "cabinet_tui"
PO = PACKAGE / "locale/ru/LC_MESSAGES/cabinet_tui.po"

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%(\(\w+\))?[a-z]")
_KEY = re.compile(
    # A modifier, an F key or tab; a single Latin letter or digit, which is no word in Russian.
    r"\b(?:Ctrl|Alt|Shift|Tab|tab)\b|\b[Ff]\d{1,2}\b|(?<![\w.@/\[=-])[A-Za-z0-9](?![\w.@/\]-]\w|\w)"
)
_PRESSED = re.compile(
    r"\b[Pp]ress(?:es)? [a-zA-Z0-9]\b|\bWith [a-z] you\b|: [a-z0-9]\.|\b[b-z] \w+s\b"
)
NO_BINDINGS = {
    "the line of a terminal": ("Ctrl+C stops", "with Ctrl+D alone"),
    "plain mode, which has numbers": ("0 goes back", "a number from 0 to"),
    "numbers": (
        "< 1 min",
        "{debug}=1",
        "0 takes a free one",
        "(0), declined (1) or lost (9)",
        "from 1 (the newest)",
        "whole number from 1",
    ),
}
"""Why a text may have such a sign, and what is in it."""


def hints(english: str, russian: str) -> list[str]:
    """What looks like a key in a text and in its translation."""
    bare = [_PLACEHOLDER.sub("{}", text) for text in (english, russian)]
    return [*_PRESSED.findall(bare[0]), *_KEY.findall(bare[1])]


def _texts() -> Iterator[tuple[str, str]]:
    with PO.open("rb") as file:
        for message in read_po(file, locale="ru"):
            if message.id:
                english, russian = catalogue.forms(message.id), catalogue.forms(message.string)
                yield " ".join(english), " ".join(russian)


def test_no_text_names_a_key_by_itself() -> None:
    allowed = [part for parts in NO_BINDINGS.values() for part in parts]
    used = set[str]()
    found = []
    for english, russian in _texts():
        reasons = [part for part in allowed if part in english]
        used.update(reasons)
        if hints(english, russian) and not reasons:
            found.append(english)
    assert found == []
    # What is allowed and found no more would hide the next one.
    assert set(allowed) - used == set()


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("a switches it", "a — сменить"),
        ("Press n to pay anew.", "Нажмите n, чтобы оплатить заново."),
        ("Press {renew} to renew it, 3 for more.", "{renew} — продлить, 3 — ещё."),
        ("Your session ends: F9 signs you in.", "Сеанс закончится: F9 — войти заново."),
        ("Ctrl+S sends, Enter begins a new line", "Ctrl+S — отправить, Enter — новая строка"),
        ("Look at the history (2).", "Посмотрите историю (2)."),
        ("tab: next", "tab: далее"),
        # Not translated yet.
        ("Press n to pay anew.", ""),
        ("With a you accept all of them.", ""),
        ("Ask support: 6.", ""),
        ("y copies it", ""),
    ],
)
def test_a_key_in_a_text_is_found(english: str, russian: str) -> None:
    assert hints(english, russian) != []


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("{key} switches it", "{key} — сменить"),
        ("Press {key} to pay {amount}", "Нажмите {key}, чтобы оплатить {amount}"),
        ("Enter goes on, Esc goes back.", "Enter — далее, Esc — назад."),
        ("Use a code", "Ввести код"),
        ("The bot @x_bot takes TON, see t.me/x", "Бот @x_bot берёт TON, см. t.me/x"),
    ],
)
def test_what_is_no_key_is_left_alone(english: str, russian: str) -> None:
    assert hints(english, russian) == []


def _named() -> Iterator[tuple[str, str]]:
    """Where the key of a binding is named, and its id."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            match node.func, node.args:
                case ast.Name(id="named"), [ast.Constant(value=str(name))]:
                    yield _place(path), name
                case ast.Name(id="key_named" | "key_in_line"), [_, ast.Constant(value=str(name))]:
                    yield _place(path), name


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_every_key_that_is_named_is_that_of_a_binding() -> None:
    usual = {
        binding.id: keys_of_binding(binding)[0]
        for place in places(CabinetApp)
        for binding in place.bindings
    }
    named = list(_named())
    assert len(named) > 50
    assert [(where, name) for where, name in named if name not in usual] == []
    assert {name: usual_key(name) for _where, name in named} == {
        name: usual[name] for _where, name in named
    }


def test_every_code_is_told_the_keys_around_it() -> None:
    for path in sorted((PACKAGE / "screens").rglob("*.py")):
        code = path.read_text(encoding="utf-8")
        assert code.count("QrCode()") == code.count("QrKeys("), _place(path)


def test_a_key_of_no_binding_is_an_error() -> None:
    with pytest.raises(KeyError):
        usual_key("subscription.nothing")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("a", "a"),
        ("A", "A"),
        ("6", "6"),
        ("slash", "/"),
        ("plus", "+"),
        ("f9", "F9"),
        ("f12", "F12"),
        ("ctrl+s", "Ctrl+S"),
        ("ctrl+plus", "Ctrl++"),
        ("ctrl+shift+y", "Ctrl+Shift+Y"),
        ("alt+enter", "Alt+Enter"),
        ("shift+f5", "Shift+F5"),
        ("tab", "tab"),
        ("left", "left"),
    ],
)
def test_a_key_is_written_as_in_a_sentence(key: str, text: str) -> None:
    before = locale.current()
    locale.use("en")
    try:
        assert in_text(key) == text
    finally:
        locale.use(before)
