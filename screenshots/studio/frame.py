"""What a screen shows at one moment: runs of cells that look the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual._compositor import LayoutUpdate

if TYPE_CHECKING:
    from textual.app import App

# For what has no colour of its own; our themes give one to everything.
_USUAL = TerminalTheme(
    (17, 21, 26), (216, 222, 230), [(0, 0, 0)] * 8, [(128, 128, 128)] * 8
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How cells look; colours as `#rrggbb`."""

    ink: str
    paper: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text at a column, and how many cells it takes."""

    column: int
    cells: int
    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole screen, line by line."""

    columns: int
    rows: int
    lines: tuple[tuple[Run, ...], ...]

    def runs(self) -> Iterator[tuple[int, Run]]:
        """Every run with its row."""
        for row, line in enumerate(self.lines):
            for run in line:
                yield row, run

    def text(self) -> str:
        """What can be read, without looks."""
        return "\n".join("".join(run.text for run in line).rstrip() for line in self.lines)


def frame_of(app: "App[int]") -> Frame:
    """The screen of a running app, with what lies beneath a dialog."""
    # Textual gives its own pictures away as finished SVG only, 30 kB each and hosts in them.
    update = app.screen._compositor.render_update(  # noqa: SLF001
        full=True,
        screen_stack=app._background_screens,  # noqa: SLF001
    )
    if not isinstance(update, LayoutUpdate):
        raise TypeError("the app drew no full screen")
    lines = tuple(
        tuple(_merged(segment for strip in line for segment in strip)) for line in update.strips
    )
    return Frame(app.size.width, app.size.height, lines)


def _merged(segments: Iterable[Segment]) -> Iterator[Run]:
    """Runs of one line; neighbours that look the same are one."""
    held: Run | None = None
    column = 0
    for text, style, control in segments:
        if control or not text:
            continue
        look = _look(style or Style.null())
        cells = cell_len(text)
        if held is not None and held.look == look:
            held = Run(held.column, held.cells + cells, held.text + text, look)
        else:
            if held is not None:
                yield held
            held = Run(column, cells, text, look)
        column += cells
    if held is not None:
        yield held


def _look(style: Style) -> Look:
    ink = _triplet(style.color, foreground=True)
    paper = _triplet(style.bgcolor, foreground=False)
    if style.reverse:
        ink, paper = paper, ink
    if style.dim:
        ink = tuple((2 * a + b) // 3 for a, b in zip(ink, paper, strict=True))
    return Look(
        _hex(ink),
        _hex(paper),
        bool(style.bold),
        bool(style.italic),
        bool(style.underline),
        bool(style.strike),
    )


def _triplet(color: Color | None, *, foreground: bool) -> tuple[int, ...]:
    if color is None or color.is_default:
        return tuple(_USUAL.foreground_color if foreground else _USUAL.background_color)
    return tuple(color.get_truecolor(_USUAL, foreground=foreground))


def _hex(triplet: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in triplet)
