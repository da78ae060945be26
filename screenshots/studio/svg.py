"""A frame as SVG: small, the same text for the same screen, and nothing to fetch."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape
from itertools import groupby

from rich.cells import cell_len

from studio.frame import Frame, Look, Run
from studio.marks import HEIGHT, WIDTH, boxes, is_drawn, opacity, path_of

FONTS = "JetBrains Mono,DejaVu Sans Mono,Menlo,Consolas,monospace"
FONT_SIZE = 15
_WRITING = f"text{{font:{FONT_SIZE}px {FONTS};white-space:pre;font-variant-ligatures:none}}"
_BASELINE = 14
MARGIN = 9
_ROUND = 6


def svg(frame: Frame, title: str) -> str:
    """The picture of a frame; ``title`` is what it is called."""
    width, height = frame.columns * WIDTH, frame.rows * HEIGHT
    paper = ground(frame)
    box = f"{-MARGIN} {-MARGIN} {width + 2 * MARGIN} {height + 2 * MARGIN}"
    size = f'width="{width + 2 * MARGIN}" height="{height + 2 * MARGIN}"'
    back = f'<rect x="{-MARGIN}" y="{-MARGIN}" {size} rx="{_ROUND}" fill="{paper}"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}>'
    style, body = _texts(frame)
    return "\n".join(
        [
            head,
            f"<title>{escape(title)}</title>",
            f"<style>{_WRITING}{style}</style>",
            back,
            *_papers(frame, paper),
            *_marks(frame),
            *body,
            "</svg>\n",
        ]
    )


def ground(frame: Frame) -> str:
    """The colour that most of a frame lies on."""
    count: Counter[str] = Counter()
    for _row, run in frame.runs():
        count[run.look.paper] += run.cells
    return count.most_common(1)[0][0]


def _papers(frame: Frame, usual: str) -> Iterator[str]:
    """A path for every colour behind the text; the same place on the next line is one area."""
    areas: dict[str, list[tuple[int, int, int, int]]] = defaultdict(list)
    growing: dict[tuple[str, int, int], tuple[int, int]] = {}
    for row, line in enumerate((*frame.lines, ())):
        seen = {}
        for paper, runs in groupby(line, lambda run: run.look.paper):
            held = list(runs)
            place = (paper, held[0].column, sum(run.cells for run in held))
            if paper != usual:
                seen[place] = growing.pop(place, (row, row))[0]
        for (paper, column, cells), (first, _last) in growing.items():
            areas[paper].append((first, column, cells, row))
        growing = {place: (first, row) for place, first in seen.items()}
    for paper in sorted(areas):
        path = "".join(
            _area(column * WIDTH, first * HEIGHT, cells * WIDTH, (end - first) * HEIGHT)
            for first, column, cells, end in sorted(areas[paper])
        )
        yield f'<path fill="{paper}" d="{path}"/>'


def _area(left: float, top: float, width: float, height: float) -> str:
    return f"M{left:g} {top:g}h{width:g}v{height:g}h{-width:g}z"


def _marks(frame: Frame) -> Iterator[str]:
    """A path for every colour that blocks or lines are drawn in."""
    filled: dict[tuple[str, float], list[str]] = defaultdict(list)
    stroked: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for row, run in frame.runs():
        for column, piece in _pieces(run):
            if is_drawn(piece[0]):
                left, top, ink = column * WIDTH, row * HEIGHT, run.look.ink
                filled[ink, opacity(piece[0])].extend(_areas(piece, left, top))
                for path, is_heavy in _strokes(piece, left, top):
                    stroked[ink, is_heavy].append(path)
    for (ink, part), paths in sorted(filled.items()):
        see_through = "" if part == 1 else f' fill-opacity="{part}"'
        if paths:
            yield f'<path fill="{ink}"{see_through} d="{"".join(paths)}"/>'
    for (ink, is_heavy), paths in sorted(stroked.items()):
        heavy = ' stroke-width="2"' if is_heavy else ""
        yield f'<path fill="none" stroke="{ink}"{heavy} d="{"".join(paths)}"/>'


def _areas(piece: str, left: float, top: float) -> Iterator[str]:
    """The filled parts of the same block again and again; as wide as a cell they are one."""
    for x, y, width, height in boxes(piece[0]):
        if width == WIDTH:
            yield _area(left, top + y, width * len(piece), height)
        else:
            for at in range(len(piece)):
                yield _area(left + x + at * WIDTH, top + y, width, height)


def _strokes(piece: str, left: float, top: float) -> Iterator[tuple[str, bool]]:
    """The lines of the same sign again and again; a bar is one. Whether they are heavy."""
    if piece[0] in "─━":
        yield f"M{left:g} {top + HEIGHT / 2 + 0.5:g}h{len(piece) * WIDTH}", piece[0] == "━"
        return
    for at in range(len(piece)):
        path, is_heavy = path_of(piece[0], left + at * WIDTH, top)
        if path:
            yield path, is_heavy


def _pieces(run: Run) -> Iterator[tuple[int, str]]:
    """The same sign again and again, with the column where that begins."""
    column = run.column
    for _sign, signs in groupby(run.text):
        piece = "".join(signs)
        yield column, piece
        column += cell_len(piece)


def _texts(frame: Frame) -> tuple[str, list[str]]:
    """The style rules, and the words in their places."""
    names: dict[Look, str] = {}
    body = []
    for row, run in frame.runs():
        for column, cells, words in _words(run):
            bare = Look(run.look.ink, "", *_shape(run.look))
            name = names.setdefault(bare, f"s{len(names)}")
            place = f'x="{column * WIDTH}" y="{row * HEIGHT + _BASELINE}"'
            wide = f' textLength="{cells * WIDTH}"' if cells > 1 else ""
            body.append(f'<text class="{name}" {place}{wide}>{escape(words, quote=False)}</text>')
    rules = "".join(f".{name}{{{_rule(look)}}}" for look, name in names.items())
    return rules, body


def _shape(look: Look) -> tuple[bool, bool, bool, bool]:
    return look.bold, look.italic, look.underline, look.strike


def _rule(look: Look) -> str:
    lined = [
        word for word, on in (("underline", look.underline), ("line-through", look.strike)) if on
    ]
    rule = f"fill:{look.ink}"
    rule += ";font-weight:700" if look.bold else ""
    rule += ";font-style:italic" if look.italic else ""
    return rule + (f";text-decoration:{' '.join(lined)}" if lined else "")


def _words(run: Run) -> Iterator[tuple[int, int, str]]:
    """What is written in a run, apart where two spaces or more, or something drawn, lie between."""
    column = run.column
    held, start, spaces = "", 0, 0
    for sign in run.text:
        cells = cell_len(sign)
        if sign == " " or is_drawn(sign):
            spaces += 2 if is_drawn(sign) else 1
        else:
            if held and spaces > 1:
                yield start, cell_len(held), held
                held = ""
            if not held:
                start, spaces = column, 0
            held += " " * spaces + sign
            spaces = 0
        column += cells
    if held:
        yield start, cell_len(held), held
