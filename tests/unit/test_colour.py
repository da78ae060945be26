"""Contrast as WCAG reckons it, and the nearest colour that reaches it."""

import pytest

from cabinet_tui.domain.colour import (
    Rgb,
    contrast,
    in_256,
    is_readable,
    luminance,
    mix,
    nearest_readable,
    parsed,
)

BLACK, WHITE = Rgb(0, 0, 0), Rgb(255, 255, 255)
DARK_GROUNDS = (Rgb(18, 21, 25), Rgb(49, 54, 61))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        (BLACK, WHITE, 21.0),
        (WHITE, WHITE, 1.0),
        (Rgb(0x77, 0x77, 0x77), WHITE, 4.48),
        (Rgb(0x76, 0x76, 0x76), WHITE, 4.54),
        (Rgb(255, 0, 0), WHITE, 4.0),
        (Rgb(0, 0, 255), WHITE, 8.59),
        (Rgb(255, 255, 0), BLACK, 19.56),
    ],
)
def test_contrast_is_that_of_the_standard(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#fff",
        "#12345",
        "#1234567",
        "123456",
        "#12345g",
        "#١٢٣٤٥٦",
        "red",
        "\x1b[31m",
        "#12 456",
    ],
)
def test_what_is_no_colour_is_none(text: str) -> None:
    assert parsed(text) is None


def test_a_colour_is_read_and_written() -> None:
    found = parsed("#0088Cc")
    assert found == (0, 0x88, 0xCC)
    assert found is not None
    assert found.hex == "#0088cc"


def test_a_colour_that_is_read_stays_as_it_is() -> None:
    assert nearest_readable(Rgb(0x6F, 0xB5, 0xEE), DARK_GROUNDS) == Rgb(0x6F, 0xB5, 0xEE)


@pytest.mark.parametrize(
    "wanted", ["#000000", "#ffffff", "#808080", "#0000ff", "#00ff00", "#ff00ff"]
)
@pytest.mark.parametrize("grounds", [DARK_GROUNDS, (WHITE, Rgb(230, 234, 238))])
def test_the_nearest_reaches_the_contrast_and_none_nearer_does(
    wanted: str, grounds: tuple[Rgb, ...]
) -> None:
    brand = parsed(wanted)
    assert brand is not None
    found = nearest_readable(brand, grounds, seen=(in_256,))
    assert found is not None
    assert is_readable(found, grounds, seen=(in_256,))
    if found != brand:
        halfway = mix(brand, found, 0.5)
        assert not is_readable(halfway, grounds, seen=(in_256,))


def test_the_hue_of_a_brand_stays() -> None:
    found = nearest_readable(Rgb(0, 0, 255), DARK_GROUNDS)
    assert found is not None
    assert found.blue == 255
    assert found.red == found.green > 0


def test_grounds_too_far_apart_have_no_colour() -> None:
    assert nearest_readable(Rgb(0, 0x88, 0xCC), (BLACK, WHITE, Rgb(0x77, 0x77, 0x77))) is None


def test_a_colour_of_the_256_is_its_own_nearest() -> None:
    for colour in (BLACK, WHITE, Rgb(0x5F, 0x87, 0xAF), Rgb(0x26, 0x26, 0x26)):
        assert in_256(colour) == colour
    assert in_256(Rgb(0x12, 0x15, 0x19)) == Rgb(0x12, 0x12, 0x12)
    assert luminance(in_256(Rgb(250, 251, 252))) > 0.9
