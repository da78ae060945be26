"""A frame as SVG, as pixels and as a film: what it says can be read off each of them."""

import json
import re
from io import BytesIO
from pathlib import Path

import pyte
import zxingcpp
from PIL import Image

from cabinet_tui.widgets.qr_matrix import matrix
from studio.cast import Shot, asciicast
from studio.frame import Frame, Look, Run
from studio.gallery import gallery
from studio.guide import SIZES, THEMES
from studio.pixels import PACKAGES, gif, png, recipe
from studio.route import SCENES
from studio.svg import svg

PLAIN = Look("#000000", "#ffffff")
BOLD = Look("#aa0000", "#eeeeee", bold=True)
LINK = "https://sub.example.com/a8Kq3ZtYw0PdXn42"
HERE = Path(__file__).parents[2] / "screenshots"


def frame(*lines: tuple[tuple[str, Look], ...], size: tuple[int, int] = (40, 20)) -> Frame:
    """A frame of a size from what is written in its first lines."""
    drawn = []
    for line in lines:
        runs, column = [], 0
        for text, look in line:
            runs.append(Run(column, len(text), text, look))
            column += len(text)
        drawn.append((*runs, Run(column, size[0] - column, " " * (size[0] - column), PLAIN)))
    blank = (Run(0, size[0], " " * size[0], PLAIN),)
    return Frame(*size, (*drawn, *[blank] * (size[1] - len(drawn))))


def test_the_picture_of_a_frame_is_text_in_its_places_and_fetches_nothing() -> None:
    shown = frame((("Цена <5 ₽", BOLD), ("  │ ─── ok", PLAIN)), size=(24, 2))
    picture = svg(shown, "A & B")
    assert picture == svg(shown, "A & B")
    assert "<title>A &amp; B</title>" in picture
    assert re.search(r'class="s0" x="0" y="14" textLength="81">Цена &lt;5 ₽<', picture)
    assert ".s0{fill:#aa0000;font-weight:700}" in picture
    assert "│" not in picture, "lines are drawn, whatever the font"
    assert re.findall(r"https?://[^\"]+", picture) == ["http://www.w3.org/2000/svg"]


def test_a_qr_code_of_half_blocks_is_read_off_the_pixels() -> None:
    dark = [list(row) for row in matrix(LINK)]
    dark += [[False] * len(dark[0])] * (len(dark) % 2)
    signs = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
    rows = [
        (("    " + "".join(signs[cell] for cell in zip(above, below, strict=True)), PLAIN),)
        for above, below in zip(dark[::2], dark[1::2], strict=True)
    ]
    pixels = png(svg(frame((("", PLAIN),), (("", PLAIN),), *rows), "QR"))
    with Image.open(BytesIO(pixels)) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture.convert("RGBA"))] == [LINK]


def test_colours_that_are_rare_or_hardly_differ_stay_what_they_are_in_the_pixels() -> None:
    grounds = ["#fbfcfd", "#eef1f4", "#e6eaee", "#e2e6ea", "#d5dbe1"]
    rows = [(("The quick brown fox €₽Ж", Look("#1c2329", ground)),) for ground in grounds * 5]
    rows.append((("1 payment", Look("#6e4700", grounds[0])),))
    pixels = png(svg(frame(*rows, size=(60, len(rows))), "Grounds"))
    with Image.open(BytesIO(pixels)) as picture:
        flat = picture.convert("RGB").tobytes()
    painted = {f"#{flat[place : place + 3].hex()}" for place in range(0, len(flat), 3)}
    assert {*grounds, "#1c2329", "#6e4700"} <= painted


def test_the_film_ends_with_the_last_frame_in_a_terminal_and_as_an_animation() -> None:
    first = frame((("Balance 500 ₽", BOLD),), (("stays", PLAIN),), size=(20, 3))
    last = frame((("Баланс 100 ₽", PLAIN),), (("stays", PLAIN),), size=(20, 3))
    shots = (Shot(first, 1.0), Shot(last, 2.0))
    header, *events = [json.loads(line) for line in asciicast(shots).splitlines()]
    assert header["version"] == 2
    assert [event[0] for event in events] == [0.0, 1.0, 3.0]
    screen = pyte.Screen(20, 3)
    stream = pyte.Stream(screen)
    for _at, _kind, text in events:
        stream.feed(text)
    assert [line.rstrip() for line in screen.display] == last.text().split("\n")
    with Image.open(BytesIO(gif([(svg(s.frame, ""), s.seconds) for s in shots]))) as film:
        assert getattr(film, "n_frames", 1) == 2


def test_the_recipe_names_the_pins_and_the_gallery_every_picture() -> None:
    assert all(f"{name}==" in recipe() for name in PACKAGES)
    page = gallery()
    named = set(re.findall(r"\(((?:en|ru)/[^)]+\.png)\)", page))
    assert len(named) == len(SCENES) * len(THEMES) * len(SIZES) * 2
    assert page == (HERE / "README.md").read_text(encoding="utf-8")


def test_no_picture_names_a_host_to_fetch_from() -> None:
    for place in [*HERE.glob("*/*.svg"), *HERE.glob("*.cast")]:
        text = place.read_text(encoding="utf-8")
        assert "@font-face" not in text, place
        assert "@import" not in text, place
