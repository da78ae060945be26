"""Every section on every kind of terminal: whole, in the language that was asked for."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cabinet_tui import locale
from tests.e2e.cabinet_command import CabinetCommand
from tests.e2e.display import display
from tests.sandbox_server import SandboxServer

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal"),
]
SIZES = ((20, 60), (24, 80), (36, 120), (60, 200))
DEPTHS = {
    "24 bit": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256": {"TERM": "xterm-256color"},
    "16": {"TERM": "xterm"},
    "none": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"},
}
SECTIONS = {
    "en": ("Home", "Balance", "Plans", "Subscription", "Referrals", "Support", "Account"),
    "ru": ("Главная", "Баланс", "Тарифы", "Подписка", "Рефералы", "Поддержка", "Аккаунт"),
}
_MOJIBAKE = re.compile("\ufffd|[\x80-\x9f]|[ÐÑÂÃ][\x80-\xbf°-¿]")
_BEFORE_DOTS = re.compile(r"(\S(?:\S| (?! ))*)…")
_SHORTEST = 4
"""Letters of a text that tell which one was cut."""


def is_of(depth: str, colour: tuple[int, ...]) -> bool:
    """Whether a terminal of this depth is asked for such a colour.

    Without any there is still the black and white of a QR code.
    """
    match depth:
        case "24 bit":
            return colour[0] == 2
        case "256":
            return colour[0] == 5
        case "16":
            return len(colour) == 1
        case _:
            return colour in ((40,), (97,))


def flaws(rows: list[str], texts: frozenset[str]) -> Iterator[str]:
    """What is wrong with what is seen: mojibake, a text of ours cut short, one at the edge."""
    for place, row in enumerate(rows, start=1):
        if found := _MOJIBAKE.search(row):
            yield f"mojibake {found.group()!r} in {row!r}"
        # The keys of the last row may end there.
        if row[-1:].isalnum() and place < len(rows):
            yield f"runs into the edge: {row!r}"
        for cut in _BEFORE_DOTS.findall(row):
            if f"{cut}…" not in texts and any(is_cut(cut, text) for text in texts):
                yield f"cut short: {cut!r} in {row!r}"


def is_cut(seen: str, text: str) -> bool:
    """Whether this is the beginning of a text that goes on."""
    return len(seen) >= _SHORTEST and text.startswith(seen)


@pytest.fixture
def texts(language: str) -> frozenset[str]:
    """Every text of ours without a blank to fill in."""
    place = Path(locale.__file__).parent / "ru" / "LC_MESSAGES" / "cabinet_tui.po"
    with place.open("rb") as file:
        messages = [one for one in read_po(file) if one.id and isinstance(one.id, str)]
    chosen = {str(one.string if language == "ru" else one.id) for one in messages}
    return frozenset(text for text in chosen if "{" not in text)


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("language", SECTIONS)
def test_every_section_is_whole(
    world: SandboxServer, cabinet: CabinetCommand, texts: frozenset[str], language: str, depth: str
) -> None:
    assert cabinet.sign_in(world).code == 0
    found = list[str]()
    rows, columns = SIZES[0]
    arguments = ("-m", "cabinet_tui", "--lang", language)
    with display(*arguments, rows=rows, columns=columns, **DEPTHS[depth]) as screen:
        screen.look("live|онлайн")
        for rows, columns in SIZES:
            screen.resize(rows, columns)
            for number, title in enumerate(SECTIONS[language], start=1):
                screen.press(str(number))
                seen = screen.look(rf" {number} {title}")
                found += [f"{columns}x{rows} {title}: {flaw}" for flaw in flaws(seen, texts)]
        colours = screen.colours()
    assert found == []
    assert colours
    assert {colour for colour in colours if not is_of(depth, colour)} == set()


@pytest.mark.parametrize(
    ("row", "flaw"),
    [
        ("Ð‘Ð°Ð»Ð°Ð½Ñ\x81 ", "mojibake"),
        ("� ", "mojibake"),
        ("the price of the tar", "runs into the edge"),
        ("  Пополн…  ", "cut short"),
    ],
)
def test_a_flaw_is_seen(row: str, flaw: str) -> None:
    assert flaw in next(flaws([row, ""], frozenset({"Пополнить"})))


def test_what_is_whole_has_no_flaw() -> None:
    whole = [" Загружается… ", " Максим @us… ", " 37,4 из 300 ГБ █"]
    assert list(flaws(whole, frozenset({"Загружается…", "Пополнить"}))) == []
