"""Every sentence of the program goes through gettext, but for those listed here with a reason."""

import re
from pathlib import Path

import pytest

from tests.unit.loose_texts import loose
from tools.catalogue import ROOT

PACKAGE = ROOT / "cabinet_tui"
NOT_OURS = ("sandbox",)
"""What a made-up server says is a server's. Its command line is held to its texts elsewhere."""

ALLOWED = (
    # Where, which texts, and why nobody has to read them in the language in use.
    (r"api/bedolaga/\w+_(words|refusals)", ".", "what servers say, to be recognised"),
    ("api/bedolaga/(access|session|traffic)", "only avail|verify|not conf|package", "the same"),
    ("api/(doubt|errors|payment_words)", "not found|not active|[a-z_ ]+", "the same"),
    (r"domain/(server_\w+|system_words)", ".", "the same, and what systems say"),
    ("services/spending", "server", "the same"),
    ("api/wire|credentials/record", "no (id|tokens?|record)", "caught where it is raised"),
    ("persistence/records", ".", "caught where it is raised"),
    (r"persistence/\w+", r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN)\b", "SQL"),
    ("realtime/(line|listener)", "the (link|next attempt)|no (link|token)", "Python's own log"),
    ("domain/trace", "again in|read only|ended with|caused by", "the log, for developers"),
    ("services/(keeping|traffic|words)", "(keep|count) [a-z ]+", "names of tasks"),
    (r"cli/plain/menu", "^(it|they|every|passwords|the|a) .+", "reasons that a test reads"),
    ("cli/questions", "да", "an answer, in any language"),
    (r"screens/(account_facts|dialogs/settings)|cli/plain/newcomer", "Русский", "its own name"),
    ("cli/spending", "cabinet-tui topup", "a command to type"),
    ("domain/labels", "Telegram Stars|Kassa AI", "names"),
    ("domain/money", r"руб\.", "what a person may type"),
    (r"domain/(markup_elements|path_shape)", "[a-z]", "names of elements and of paths"),
    ("locale/formats", "d MMM", "a pattern of CLDR"),
    ("widgets/keyboard", "[йЙ]", "a row of keys"),
    (r"screens/(home|spoken|dialogs/\w+)", r"^#[\w-]+, |^Input, TextArea", "selectors"),
    (r"themes|widgets/\w+", r"^(\$text-muted|bold)( \w+)+$", "styles"),
    (r"widgets/\w+", r"^\n    \w+.* \{", "a style sheet"),
    ("widgets/qr_files", "<svg|crispEdges|H0z", "SVG"),
)


def _reason(place: str, text: str) -> int | None:
    for number, (where, which, _why) in enumerate(ALLOWED):
        if re.fullmatch(where, place) and re.search(which, text):
            return number
    return None


def test_every_sentence_goes_through_gettext() -> None:
    paths = (path for path in PACKAGE.rglob("*.py") if _room(path) not in NOT_OURS)
    used, found = set(), []
    for path in sorted(paths):
        place = path.relative_to(PACKAGE).with_suffix("").as_posix()
        for line, text in loose(path.read_text(encoding="utf-8")):
            number = _reason(place, text)
            used.add(number)
            if number is None:
                found.append(f"{place}.py:{line}: {text!r}")
    assert found == []
    # What is allowed and found no more would hide the next one.
    assert [ALLOWED[number] for number in range(len(ALLOWED)) if number not in used] == []


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0]


@pytest.mark.parametrize(
    "code",
    [
        'raise Rejected(detail="No such ticket")',
        'raise BadSetting(reason=f"{path} cannot be read")',
        'sys.stderr.write("type it here")',
        'WORDS = {"paid": "is paid"}',
        'def what(self): return "Nothing came"',
        'text: str = "Nothing came"',
        'head = "Баланс"',
    ],
)
def test_a_sentence_that_goes_around_gettext_is_found_wherever_it_is(code: str) -> None:
    assert len(loose(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'raise Rejected(detail=_("No such ticket"))',
        '"""What it is for."""',
        'def read(cabinet: "Cabinet or none") -> "Nothing at all": "Reads it."',
        'query_one("#name", Input)',
    ],
)
def test_what_nobody_reads_is_left_alone(code: str) -> None:
    assert loose(code) == []
