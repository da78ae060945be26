"""Finds texts on a screen in memory that their widget, or the screen, cut off."""

import re
from collections.abc import Collection, Iterator

from rich.cells import cell_len
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Static

_ELLIPSIS = re.compile(r"(\w[\w-]*(?: \w+)*) ?…")
_SHORTEST = 6


def cut_off(screen: Screen[object], spoken: Collection[str]) -> list[str]:
    """What is cut, as sentences; ``spoken`` are the texts that may be on the screen, in pieces."""
    pieces = {piece for text in spoken for piece in _pieces(text)}
    found: list[str] = []
    for widget, (region, clip) in screen._compositor.visible_widgets.items():
        if widget.is_container or not widget.size:
            continue
        found += _hidden(widget, region, clip)
        found += _cut_inside(widget, pieces)
    return sorted(set(found))


def _pieces(text: str) -> Iterator[str]:
    """What stands between the placeholders, with the spaces as they are drawn."""
    for piece in re.split(r"\{\w*\}", text):
        bare = _plain(piece).strip()
        if len(bare) >= _SHORTEST:
            yield bare


def _hidden(widget: Widget, region: Region, clip: Region) -> Iterator[str]:
    """That a widget is partly outside of what can be seen, and nothing scrolls there."""
    scrolls = any(
        isinstance(one, Widget) and (one.allow_vertical_scroll or one.allow_horizontal_scroll)
        for one in widget.ancestors
    )
    if not scrolls and region.intersection(clip) != region:
        yield f"{_name(widget)} is off the screen: {_first(widget)!r}"
    if isinstance(widget, (Static, Button)):
        room = widget.content_size
        needed = widget.get_content_height(widget.container_size, widget.app.size, room.width)
        if needed > room.height:
            yield f"{_name(widget)} needs {needed} lines: {_first(widget)!r}"


def _cut_inside(widget: Widget, pieces: set[str]) -> Iterator[str]:
    lines = _lines(widget)
    whole = " ".join(" ".join(lines).split())
    for line in lines:
        for shown in _ELLIPSIS.findall(line):
            if any(shown in piece and f"{shown}…" not in piece for piece in pieces):
                yield f"{_name(widget)}: {shown + '…'!r}"
        bare = line.rstrip()
        if cell_len(bare) < widget.size.width - 1:
            continue  # It ends where it wants to.
        last = bare.split("  ")[-1].strip()
        for piece in pieces:
            if piece not in whole and _is_cut(last, piece):
                yield f"{_name(widget)}: {last!r} of {piece!r}"


def _is_cut(end: str, piece: str) -> bool:
    """Whether a line ends in the middle of a word of a piece."""
    return any(
        end.endswith(piece[:size])
        and piece[size - 1].isalpha()
        and piece[size].isalpha()
        and not end.removesuffix(piece[:size])[-1:].isalpha()
        for size in range(4, len(piece))
    )


def _lines(widget: Widget) -> list[str]:
    strips = widget.render_lines(widget.outer_size.region)
    return [_plain("".join(part.text for part in strip)) for strip in strips]


def _first(widget: Widget) -> str:
    return " ".join(" ".join(_lines(widget)).split())[:60]


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _name(widget: Widget) -> str:
    return f"{type(widget).__name__}{'#' + widget.id if widget.id else ''}"
