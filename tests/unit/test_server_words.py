"""What servers are known to say is said in the language in use; the rest as it came."""

import re

import pytest

from cabinet_tui import locale
from cabinet_tui.domain.balance import TransactionKind, kinds_told_apart
from cabinet_tui.domain.capability import Capability
from cabinet_tui.domain.errors import AccountBlocked, InvalidInput, Maintenance
from cabinet_tui.domain.server_sentences import SENTENCES
from cabinet_tui.domain.server_words import in_our_words
from tests.bedolaga_shared import needs_folder, sample, sample_names
from tests.unit.sandbox_words import sandbox_words

CYRILLIC = re.compile(r"[А-Яа-яЁё]")
AS_SENT = {
    "": "nothing is said",
    "half \ud83d": "a distorted frame",
    "С днём рождения!": "a person's own words",
    "Пользуйся!": "a person's own words",
    "Ответ поддержки": "the title of a notice that we word ourselves",
    "Обновляем серверы, вернёмся через полчаса": "why a service is closed, in its own words",
    "Waiting for confirmation": "an answer that is no refusal",
    "No pending email change": "of something that we do not ask for",
    "Плановые работы": "why a service is closed, in its own words",
}
"""What stays as it was sent, and why."""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("You already have an open ticket", "There is an open ticket already"),
        ("  you ALREADY have an open ticket. ", "There is an open ticket already"),
        ("Failed to create YooKassa payment", "YooKassa does not take payments right now."),
        ("Invalid payment method: nosuch", "This way to pay is not available."),
        ("Autopay is not available for trial subscriptions", "A trial cannot be paid for"),
    ],
)
def test_known_words_are_ours(said: str, told: str) -> None:
    assert in_our_words(said).startswith(told)


@pytest.mark.parametrize("said", ["", "Что-то своё.", "You already have an open ticket number 5"])
def test_other_words_stay_as_they_are(said: str) -> None:
    assert in_our_words(said) == said


def test_only_kinds_that_are_told_apart_are_filtered_by() -> None:
    few = kinds_told_apart(frozenset())
    assert TransactionKind.RENEWAL not in few
    assert TransactionKind.GIFT not in few
    assert kinds_told_apart(frozenset(Capability)) == tuple(TransactionKind)


def test_everything_a_sandbox_can_say_is_said_in_both_languages() -> None:
    said = sandbox_words()
    assert len(said) > 100
    assert {text: place for text, place in said.items() if _stays(text)} == {}


def _stays(text: str) -> bool:
    """Whether a text is not known, or comes out in the wrong language."""
    locale.use("en")
    english = in_our_words(text)
    locale.use("ru")
    russian = in_our_words(text)
    if text in AS_SENT:
        return english != text
    return text == english or bool(CYRILLIC.search(english)) or not CYRILLIC.search(russian)


@needs_folder
def test_every_refusal_that_was_recorded_is_known() -> None:
    bodies = {name: sample(name).body for name in sample_names() if not name.startswith("admin")}
    details = {
        name: body["detail"]
        for name, body in bodies.items()
        if isinstance(body, dict) and "detail" in body
    }
    texts = {
        name: detail.get("message") if isinstance(detail, dict) else detail
        for name, detail in details.items()
        if not isinstance(detail, list)
    }
    assert len(texts) > 30
    unknown = {name: text for name, text in texts.items() if _stays(str(text))}
    assert unknown == {}


def test_no_sentence_is_known_twice_and_all_are_found() -> None:
    assert [said for said in SENTENCES if in_our_words(said) != SENTENCES[said]] == []


@pytest.mark.parametrize(
    ("said", "russian"),
    [
        ("Minimum amount is 1,100.00 RUB", "Наименьшая сумма — 1 100,00 ₽."),
        ("Недостаточно средств. Не хватает 489 ₽", "На балансе не хватает 489,00 ₽."),
        ("Минимальная сумма вывода: 500₽. Доступно: 7₽", "Наименьшая сумма — 500,00 ₽."),
        ("Добавлено 5 устройств", "К подписке добавлено 5 устройств"),
        ("🔧 Заявка не найдена!", "Такой заявки нет."),
    ],
)
def test_amounts_and_counts_are_written_as_the_language_does(said: str, russian: str) -> None:
    locale.use("ru")
    assert in_our_words(said).replace("\u00a0", " ") == russian


def test_what_was_wrong_with_a_field_is_told_in_russian() -> None:
    locale.use("ru")
    fields = {
        "password": "String should have at least 8 characters",
        "email": "value is not a valid email address: It must have exactly one @-sign.",
        "days_before": "Field required",
    }
    assert InvalidInput(fields=fields).what == (
        "Пароль: нужно не меньше 8 символов; Эл. почта: Это не адрес электронной почты;"
        " days_before: не указано"
    )


def test_a_block_is_not_told_twice() -> None:
    known = "Доступ запрещён. Обратитесь в поддержку."
    assert AccountBlocked(detail=known).what == "This account is blocked."
    assert AccountBlocked(detail="Spam.").what == "This account is blocked. Spam."
    closed = "🔧 Ведутся технические работы. Сервис временно недоступен. Попробуйте позже."
    assert Maintenance(detail=closed).what == "The service is under maintenance."
    assert Maintenance(detail=closed, reason="Плановые работы").what.endswith("Плановые работы.")
