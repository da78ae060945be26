"""Cleaning hostile text: nothing that steers a terminal comes through."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.domain.text import _PLAIN, clean, safe_url, url_host

NASTY = (
    "\x1b\x9b\x9d\x90\x98\x9e\x9f\x9c\x07\x18\x1a[]PX^_\\;0m12c"
    "\u202e\u2066\u200e\u061c\u200b\u200d\ufe0f\ufe0e\u20e3\u2060\ufeff\u00ad\u0301\u0338\u0489"
    "\n\r\t\v\f\x00\x7f\x85\u2028\u2029\ud800\udfff\U000e0041\U000e0101"
    "a1#я\u2194\u2329❤👨👩🏽🇳🇱\u1100\u1161\u0b47\u0b3e"
)
texts = st.text(st.sampled_from(NASTY) | st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x9b31mred", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]52;c;cHduZWQ=\x1b\\b", "ab"),
        ("a\x9d0;title\x9cb", "ab"),
        ("a\x1bP1$r\x1b\\b", "ab"),
        ("a\x1b_apc\x1b\\b\x1b^pm\x1b\\c\x1bXsos\x1b\\d", "abcd"),
        ("a\x90dcs\x9cb\x9fapc\x9cc\x9epm\x9cd\x98sos\x9ce", "abcde"),
        ("a\x1b]52;c;never ends", "a"),
        ("a\x1b[12;", "a"),
        ("a\x1b", "a"),
        ("a\x1bcb", "ab"),
        ("a\x1b(0b", "ab"),
        ("a\x00\x08\x7f\x9cb", "ab"),
        ("a\tb", "a    b"),
    ],
)
def test_control_sequences_go_as_a_whole(hostile: str, kept: str) -> None:
    assert clean(hostile) == kept


def test_line_ends_stay_only_where_lines_are_wanted() -> None:
    assert clean("a\r\nb\rc\u2028d\u2029e\nf") == "a b c d e f"
    assert clean("a\r\nb\rc\u2028d\u2029e\nf", multiline=True) == "a\nb\nc\nd\ne\nf"


def test_bidi_controls_are_seen_and_zero_widths_are_gone() -> None:
    assert clean("exe\u202egnp") == "exe<U+202E>gnp"
    assert clean("\u2066a\u2069") == "<U+2066>a<U+2069>"
    assert clean("a\u200bb\u2060c\ufeffd\u00ade\u200cf\U000e0041") == "abcdef"


def test_joiners_stay_inside_emoji_only() -> None:
    family = "👨\u200d👩\u200d👧"
    assert clean(family) == family
    assert clean("❤\ufe0f\u200d🔥") == "❤\ufe0f\u200d🔥"
    assert clean("1\ufe0f\u20e3") == "1\ufe0f\u20e3"
    assert clean("a\u200db\ufe0f") == "ab"
    assert clean("👨\u200d") == "👨"


def test_lone_surrogates_are_replaced_and_letters_composed() -> None:
    assert clean("a\ud83db") == "a\ufffdb"
    assert clean("и\u0306") == "й"


def test_marks_are_capped_at_four_a_base() -> None:
    assert clean("q" + "\u0301" * 40 + "b") == "q" + "\u0301" * 4 + "b"


def test_long_text_is_cut_with_an_ellipsis() -> None:
    assert clean("x" * 50, limit=10) == "x" * 9 + "…"
    assert clean("я" * 10, limit=10) == "я" * 10
    assert clean("\u200b" * 1000 + "x", limit=10) == "…"


@given(texts, st.booleans(), st.integers(1, 40))
def test_cleaning_twice_is_cleaning_once(text: str, multiline: bool, limit: int) -> None:
    once = clean(text, multiline=multiline, limit=limit)
    assert clean(once, multiline=multiline, limit=limit) == once
    assert len(once) <= limit


@given(texts, st.booleans())
def test_nothing_clean_steers_a_terminal(text: str, multiline: bool) -> None:
    cleaned = clean(text, multiline=multiline)
    allowed = {"\n"} if multiline else set()
    assert not {c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs")} - allowed
    assert not {c for c in cleaned if unicodedata.category(c) == "Cf"} - {"\u200d"}
    assert not re.search(r"[\u2028\u2029]", cleaned)
    assert unicodedata.is_normalized("NFC", cleaned)


def test_plain_characters_need_no_cleaning() -> None:
    # Beside a joiner the long way is gone; both ways must agree on every plain character.
    plain = [chr(code) for code in range(0x3000) if _PLAIN.fullmatch(chr(code))]
    assert len(plain) > 900
    for char in plain:
        assert clean(char + "\u200b", multiline=True) == char == clean(char, multiline=True)
        assert clean("e" + char + "\u200b", multiline=True) == "e" + char


@given(st.text(st.sampled_from("абвгдAZ019 .,!?—№«»₽ёй"), max_size=80))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a?b=c#d",
        "http://127.0.0.1:8000/pay",
        "https://пример.рф/оплата",
        "tg://resolve?domain=bot",
        "mailto:help@example.com",
    ],
)
def test_links_that_may_be_opened(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "vless://uuid@host:443",
        "https://",
        "https://user@evil.example",
        "https://bank.example@evil.example/",
        "https://example.com/\x1b[31m",
        "https://example.com/a b",
        "https://example.com/\u202egnp",
        "https://[::1",
        "https://example.com:port/",
        "example.com",
        "https://example.com/" + "x" * 5000,
    ],
)
def test_links_that_may_not(url: str) -> None:
    assert safe_url(url) == ""


def test_the_real_host_of_a_link_is_shown_in_punycode() -> None:
    assert url_host("https://Пример.рф/x") == "xn--e1afmkfd.xn--p1ai"
    assert url_host("https://example.com:8443/x") == "example.com"
    assert url_host("mailto:a@b.c") == ""
    assert url_host("https://[::1") == ""
    assert url_host("https://" + "a" * 80 + ".example") == "a" * 80 + ".example"


@given(st.text(max_size=40))
def test_any_text_is_a_link_or_not(text: str) -> None:
    assert safe_url("https://" + text) in ("", ("https://" + text).strip())


def test_a_flag_is_the_letters_of_its_country() -> None:
    assert clean("🇳🇱 Amsterdam, 🇩🇪🇫🇮") == "NL Amsterdam, DEFI"
