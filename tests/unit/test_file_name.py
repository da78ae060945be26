"""Names of files that came over the network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cabinet_tui.domain.file_name import safe_file_name
from cabinet_tui.domain.ticket_media import MediaFile


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("photo.jpg", "photo.jpg"),
        ("мой лог (1).txt", "мой лог (1).txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\evil.exe", "evil.exe"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("..", ""),
        ("", ""),
        ("con.txt", ""),
        ("a\x1b[31m\nb.png", "a b.png"),
        ("a\u202egnp.exe", "a_U+202E_gnp.exe"),
        ("a" * 300 + ".tar", "a" * 96 + ".tar"),
        ("a" * 300, "a" * 100),
    ],
)
def test_a_name_is_made_harmless(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


@given(st.text())
def test_no_name_leads_anywhere_or_hides(name: str) -> None:
    safe = safe_file_name(name)
    assert len(safe) <= 100
    assert not set(safe) & set('/\\:\0\n\x1b*?"<>|$`;&')
    assert not safe.startswith((".", "-", " "))
    assert safe_file_name(safe) == safe


@pytest.mark.parametrize(
    ("kind", "name", "suggested"),
    [
        ("image/jpeg", "", "message-5.jpg"),
        ("image/png; charset=x", "", "message-5.png"),
        ("application/x-odd", "", "message-5.bin"),
        ("application/pdf", "bill", "bill.pdf"),
        ("application/pdf", "bill.PDF", "bill.PDF"),
        ("image/png", "../..", "message-5.png"),
    ],
)
def test_a_file_gets_a_name_and_an_ending(kind: str, name: str, suggested: str) -> None:
    assert MediaFile(b"", kind, name).suggested_name("message-5") == suggested
