"""Colours as eyes take them: contrast, and the nearest colour that can be read."""

import re
from collections.abc import Callable, Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from enum import Enum
from functools import lru_cache, partial
from itertools import product
from typing import NamedTuple

LEAST_CONTRAST = 4.5
"""What WCAG 2 asks of text (1.4.3, AA)."""

_HEX = re.compile("#[0-9a-fA-F]{6}")
_FULL = 255
_STEPS = 200
_LEVELS = (0, 95, 135, 175, 215, 255)
_GREYS = range(8, 239, 10)


class Depth(Enum):
    """How many colours a terminal has."""

    FULL = "truecolor"
    MANY = "256"
    FEW = "standard"
    NONE = "none"


class Rgb(NamedTuple):
    """A colour; each part 0 to 255."""

    red: int
    green: int
    blue: int

    @property
    def hex(self) -> str:
        """As ``#rrggbb``."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


_FIXED = (
    *(Rgb(*parts) for parts in product(_LEVELS, repeat=3) if len(set(parts)) > 1),
    Rgb(0, 0, 0),
    Rgb(255, 255, 255),
    *(Rgb(grey, grey, grey) for grey in _GREYS),
)

Seen = Callable[[Rgb], Rgb]
"""What a terminal makes of a colour."""


def parsed(text: str) -> Rgb | None:
    """The colour that ``#rrggbb`` means; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    return Rgb(*bytes.fromhex(text[1:]))


def luminance(colour: Rgb) -> float:
    """How bright it is, 0 to 1 (WCAG 2, relative luminance)."""
    red, green, blue = (_linear(part / _FULL) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """How well the one is read on the other, 1 to 21 (WCAG 2)."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def mix(ground: Rgb, ink: Rgb, share: float) -> Rgb:
    """The ground with a share of the ink in it, 0 to 1."""
    return Rgb(*(round(a + (b - a) * share) for a, b in zip(ground, ink, strict=True)))


@lru_cache(4096)
def in_256(colour: Rgb) -> Rgb:
    """The nearest of the colours that every terminal of 256 draws alike; greys are of the ramp."""
    return min(
        _FIXED, key=lambda fixed: sum((a - b) ** 2 for a, b in zip(fixed, colour, strict=True))
    )


def is_readable(
    ink: Rgb, grounds: Iterable[Rgb], least: float = LEAST_CONTRAST, seen: Iterable[Seen] = ()
) -> bool:
    """Whether it reaches this contrast on all grounds, also as each terminal makes it."""
    pairs = [(ink, ground) for ground in grounds]
    return all(contrast(a, b) >= least for a, b in pairs) and all(
        contrast(eye(a), eye(b)) >= least for eye in seen for a, b in pairs
    )


def nearest_readable(
    wanted: Rgb, grounds: Iterable[Rgb], least: float = LEAST_CONTRAST, seen: Iterable[Seen] = ()
) -> Rgb | None:
    """The colour of the same hue that is nearest in lightness and reaches the contrast.

    None when no lightness does: the grounds are too far apart.
    """
    fits = partial(is_readable, grounds=tuple(grounds), least=least, seen=tuple(seen))
    if fits(wanted):
        return wanted
    hue, lightness, saturation = rgb_to_hls(*(part / _FULL for part in wanted))
    for step in range(1, _STEPS + 1):
        for there in (lightness + step / _STEPS, lightness - step / _STEPS):
            if 0 <= there <= 1:
                parts = hls_to_rgb(hue, there, saturation)
                colour = Rgb(*(round(part * _FULL) for part in parts))
                if fits(colour):
                    return colour
    return None


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
