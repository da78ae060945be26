"""The Russian of the program says one thing with one word, and is written as Russian is."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tools import catalogue

PO = catalogue.ROOT / "cabinet_tui/locale/ru/LC_MESSAGES/cabinet_tui.po"
Text = tuple[str, str]
ELSEWISE = {
    "тикет": "обращение",
    "сессия|сессии|сессию": "сеанс",
    "промо-код": "промокод",
    "логин": "эл. почта",
    "пробн\\w+ период\\w*": "пробная подписка",
    "техобслуживани\\w+": "технические работы",
    "вступите": "подпишитесь",
    "план\\w*": "тариф или расчёт",
    "е-?мейл|имейл": "эл. почта",
    "учётн\\w+ запис\\w+": "аккаунт",
    "еще|ее|платеж|автоплатеж|включен|истек|идет|придет|счет|найдет": "с ё",
}
"""What is called otherwise here, and how."""
FREE = ("Enter alone", "Press {key} for a new code.", "Forgotten password")
"""Texts that begin or end otherwise than the English on purpose."""


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    with PO.open("rb") as file:
        return [(catalogue.forms(one.id)[-1], said) for one in read_po(file) for said in _said(one)]


def _said(message: Message) -> Iterator[str]:
    yield from catalogue.forms(message.string) if message.id else ()


def faults(texts: list[Text]) -> list[str]:
    """What is wrong, as sentences."""
    return [
        f"{fault}: {russian!r}" for english, russian in texts for fault in _faults(english, russian)
    ]


def _faults(english: str, russian: str) -> Iterator[str]:
    words = russian.replace("{", " {").lower()
    for word, better in ELSEWISE.items():
        if re.search(rf"(?<!\w)(?:{word})(?!\w)", words):
            yield f"it is called {better}"
    if re.search(r"[“”]|\.\.\.| - |  (?! )", russian):
        yield "it is not how Russian is written"
    if "“" in english and "«" not in russian:
        yield "it has no «»"
    if re.search(r"\S.*[^.?!] В(?:ы|ас|ам|аш\w*)\b", russian):
        yield "вы is written small"
    if russian and not english.startswith(FREE):
        if (english[-1] in ".?!:…") != (russian[-1] in ".?!:…"):
            yield "it ends otherwise"
        if english[:1].isalpha() and english[:1].isupper() and russian[:1].islower():
            yield "it begins otherwise"


def test_the_russian_texts_keep_to_their_words_and_signs(texts: list[Text]) -> None:
    assert len(texts) > 1300
    assert faults(texts) == []


@pytest.mark.parametrize(
    ("english", "russian"),
    [
        ("Ticket", "Тикет"),
        ("The session has ended.", "Сессия завершена."),
        ("“{name}” is removed.", "{name} удалено."),
        ("Wait…", "Подождите..."),
        ("Ask support, your friend.", "Спросите Вашу поддержку, если Вы там."),
        ("Nothing was sent.", "Ничего не отправлено"),
        ("Payment", "платёж"),
        ("Payment", "Платеж"),
        ("Trial", "Пробный период"),
    ],
)
def test_a_slip_is_found(english: str, russian: str) -> None:
    assert faults([(english, russian)])
