"""Signs that are drawn, not written: lines and blocks meet at the edges of cells in any font."""

from collections.abc import Iterator

WIDTH, HEIGHT = 9, 18
"""One cell, in the units of a picture: two halves of a cell are squares, as a QR code needs."""
_X, _Y = WIDTH / 2, HEIGHT / 2 + 0.5
_RADIUS = 4

_QUADRANTS = {
    "▖": "c", "▗": "d", "▘": "a", "▙": "acd", "▚": "ad", "▛": "abc", "▜": "abd", "▝": "b",
    "▞": "bc", "▟": "bcd",
}  # fmt: skip
_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}
# left, right, up, down
_LINES = {
    "─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud",
    "┬": "lrd", "┴": "lru", "┼": "lrud", "╴": "l", "╵": "u", "╶": "r", "╷": "d",
    "━": "LR", "┃": "UD", "┏": "RD", "┓": "LD", "┗": "RU", "┛": "LU",
}  # fmt: skip
_CORNERS = {"╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu"}
# Signs that fonts for programming lack, as paths from the top left of their cell.
_RARE = {
    "⟳": "m6.5 6.5a3.2 3.2 0 1 0 1.2 3.5m-3.2 -3.5h2.2v-2.4",
    "⏎": "m8 4.5v5h-6m2.5 -2.5l-2.5 2.5l2.5 2.5",
    "○": "m4.5 6.5a3 3 0 1 0 .01 0z",
    "✓": "m1.5 10l2 3l4 -7.5",
    "✗": "m2 6l5 7m0 -7l-5 7",
}

Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def boxes(sign: str) -> tuple[Box, ...]:
    """What of a cell a block element fills, nothing for other signs."""
    code = ord(sign)
    if sign == "▀":
        return ((0, 0, WIDTH, HEIGHT / 2),)
    if 0x2581 <= code <= 0x2588:
        filled = HEIGHT * (code - 0x2580) / 8
        return ((0, HEIGHT - filled, WIDTH, filled),)
    if 0x2589 <= code <= 0x258F:
        return ((0, 0, WIDTH * (0x2590 - code) / 8, HEIGHT),)
    if sign == "▐":
        return ((_X, 0, _X, HEIGHT),)
    if sign == "▔":
        return ((0, 0, WIDTH, HEIGHT / 8),)
    if sign == "▕":
        return ((WIDTH * 7 / 8, 0, WIDTH / 8, HEIGHT),)
    if sign in _SHADES:
        return ((0, 0, WIDTH, HEIGHT),)
    return tuple(_quadrants(_QUADRANTS.get(sign, "")))


def _quadrants(named: str) -> Iterator[Box]:
    for name in named:
        at = "abcd".index(name)
        yield (at % 2 * _X, at // 2 * HEIGHT / 2, _X, HEIGHT / 2)


def opacity(sign: str) -> float:
    """How much of the ink a shade takes."""
    return _SHADES.get(sign, 1.0)


def path_of(sign: str, left: float, top: float) -> tuple[str, bool]:
    """The path of a sign in the cell at this place, empty for others; whether it is heavy."""
    if rare := _RARE.get(sign):
        return f"M{left:g} {top:g}{rare}", False
    x, y = left + _X, top + _Y
    if ends := _CORNERS.get(sign):
        side = left if "l" in ends else left + WIDTH
        edge = top if "u" in ends else top + HEIGHT
        bend_x = x - _RADIUS if "l" in ends else x + _RADIUS
        bend_y = y - _RADIUS if "u" in ends else y + _RADIUS
        path = f"M{x:g} {edge:g}V{bend_y:g}Q{x:g} {y:g} {bend_x:g} {y:g}H{side:g}"
        return path, False
    ends = _LINES.get(sign, "")
    far = {
        "l": f"H{left:g}",
        "r": f"H{left + WIDTH:g}",
        "u": f"V{top:g}",
        "d": f"V{top + HEIGHT:g}",
    }
    return "".join(f"M{x:g} {y:g}{far[end]}" for end in ends.lower()), ends.isupper()


_SIGNS = frozenset([*map(chr, range(0x2580, 0x25A0)), *_LINES, *_CORNERS, *_RARE])


def is_drawn(sign: str) -> bool:
    """Whether a sign is a picture of its own and needs no font."""
    return sign in _SIGNS
