"""Every kind of link, on every screen from 17 to 60 rows, under every theme: read, or explained."""

from functools import cache

import pytest
from rich.segment import Segment
from rich.style import Style

from cabinet_tui.palettes import PALETTES
from cabinet_tui.settings import QrBlocks
from cabinet_tui.widgets.qr_fit import Fit, Means, Misfit, Way, fit, ways_of
from cabinet_tui.widgets.qr_matrix import matrix
from cabinet_tui.widgets.qr_picture import Canvas, Protocol, rows
from cabinet_tui.widgets.qr_signs import drawn
from tests.picture import DARK_TERMINAL, LIGHT_TERMINAL, painted, qr_texts
from tests.shown_pictures import shown

LINKS = {
    "channel": "https://t.me/vpn_news",
    "referral": "https://vpn.example.com/?ref=A1B2C3D4E5F6",
    "gift": "https://vpn.example.com/gift/".ljust(60, "g"),
    "sign-in": "https://t.me/example_bot?start=webauth_".ljust(72, "T"),
    "subscription": "https://sub.example.com/a8Kq3ZtYw0PdXn42",
    "payment": "https://pay.example.com/checkout/payments/v2/contract?orderId=".ljust(120, "7"),
    "key": "vless://".ljust(200, "k"),
    "long key": "vless://".ljust(300, "k"),
}
ROBUST = {"sign-in"}
GROUNDS = {
    "ansi, dark": (None, DARK_TERMINAL),
    "ansi, light": (None, LIGHT_TERMINAL),
    **{palette.name: (palette.background, DARK_TERMINAL) for palette in PALETTES},
}
"""What is around the code under each theme."""
SCREENS = [(height, width) for height in range(17, 61) for width in {80, height * 10 // 3}]
CELL = (9, 19)
MEANS = {
    "half": Means(),
    "sextants": Means(ways_of(QrBlocks.SEXTANTS)),
    "octants": Means(ways_of(QrBlocks.OCTANTS)),
    "ascii": Means((Way.WIDE,)),
    "picture": Means(pixels=CELL),
}


def sizes(lines: list[list[Segment]]) -> list[int]:
    """Columns of each row."""
    return [sum(piece.cell_length for piece in line) for line in lines]


@cache
def read(found: Fit, ground: str) -> list[str]:
    """What a reader makes of the code in the middle of a screen of this theme."""
    colour, terminal = GROUNDS[ground]
    around = Style(bgcolor=colour)
    lines = drawn(matrix(found.text, robust=found.robust), found.border, found.way)
    assert sizes(lines) == [found.columns] * found.rows
    blank = [Segment(" " * (found.columns + 8), around)]
    side = Segment("    ", around)
    screen = [blank, blank, *([side, *line, side] for line in lines), blank, blank]
    return qr_texts(painted(screen, terminal))


@cache
def read_picture(found: Fit, protocol: Protocol) -> list[str]:
    """What a reader makes of the picture that the terminal is given, on black."""
    lines = rows(found, Canvas(protocol, CELL))
    assert sizes(lines) == [found.columns] * found.rows
    return qr_texts(shown(lines, CELL))


@pytest.mark.parametrize("means", MEANS.values(), ids=MEANS)
@pytest.mark.parametrize("kind", LINKS)
def test_every_code_that_is_drawn_is_read_and_every_other_is_explained(
    kind: str, means: Means
) -> None:
    link, drawn_ways = LINKS[kind], set()
    for height, width in SCREENS:
        found = fit([link], height, width, means, robust=kind in ROBUST)
        if isinstance(found, Fit):
            drawn_ways.add(found.way)
            assert found.rows <= height
            assert found.columns <= width
            assert found.border >= 2
            if found.way is Way.PICTURE:
                assert all(read_picture(found, protocol) == [link] for protocol in Protocol)
            else:
                unread = [ground for ground in GROUNDS if read(found, ground) != [link]]
                assert not unread, (found, height, width)
            continue
        assert isinstance(found, Misfit)
        wider = (height + found.rows_missing, width + found.columns_missing)
        assert wider != (height, width)
        assert isinstance(fit([link], *wider, means), Fit)
        if found.denser is not None:
            allowed = fit([link], height, width, Means((found.denser,)))
            assert isinstance(allowed, Fit)
            assert read(allowed, "ansi, dark") == [link]
    # Only in ASCII a long key asks for more rows than there are here: 65.
    assert drawn_ways or (kind, means.ways) == ("long key", (Way.WIDE,))
    assert drawn_ways <= {*means.ways, *([Way.PICTURE] if means.pixels else [])}


def test_whoever_allows_all_of_it_scans_a_long_key_on_the_smallest_usual_screen() -> None:
    link = LINKS["long key"]
    assert isinstance(fit([link], 24, 80), Misfit)
    for name, way in (
        ("sextants", Way.SEXTANTS),
        ("octants", Way.OCTANTS),
        ("picture", Way.PICTURE),
    ):
        found = fit([link], 24, 80, MEANS[name])
        assert isinstance(found, Fit)
        assert found.way is way
