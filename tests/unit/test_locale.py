"""The program speaks each of its languages completely, and no text goes around them."""

import os
import string
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cabinet_tui import locale
from cabinet_tui.locale import _, formats, ngettext
from tests.unit.spoken_texts import unspoken
from tools import catalogue

PO = catalogue.ROOT / "cabinet_tui/locale/ru/LC_MESSAGES/cabinet_tui.po"
RUSSIAN = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Hello, {name}"
msgstr "Привет, {name}"

msgid "{count} row"
msgid_plural "{count} rows"
msgstr[0] "{count} строка"
msgstr[1] "{count} строки"
msgstr[2] "{count} строк"
"""


@pytest.fixture
def project(tmp_path: Path) -> Callable[..., Path]:
    """A tiny project of two texts, with its Russian translation as changed by the test."""

    def make(*changes: tuple[str, str]) -> Path:
        package = tmp_path / "cabinet_tui"
        po = package / "locale/ru/LC_MESSAGES/cabinet_tui.po"
        po.parent.mkdir(parents=True)
        texts = 'print(_("Hello, {name}"), ngettext("{count} row", "{count} rows", 2))\n'
        (package / "words.py").write_text(texts, encoding="utf-8")
        russian = RUSSIAN
        for old, new in changes:
            assert old in russian
            russian = russian.replace(old, new)
        po.write_text(russian, encoding="utf-8")
        return tmp_path

    return make


def test_the_catalogues_are_complete_and_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert (catalogue.main(["check"]), capsys.readouterr().out) == (0, "")


def test_every_translation_can_be_filled_in() -> None:
    with PO.open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    assert len(messages) > 100
    for message in messages:
        for form in filter(None, catalogue.forms(message.string)):
            names = {name for _, name, _, _ in string.Formatter().parse(form) if name}
            assert form.format(**dict.fromkeys(names, "7"))


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Привет, {name}", "", "not translated: 'Hello, {name}'"),
        ("Привет, {name}", "Привет, {имя}", "placeholders differ: 'Привет, {имя}'"),
        ("Привет, {name}", "Привет", "placeholders differ: 'Привет'"),
        ("{count} строки", "строки", "placeholders differ: 'строки'"),
        ('{count} строк"', '"', "not translated: '{count} row'"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "fuzzy: 'Hello, {name}'"),
    ],
)
def test_a_fault_in_a_translation_is_found(
    project: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    complaint: str,
) -> None:
    root = project((old, new))
    assert catalogue.main(["update"], root) == 1
    assert catalogue.main(["check"], root) == 1
    assert complaint in capsys.readouterr().out


def test_a_good_translation_is_taken_and_stays_byte_for_byte(project: Callable[..., Path]) -> None:
    root = project()
    assert catalogue.main(["check"], root) == 1
    assert catalogue.main(["update"], root) == 0
    assert catalogue.main(["check"], root) == 0
    made = {path: path.read_bytes() for path in root.rglob("*.*o*")}
    assert len(made) == 3
    assert catalogue.main(["update"], root) == 0
    assert made == {path: path.read_bytes() for path in root.rglob("*.*o*")}


@pytest.mark.parametrize("stale", ["messages.pot", "cabinet_tui.po", "cabinet_tui.mo"])
def test_a_stale_file_is_found(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str], stale: str
) -> None:
    root = project()
    assert catalogue.main(["update"], root) == 0
    (path,) = root.rglob(stale)
    path.write_bytes(path.read_bytes() + b"\n#")
    assert catalogue.main(["check"], root) == 1
    assert stale in capsys.readouterr().out


def test_a_new_text_is_missed_until_it_is_translated(project: Callable[..., Path]) -> None:
    root = project()
    assert catalogue.main(["update"], root) == 0
    with (root / "cabinet_tui/words.py").open("a", encoding="utf-8") as file:
        file.write('print(_("Bye"))\n')
    assert catalogue.main(["check"], root) == 1
    assert catalogue.main(["update"], root) == 1


def test_a_text_in_the_braces_of_an_f_string_is_found(
    project: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    root = project()
    assert catalogue.main(["update"], root) == 0
    more = 'print(f"{_(title)}", f"{one}: {_(\'Hello, {name}\').format(name=one)}")\n'
    with (root / "cabinet_tui/words.py").open("a", encoding="utf-8") as file:
        file.write(more)
    assert catalogue.main(["check"], root) == 1
    said = "words.py:2: _('Hello, {name}') is hidden in the braces of an f-string\n"
    assert capsys.readouterr().out == f"cabinet_tui/{said}"


def test_the_tool_wants_one_of_its_two_words() -> None:
    assert catalogue.main(["improve"]) == 2
    assert catalogue.main([]) == 2


def test_the_placeholders_of_both_kinds_are_compared() -> None:
    assert catalogue.placeholders("{a} of {b}, %(kind)s %s, 100%, {{c}}") == [
        "%(kind)s",
        "%s",
        "a",
        "b",
    ]


def test_the_language_changes_at_once() -> None:
    assert _("Balance") == "Balance"
    locale.use("ru")
    assert locale.current() == "ru"
    assert _("Balance") == "Баланс"
    locale.use("en")
    assert _("Balance") == "Balance"


def test_an_unknown_language_is_english() -> None:
    locale.use("tlh")
    assert (locale.current(), _("Balance")) == ("en", "Balance")


def test_an_empty_text_stays_empty() -> None:
    locale.use("ru")
    assert _("") == ""


def test_russian_counts_in_three_forms() -> None:
    locale.use("ru")
    written = [formats.days(n).replace("\u00a0", " ") for n in (1, 2, 5, 11, 21, 1024)]
    assert written == ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "1 024 дня"]
    assert formats.ago(timedelta(minutes=12)).replace("\u00a0", " ") == "12 мин"


def test_english_counts_in_two_forms() -> None:
    assert [ngettext("{count} day", "{count} days", n) for n in (1, 2)] == [
        "{count} day",
        "{count} days",
    ]


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("ru", {"CABINET_LANG": "en"}, "ru"),
        (None, {"CABINET_LANG": "ru", "LC_ALL": "en_US.UTF-8"}, "ru"),
        (None, {"LC_ALL": "ru_RU.UTF-8", "LANG": "en_US.UTF-8"}, "ru"),
        (None, {"LC_MESSAGES": "ru_RU", "LANG": "en_US.UTF-8"}, "ru"),
        (None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_language_to_start_with(
    asked: str | None,
    environment: dict[str, str],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("CABINET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert "CABINET_LANG" in environment or "CABINET_LANG" not in os.environ
    assert locale.preferred(asked) == language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("--lang=ru CABINET_LANG=en settings=en account=en LANG=en", "ru"),
        ("CABINET_LANG=ru settings=en account=en LANG=en", "ru"),
        ("settings=ru account=en LANG=en", "ru"),
        ("account=ru LANG=en_GB.UTF-8", "ru"),
        ("account=ru-RU LANG=en_GB.UTF-8", "ru"),
        ("settings=tlh account=de LANG=ru_RU.UTF-8", "ru"),
        ("--lang=de settings=ru", "en"),
    ],
)
def test_the_order_in_which_a_language_is_chosen(
    words: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CABINET_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    said = dict(word.split("=") for word in words.split())
    for name in said.keys() & {"CABINET_LANG", "LANG"}:
        monkeypatch.setenv(name, said[name])
    found = locale.preferred(said.get("--lang"), said.get("settings", ""), said.get("account", ""))
    assert found == language


def test_no_visible_text_goes_around_the_catalogues() -> None:
    package = catalogue.ROOT / "cabinet_tui"
    rooms = [path for path in package.rglob("*.py") if "sandbox" not in path.parts]
    found = [
        f"{path.relative_to(catalogue.ROOT)}:{line}: {text}"
        for path in sorted(rooms)
        for line, text in unspoken(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'Static("Your balance")',
        'yield Label(f"Balance: {amount}")',
        'Button("Sign in", id="go")',
        'Binding("q", "quit", "Quit")',
        'self.notify("It is done")',
        'print("Signed out")',
        'Content.assemble(("until", "bold"), day)',
        'parser.add_argument("--page", help="which page")',
        'field.placeholder = "E-mail"',
        'sys.stderr.write("Interrupted")',
        'raise NotFound(detail="Missing")',
        '_(f"Hello, {name}")',
        '_("Hello, {name}".format(name=name))',
        '_("Hello, " + name)',
        'Input(placeholder="code" if short else _("Code"))',
    ],
)
def test_a_text_that_goes_around_them_is_found(code: str) -> None:
    assert len(unspoken(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'Static(_("Your balance"))',
        'Static(id="plan", classes="muted")',
        'Button(_("Sign in"), id="go", variant="primary")',
        'Binding("q", "quit", N_("Quit"), id="quit")',
        'print(f"{name}: {value}")',
        'print(f"cabinet-tui: {text}")',
        'Input(placeholder="https://vpn.example.com")',
        'print("\\n".join(lines), end="")',
        'Content.styled(name, "bold $accent")',
        'Content.assemble((name, "bold"), "  ", day)',
        '_("Hello, {name}").format(name=name)',
        "_(title)",
        'ngettext("{count} row", "{count} rows", n)',
    ],
)
def test_a_text_that_goes_through_them_is_left_alone(code: str) -> None:
    assert unspoken(code) == []
