"""Text in lines: nothing is lost, nothing is wider than it may be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cabinet_tui.widgets.text_lines import line_spans


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in line_spans(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("", 5, [""]),
        ("aaa bbb ccc", 7, ["aaa bbb ", "ccc"]),
        ("a\n\nb", 3, ["a", "", "b"]),
        ("x" * 25, 10, ["x" * 10, "x" * 10, "x" * 5]),
        ("hello " + "y" * 12 + " z", 10, ["hello ", "y" * 10, "yy z"]),
        ("日本語", 5, ["日本", "語"]),
    ],
)
def test_words_stay_whole_where_they_fit(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted


@given(st.text(st.sampled_from("ab яё日\n \u0301é"), max_size=60), st.integers(2, 12))
def test_every_character_is_on_one_line_and_no_line_is_too_wide(text: str, width: int) -> None:
    assert "".join(lines(text, width)) == text.replace("\n", "")
    assert all(cell_len(line.rstrip(" ")) <= width for line in lines(text, width))
