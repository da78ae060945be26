"""A QR code says its text, is as small as it can be, and is whole or not there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.main import QRCode
from qrcode.util import QRData
from rich.segment import Segment
from rich.style import Style

from cabinet_tui.widgets.qr_fit import Fit, Means, Misfit, TooLong, Way, cells_needed, fit
from cabinet_tui.widgets.qr_matrix import TooLongText, bordered, matrix, modules_needed
from cabinet_tui.widgets.qr_signs import signs
from tests.picture import LIGHT_TERMINAL, painted, qr_texts

INK = Style(color="#000000", bgcolor="#ffffff")
SUBSCRIPTION = "https://sub.example.com/a8Kq0123456789ab"


def link(length: int) -> str:
    """A link of so many characters."""
    return SUBSCRIPTION.ljust(length, "x")[:length]


def read(text: str, border: int, *, robust: bool = False) -> list[str]:
    """What a reader makes of the drawn code on a dark terminal."""
    rows = signs(matrix(text, robust=robust), border)
    margin = [[Segment(" " * (len(rows[0]) + 8))]] * 3
    drawn = [[Segment("    "), Segment(row, INK), Segment("    ")] for row in rows]
    return qr_texts(painted([*margin, *drawn, *margin]))


@pytest.mark.parametrize(
    ("length", "modules"), [(40, 29), (72, 33), (94, 37), (250, 57), (400, 69), (700, 89)]
)
def test_the_smallest_version_is_taken(length: int, modules: int) -> None:
    assert modules_needed(link(length)) == modules
    assert len(matrix(link(length))) == modules
    assert {len(row) for row in matrix(link(length))} == {modules}


@pytest.mark.parametrize("robust", [False, True])
def test_no_smaller_version_would_have_held_it(robust: bool) -> None:
    for length in (1, 17, 18, 230, 231, 271, 272, 586, 1000, 2000):
        code = QRCode(error_correction=int(not robust))
        code.add_data(QRData(b"x" * length, mode=4))
        assert modules_needed("x" * length, robust=robust) == 17 + 4 * code.best_fit()


@pytest.mark.parametrize(
    ("modules", "border", "rows", "columns"),
    [(29, 4, 19, 37), (29, 2, 17, 33), (33, 2, 19, 37), (37, 2, 21, 41), (57, 4, 33, 65)],
)
def test_the_room_of_a_code(modules: int, border: int, rows: int, columns: int) -> None:
    assert cells_needed(modules, border) == (rows, columns)


@pytest.mark.parametrize("border", [2, 4])
@pytest.mark.parametrize("length", [40, 72, 94, 250, 400])
def test_a_drawn_code_is_read_back(length: int, border: int) -> None:
    assert read(link(length), border) == [link(length)]


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=60))
def test_any_text_is_read_back(text: str) -> None:
    assert read(text, 2) == [text]


def test_a_code_without_its_white_is_not_read_on_a_dark_terminal() -> None:
    rows = signs(matrix(SUBSCRIPTION), 2)
    assert qr_texts(painted([[Segment(row)] for row in rows])) == []
    assert qr_texts(painted([[Segment(row)] for row in rows], LIGHT_TERMINAL)) == [SUBSCRIPTION]


def test_an_odd_height_is_filled_with_white() -> None:
    rows = signs(matrix(SUBSCRIPTION), 2)
    assert len(rows) == 17
    assert {len(row) for row in rows} == {33}
    assert set(rows[-1]) == {" "}
    assert set("".join(rows)) <= set(" ▀▄█")


def test_the_quiet_zone_is_light_on_all_sides() -> None:
    code = bordered(matrix("x"), 2)
    assert not any(any(row[:2]) or any(row[-2:]) for row in code)
    assert not any(any(row) for row in (*code[:2], *code[-2:]))
    assert code[2][2]


def test_the_wider_quiet_zone_is_taken_when_there_is_room() -> None:
    assert fit([SUBSCRIPTION], 19, 37) == Fit(SUBSCRIPTION, 4, 19, 37)
    assert fit([SUBSCRIPTION], 18, 37) == Fit(SUBSCRIPTION, 2, 17, 33)
    assert fit([SUBSCRIPTION], 19, 36) == Fit(SUBSCRIPTION, 2, 17, 33)


def test_the_first_link_that_fits_is_taken() -> None:
    key = link(300)
    assert fit([SUBSCRIPTION, key], 50, 100) == Fit(SUBSCRIPTION, 4, 19, 37)
    assert fit([key, SUBSCRIPTION], 24, 80) == Fit(SUBSCRIPTION, 4, 19, 37)
    assert fit([key, SUBSCRIPTION], 33, 80) == Fit(key, 2, 33, 65)


def test_a_misfit_tells_what_the_smallest_code_needs() -> None:
    assert fit([link(300), SUBSCRIPTION], 10, 80) == Misfit(17, 33, 7, 0, Way.OCTANTS)
    assert fit([SUBSCRIPTION], 16, 30) == Misfit(17, 33, 1, 3, Way.SEXTANTS)
    assert fit([link(300)], 24, 80) == Misfit(33, 65, 9, 0, Way.SEXTANTS)


@given(st.integers(1, 120), st.integers(0, 60), st.integers(0, 120), st.booleans())
def test_a_fit_never_exceeds_its_room(length: int, rows: int, columns: int, wide: bool) -> None:
    means = Means((Way.WIDE,)) if wide else Means()
    found = fit([link(length)], rows, columns, means)
    if isinstance(found, Fit):
        assert found.rows <= rows
        assert found.columns <= columns
        assert found.border >= 2
    else:
        assert isinstance(found, Misfit)
        assert (found.rows_missing, found.columns_missing) != (0, 0)
        again = fit(
            [link(length)],
            rows + found.rows_missing,
            columns + found.columns_missing,
            means,
        )
        assert isinstance(again, Fit)


def test_a_text_longer_than_any_code_has_a_misfit_of_its_own() -> None:
    longest = "x" * 2953
    assert modules_needed(longest) == 177
    assert fit([longest + "x"], 500, 500) == TooLong()
    assert fit([longest + "x", SUBSCRIPTION], 17, 33) == Fit(SUBSCRIPTION, 2, 17, 33)
    with pytest.raises(TooLongText):
        matrix(longest + "x")


def test_a_text_is_measured_in_bytes() -> None:
    assert modules_needed("ы" * 40) == modules_needed("x" * 80)


def test_a_robust_code_is_taken_where_there_is_room_for_it() -> None:
    sign_in = link(72)
    assert modules_needed(sign_in, robust=True) == modules_needed(sign_in) + 4 == 37
    assert fit([sign_in], 23, 80, robust=True) == Fit(sign_in, 4, 23, 45, True)
    assert fit([sign_in], 21, 42, robust=True) == Fit(sign_in, 2, 21, 41, True)
    assert fit([sign_in], 20, 42, robust=True) == Fit(sign_in, 2, 19, 37)
    assert fit([sign_in], 18, 42, robust=True) == Misfit(19, 37, 1, 0, Way.SEXTANTS)


def test_a_robust_code_says_the_same() -> None:
    assert matrix(SUBSCRIPTION, robust=True) != matrix(SUBSCRIPTION)
    assert read(SUBSCRIPTION, 2, robust=True) == [SUBSCRIPTION]
