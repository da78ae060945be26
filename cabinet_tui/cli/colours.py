"""What a terminal can draw, as its environment tells."""

import sys
from collections.abc import Mapping

from cabinet_tui.domain.colour import Depth

_FULL_NAMES = ("alacritty", "contour", "foot", "iterm2", "xterm-ghostty", "xterm-kitty", "wezterm")
_COLOURLESS = ("vt1", "vt2", "vt3", "vt4", "vt5", "xterm-mono", "dumb")
_DARK_INK = frozenset({7, *range(9, 16)})
_FORCED = "TEXTUAL_COLOR_SYSTEM"


def depth_of(environ: Mapping[str, str]) -> Depth:
    """How many colours there are.

    ``COLORTERM`` is what the terminal says of itself, but GNU screen hands on what is said of the
    terminal around it, and cannot draw that.
    """
    if environ.get("NO_COLOR"):
        return Depth.NONE
    forced = environ.get(_FORCED, "")
    if forced in {depth.value for depth in Depth}:
        return Depth(forced)
    term = environ.get("TERM", "").lower()
    if term.startswith(_COLOURLESS):
        return Depth.NONE
    if term == "linux":
        return Depth.FEW
    in_screen = "STY" in environ and "TMUX" not in environ
    if not in_screen and _says_full(environ, term):
        return Depth.FULL
    if "256color" in term or "TMUX" in environ:
        return Depth.MANY
    return Depth.FEW


def is_dark(environ: Mapping[str, str]) -> bool:
    """Whether the ground is dark: ``COLORFGBG`` ends with its colour. Most are, where it is not."""
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return not (ground.isascii() and ground.isdigit() and int(ground[:3]) in _DARK_INK)


def needs_ascii(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether signs that are not letters would be drawn as boxes, or cannot be written at all.

    The font of the Linux console has a few hundred of them; ours are not all there.
    """
    return environ.get("TERM") == "linux" or not _is_unicode(encoding)


def has_half_blocks(environ: Mapping[str, str], encoding: str | None) -> bool:
    """Whether half blocks are drawn where ``needs_ascii`` holds.

    Of block signs the fonts of the Linux console have those that the first PCs had.
    """
    return environ.get("TERM") == "linux" and _is_unicode(encoding)


def _is_unicode(encoding: str | None) -> bool:
    name = (encoding or "utf-8").lower().replace("_", "-")
    return name in {"utf-8", "utf8", "utf-16", "utf-16-le"}


def _says_full(environ: Mapping[str, str], term: str) -> bool:
    return (
        environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}
        or term.endswith(("-direct", "-truecolor"))
        or term.startswith(_FULL_NAMES)
        or "WT_SESSION" in environ
        or (sys.platform == "win32" and not term)
    )
