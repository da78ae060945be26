"""The last few things that happened, with money aligned at the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from cabinet_tui.domain.money import Kopeks
from cabinet_tui.locale.formats import moment, money
from cabinet_tui.widgets.glyphs import glyphs_of
from cabinet_tui.widgets.note import Note

_WHEN_WIDTH = 16


@dataclass(frozen=True, slots=True)
class RecentRow:
    """One thing that happened; ``amount`` when it moved the balance."""

    at: datetime | None
    text: str
    amount: Kopeks | None = None


class Recent(Widget):
    """As many rows as there is room for."""

    DEFAULT_CSS = """
    Recent { height: 1fr; padding-left: 2; }
    """

    rows: reactive[Sequence[RecentRow]] = reactive[Sequence[RecentRow]](())
    note: reactive[Note] = reactive(Note())
    now: reactive[datetime | None] = reactive[datetime | None](None)

    def render(self) -> Content:
        """The rows, newest first."""
        if not self.rows or self.now is None:
            return self.note.content()
        return Content("\n").join(
            self._line(row, self.now) for row in self.rows[: max(1, self.size.height)]
        )

    def _line(self, row: RecentRow, now: datetime) -> Content:
        glyphs = glyphs_of(self.app)
        when = moment(row.at, now) if row.at else ""
        amount = (
            money(row.amount, signed=True, ascii_only=glyphs.ascii_only)
            if row.amount is not None
            else ""
        )
        room = self.size.width - _WHEN_WIDTH - len(amount) - 2
        text = Content(row.text.replace("\n", " ")).truncate(max(1, room), ellipsis=True, pad=True)
        colour = "$text-success" if row.amount is not None and row.amount > 0 else ""
        return Content.assemble(
            (when.ljust(_WHEN_WIDTH), "$text-muted"), text, " ", (amount, colour)
        )
