"""Text broken into lines of a width in cells, fast enough for a conversation of years."""

from collections.abc import Iterator
from re import compile as pattern

from rich.cells import cell_len, get_character_cell_size

_WORD = pattern(r"\S+\s*|\s+")


def line_spans(text: str, width: int) -> list[tuple[int, int]]:
    """Start and end of each line of ``text`` at ``width`` cells; a long word is cut."""
    width = max(1, width)
    spans: list[tuple[int, int]] = []
    start = 0
    for paragraph in text.split("\n"):
        if cell_len(paragraph) <= width:
            spans.append((start, start + len(paragraph)))
        else:
            spans.extend((start + one, start + two) for one, two in _broken(paragraph, width))
        start += len(paragraph) + 1
    return spans


def _broken(text: str, width: int) -> Iterator[tuple[int, int]]:
    begin, taken = 0, 0
    for word in _WORD.finditer(text):
        bare = cell_len(word.group().rstrip())
        whole = cell_len(word.group())
        if taken + bare > width and taken:
            yield begin, word.start()
            begin, taken = word.start(), 0
        if bare > width:
            *cut, last = _pieces(text, word.start(), word.end(), width)
            yield from cut
            begin, taken = last[0], cell_len(text[last[0] : last[1]])
        else:
            taken += whole
    if begin < len(text):
        yield begin, len(text)


def _pieces(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """A word that is longer than a line, cut where the line is full; marks stay on their base."""
    pieces, begin, taken = [], start, 0
    for place in range(start, end):
        size = get_character_cell_size(text[place])
        if size and taken + size > width and place > begin:
            pieces.append((begin, place))
            begin, taken = place, 0
        taken += size
    pieces.append((begin, end))
    return pieces
