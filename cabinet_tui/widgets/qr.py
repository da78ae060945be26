"""A QR code on the screen, or a word on why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import wrap
from types import MappingProxyType
from typing import ClassVar, Protocol, runtime_checkable

from rich.segment import Segment
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from cabinet_tui.locale import _, ngettext
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.qr_fit import Fit, Means, Misfit, TooLong, Way, fit
from cabinet_tui.widgets.qr_matrix import matrix
from cabinet_tui.widgets.qr_picture import Canvas, rows
from cabinet_tui.widgets.qr_signs import INK, drawn

_TEXT_WIDTH = 36
_REMEMBERED = 8
_SHIFT = {"center": 0.5, "middle": 0.5, "right": 1.0, "bottom": 1.0}


@runtime_checkable
class QrHost(Protocol):
    """An app that knows what codes may be drawn with; without one they are in half blocks."""

    @property
    def qr_ways(self) -> tuple[Way, ...]:
        """The ways a person has allowed, best first."""
        ...

    @property
    def qr_canvas(self) -> Canvas | None:
        """What the terminal shows pictures with."""
        ...

    def forget_picture(self) -> None:
        """Let the terminal forget the picture of a code that is no longer shown."""
        ...


@dataclass(frozen=True, slots=True)
class QrKeys:
    """The keys around a code, as a text names them; the last two are those of the full screen."""

    copy: str = "y"
    larger: str = "f"
    save: str = "s"
    denser: str = "d"


class QrCode(Widget):
    """Draws the first of its links that fits into the room it is given.

    The code is black on white whatever the theme, and it is whole or it is not there: when the
    room or the part of it in sight is too small, the widget says what is missing instead. By
    default it is as large as its code; with ``1fr`` it follows ``content-align``.
    """

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS = """
    QrCode {
        width: auto;
        height: auto;
        color: $text-muted;
    }
    """

    link: reactive[str] = reactive("", layout=True)
    """What the code says."""
    alternatives: reactive[tuple[str, ...]] = reactive((), layout=True)
    """Links that do as well when the code of ``link`` is too large, best first."""
    robust: reactive[bool] = reactive(False, layout=True)
    """Whether the code has more error correction where there is room for it."""
    full_screen: reactive[bool] = reactive(False, layout=True)
    """Whether there is no larger place to go to; the advice depends on it.

    Pictures are drawn only here: nothing scrolls, and nothing else is drawn over them for long.
    """
    ways: reactive[tuple[Way, ...]] = reactive((), layout=True)
    """What this code may be drawn with; nothing for what the settings say."""

    keys: QrKeys = QrKeys()
    """What to press where this code is."""

    _drawn: tuple[Fit, Canvas | None, list[Strip]] | None = None
    _found: Mapping[tuple[tuple[str, ...], Size, Means, bool], Fit | Misfit | TooLong] = (
        MappingProxyType({})
    )

    @property
    def shown(self) -> str:
        """The link the code says now; empty while there is no code."""
        found = self._fit(self.content_size)
        return found.text if isinstance(found, Fit) else ""

    @property
    def denser(self) -> Way | None:
        """A way that was not allowed and would fit where nothing else does."""
        found = self._fit(self.content_size)
        return found.denser if isinstance(found, Misfit) else None

    @property
    def needed(self) -> tuple[int, int]:
        """Rows and columns of the smallest code of these links; zeros when there is none."""
        found = self._fit(Size(0, 0))
        return (found.rows, found.columns) if isinstance(found, Misfit) else (0, 0)

    def spares_a_row(self, room: Size) -> bool:
        """Whether the code is the same with one row less than that."""
        found = self._fit(room)
        return isinstance(found, Fit) and found == self._fit(Size(room.width, room.height - 1))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Columns of the code, or of the text instead of it."""
        found = self._fit(_smaller(container, viewport))
        if isinstance(found, Fit):
            return found.columns
        width = min(_TEXT_WIDTH, container.width)
        return max(map(len, self._excuse(found, width)), default=0)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows of the code, or of the text instead of it."""
        # What is drawn tells of the room around it, which may change while the size does not.
        self.refresh()
        height = _smaller(container, viewport).height
        found = self._fit(Size(width, height))
        return found.rows if isinstance(found, Fit) else len(self._excuse(found, width))

    def get_line_filters(self) -> list[LineFilter]:
        """None for a code: NO_COLOR with an ansi theme would take its black and white away."""
        return self._filters(self.content_size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the part in sight; a code that would be cut gives way to the text."""
        if crop.size == self.region.size and not self._is_covered:
            return super().render_lines(crop)
        strips = [self._line(row, crop.size) for row in range(crop.height)]
        for line_filter in self._filters(crop.size):
            strips = [
                strip.apply_filter(line_filter, self.background_colors[1]) for strip in strips
            ]
        return strips

    def render_line(self, y: int) -> Strip:
        """One row of the content."""
        return self._line(y, self.content_size)

    def _filters(self, room: Size) -> list[LineFilter]:
        return [] if isinstance(self._fit(room), Fit) else list(super().get_line_filters())

    def _line(self, row: int, room: Size) -> Strip:
        strips = self._strips(room)
        row -= _offset(room.height - len(strips), self.styles.content_align_vertical)
        if not 0 <= row < len(strips):
            return Strip.blank(room.width, self.rich_style)
        strip = strips[row]
        left = _offset(room.width - strip.cell_length, self.styles.content_align_horizontal)
        blank = Segment(" " * left, self.rich_style)
        return Strip([blank, *strip] if left else strip).adjust_cell_length(
            room.width, self.rich_style
        )

    def _strips(self, room: Size) -> list[Strip]:
        found = self._fit(room)
        if not isinstance(found, Fit):
            if isinstance(free := self._fit(self._offered(room)), Misfit):
                found = free
            lines = self._excuse(found, min(room.width, _TEXT_WIDTH))[: room.height]
            return [Strip([Segment(line, self.rich_style)]) for line in lines]
        if found.way is Way.PICTURE and self._is_covered:
            return [Strip([Segment(" " * found.columns, INK)])] * found.rows
        canvas = self._canvas if found.way is Way.PICTURE else None
        if self._drawn is None or self._drawn[:2] != (found, canvas):
            self._drawn = (found, canvas, _strips(found, canvas))
        return self._drawn[2]

    def _offered(self, room: Size) -> Size:
        """The room the layout had for a code, where the widget took less of it for a text."""
        styles, around = self.styles, self.parent
        if not isinstance(around, Widget):
            return room
        free = _smaller(around.scrollable_content_region.size, self.app.size)
        return Size(
            max(room.width, free.width if styles.is_auto_width else 0),
            max(room.height, free.height if styles.is_auto_height else 0),
        )

    @property
    def _is_covered(self) -> bool:
        """Whether a dialog is open above.

        What is behind it is dimmed, and of a picture that would make letters.
        """
        return not self.screen.is_active

    @property
    def _canvas(self) -> Canvas | None:
        return self.app.qr_canvas if self.full_screen and isinstance(self.app, QrHost) else None

    def _means(self) -> Means:
        ascii_only = glyphs_of(self.app).ascii_only
        usual = (Way.WIDE,) if ascii_only else (Way.HALF,)
        allowed = self.app.qr_ways if isinstance(self.app, QrHost) else usual
        if ascii_only:
            return Means(allowed)
        canvas = self._canvas
        return Means(self.ways or allowed, canvas.pixels if canvas else None)

    def _fit(self, room: Size) -> Fit | Misfit | TooLong | None:
        links = tuple(link for link in (self.link, *self.alternatives) if link)
        if not links:
            return None
        asked = (links, room, self._means(), self.robust)
        if asked not in self._found:
            kept = self._found if len(self._found) < _REMEMBERED else {}
            answer = fit(links, room.height, room.width, asked[2], robust=self.robust)
            self._found = {**kept, asked: answer}
        return self._found[asked]

    def _excuse(self, found: Misfit | TooLong | None, width: int) -> list[str]:
        if found is None or width < 1:
            return []
        if isinstance(found, TooLong):
            text = _("The link is too long for a QR code. Copy it: {key}.").format(
                key=self.keys.copy
            )
        else:
            text = f"{_missing(found)} {self._advice(found)}"
        # The last column may be the edge of the screen.
        return wrap(text, max(1, width - 1))

    def _advice(self, found: Misfit) -> str:
        if self.full_screen:
            ways_out = _(
                "Make the font smaller or the window larger, save the code as a picture: {save}, or"
                " copy the link: {copy}."
            ).format(save=self.keys.save, copy=self.keys.copy)
            if found.denser is None:
                return ways_out
            denser = _("Denser signs would do, if your font has them: {key}.").format(
                key=self.keys.denser
            )
            return f"{denser} {ways_out}"
        ways_out = _("Try the full screen: {larger}. Or copy the link: {copy}.")
        return ways_out.format(larger=self.keys.larger, copy=self.keys.copy)


def _missing(misfit: Misfit) -> str:
    rows, columns = misfit.rows_missing, misfit.columns_missing
    wants = []
    if rows:
        wants.append(
            ngettext(
                "The QR code needs {count} more row.", "The QR code needs {count} more rows.", rows
            ).format(count=rows)
        )
    if columns:
        wants.append(
            ngettext(
                "The QR code needs {count} more column.",
                "The QR code needs {count} more columns.",
                columns,
            ).format(count=columns)
        )
    return " ".join(wants)


def _smaller(one: Size, other: Size) -> Size:
    return Size(min(one.width, other.width), min(one.height, other.height))


def _offset(free: int, align: str) -> int:
    return max(0, int(free * _SHIFT.get(align, 0.0)))


def _strips(found: Fit, canvas: Canvas | None) -> list[Strip]:
    if canvas is not None:
        return [Strip(row, found.columns) for row in rows(found, canvas)]
    code = matrix(found.text, robust=found.robust)
    return [Strip(row, found.columns) for row in drawn(code, found.border, found.way)]
